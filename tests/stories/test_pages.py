"""Pages of the web: nearly all are one article, whatever its headings look like."""

from __future__ import annotations

from reading import document_from

from digest.stories.unbundle import unbundle

CHAPTERS = (
    "Iowa’s politicians aren’t excited about the ferry or its 2 rivals",
    "Many key parts of the coalition are divided, and 40 are on the sidelines",
    "The billionaires say they’re looking at harbours, not at boats",
)
PROSE = (
    'The council of the town has <a href="https://a.example/{n}">weighed the plan</a> since spring, and nobody knows '
    "yet what will come of it. Those who spoke for it at first have grown silent. Others, who were against it, now "
    'ask for <a href="https://b.example/{n}">more time</a>.'
)


def _page(title: str, heads: tuple[str, ...], opening: str = "") -> str:
    sections = "".join(f"<h2>{head}</h2><p>{PROSE.format(n=n)}</p>" for n, head in enumerate(heads))
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{opening}{sections}</article></body></html>"


def test_chapters_that_read_like_headlines_and_hold_links_are_one_article() -> None:
    opening = f"<p>{PROSE.format(n=9)}</p>"
    page = document_from(_page("The race for the harbour gets interesting", CHAPTERS, opening), name="a.html")
    (story,) = unbundle(page).stories
    assert story.title == "The race for the harbour gets interesting"
    assert story.text.startswith("The council of the town has weighed the plan")
    assert all(head in story.text for head in CHAPTERS)


def test_a_page_that_announces_a_round_up_comes_apart() -> None:
    page = document_from(_page("The harbour weekly, issue 12", CHAPTERS), name="a.html")
    assert [story.title for story in unbundle(page).stories] == list(CHAPTERS)


def test_a_page_of_linked_headlines_needs_no_announcement() -> None:
    heads = tuple(f'<a href="https://c.example/{n}">{head}</a>' for n, head in enumerate(CHAPTERS))
    page = document_from(_page("Harbour", heads), name="a.html")
    assert [story.title for story in unbundle(page).stories] == list(CHAPTERS)


def test_a_label_inside_a_text_ends_nothing() -> None:
    """Of an advertisement or a list of links: where most of the text stands below it, it goes on."""
    said = [
        f"The council of the town has weighed the plan since spring, and said so {n} times." for n in range(6)
    ]
    body = f"<p>{said[0]}</p><p><b>Advertisement</b></p>" + "".join(f"<p>{line}</p>" for line in said[1:])
    (story,) = unbundle(document_from(f"<h1>The harbour</h1>{body}", name="a.html")).stories
    assert story.text == "\n".join(said)


def test_numbers_that_no_label_keeps_stay_in_the_text() -> None:
    body = f"<p>{PROSE.format(n=1)}</p><h3>1. Pay less</h3><p>{PROSE.format(n=2)}</p><p>[1] A note on it.</p>"
    (story,) = unbundle(document_from(f"<h1>How to sail in 1 day</h1>{body}", name="a.html")).stories
    assert "1. Pay less" in story.text.split("\n")
    assert "[1] A note on it." in story.text.split("\n")
