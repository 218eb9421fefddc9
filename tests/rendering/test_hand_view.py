"""What the editor wrote, and passages, as they reach the templates."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console

from digest.model import Link, Passage, Slots, Sponsor
from digest.rendering import strings
from digest.rendering.arrange import arrange
from digest.rendering.mail import render_mail
from digest.rendering.terminal import render_terminal

if TYPE_CHECKING:
    from digest.model import Issue


def terminal(issue: Issue) -> str:
    out = io.StringIO()
    Console(file=out, width=100, highlight=False).print(render_terminal(issue, folder=None))
    return out.getvalue()


def test_an_empty_slot_leaves_no_trace(issue: Issue):
    """Where the editor wrote nothing, a template has nothing to show."""
    view = arrange(issue, strings.load(None, "ko"))
    assert (view.greeting, view.conclusion, view.sponsor, view.subject, view.preheader) == (
        (),
        (),
        None,
        "",
        "",
    )
    assert all(
        (item.note, item.links, item.passages, item.chosen) == ((), (), (), False) for item in view.items
    )


def test_paragraphs_are_parted_by_blank_lines_and_unsafe_links_are_left_out(issue: Issue):
    """A greeting of two paragraphs stays two, on a line each; a link that runs a script is no link."""
    links = (Link(url="https://example.org/a", text="가"), Link(url="javascript:alert(1)", text="나"))
    told = replace(
        issue,
        slots=Slots(greeting="첫 줄\n이어지는 줄\r\n \r\n둘째 문단"),
        items=(replace(issue.items[0], links=links), *issue.items[1:]),
    )
    view = arrange(told, strings.load(None, "ko"))
    assert view.greeting == ("첫 줄 이어지는 줄", "둘째 문단")
    assert [link.text for link in view.items[0].links] == ["가"]


def test_an_issue_with_an_advertisement_says_so_in_its_subject_once(issue: Issue):
    """`(광고)` begins the subject, also one that the editor wrote, and never twice."""
    told = replace(issue, slots=Slots(sponsor=Sponsor(text="좋은 의자"), subject="새 소식"))
    again = replace(told, slots=replace(told.slots, subject="(광고) 새 소식"))
    made = [render_mail(one, folder=None, web_url="").subject for one in (told, again)]
    assert made == ["(광고) 새 소식"] * 2


def test_sentences_of_passages_are_numbered_on_behind_those_of_the_item(issue: Issue):
    """Each sentence of an item has an anchor of its own, in passages too; a day is written as readers write it."""
    item = issue.items[0]
    first, *rest = item.picks
    told = replace(
        item, picks=(first,), passages=(Passage(kind="after", day=date(2025, 11, 3), picks=tuple(rest)),)
    )
    view = arrange(replace(issue, items=(told, *issue.items[1:])), strings.load(None, "ko")).items[0]
    anchors = [sentence.anchor for sentence in view.told]
    assert anchors == [f"{view.anchor}-sentence-{place}" for place in range(1, len(item.picks) + 1)]
    assert view.passages[0].when.replace("\u00a0", " ") == "2025. 11. 3"


def test_an_item_of_the_editors_names_no_sources(issue: Issue):
    """Nothing stands where sources would; in the other edition it is marked by its language, not as a source's."""
    own = replace(
        issue.items[0],
        references=(),
        clusters=(),
        outlets=(),
        copies=0,
        picks=(),
        storyline=None,
        note="우리 말",
    )
    told = replace(issue, items=(own,), sections=issue.sections[:1], outlets=())
    for made in (told, replace(told, language="en")):
        words = strings.load(None, made.language)
        mail = render_mail(made, folder=None, web_url="")
        for text in (mail.text, mail.html, terminal(made)):
            assert words("references_count", n=0) not in text
            assert words("foreign") not in text
            assert made.language == "ko" or words("foreign_sentence") in text


def test_a_link_without_words_is_told_once(issue: Issue):
    """Its address stands once in the text part and in the terminal."""
    links = (Link(url="https://example.org/only", text=""),)
    told = replace(issue, items=(replace(issue.items[0], links=links), *issue.items[1:]))
    assert render_mail(told, folder=None, web_url="").text.count("https://example.org/only") == 1
    assert terminal(told).count("https://example.org/only") == 1


def test_the_terminal_shows_the_advertisement(issue: Issue):
    """What readers are sent is what the editor sees before it is sent."""
    sponsor = Sponsor(text="좋은 의자", name="의자나라", url="https://example.org/chair")
    shown = terminal(replace(issue, slots=Slots(sponsor=sponsor)))
    assert all(text in shown for text in ("광고", "의자나라", "좋은 의자", "https://example.org/chair"))
