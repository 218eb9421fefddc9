"""What each mail must carry, in both of its parts, and what the text part leaves out of the HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

from digest.editing.remark import Kind, Level, Remark, of_item
from digest.rendering import marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.rendering.drawing import Drawn

SHOWN = 3
"""Links that a finding names."""


def findings(drawn: Drawn) -> Iterator[Remark]:
    """What a part must carry and does not; then what the text part leaves out."""
    html, text = _squashed(drawn.page.shown), _squashed(drawn.rendition.text)
    hrefs = [element.get("href") for element in drawn.page.named("a")]
    parts = (
        ("HTML", html, hrefs, drawn.sources.place(1)),
        ("text", text, [drawn.rendition.text], drawn.sources.text_place(1)),
    )
    for name, shown, links, place in parts:
        file = place.partition(",")[0]
        yield from _ways_out(drawn, name, " ".join(links), file)
        yield from _sender(drawn, name, shown, file)
    if not any(element.get("lang") for element in drawn.page.named("html")):
        yield _remark(
            "language", "the HTML tells no language", "write <mjml lang=…>", parts[0][-1].partition(",")[0]
        )
    yield from _left_out(drawn, html, text)
    yield from _own(drawn, html, text)
    yield from _links(drawn, hrefs)


def _ways_out(drawn: Drawn, part: str, links: str, place: str) -> Iterator[Remark]:
    if marks.UNSUBSCRIBE not in links:
        told = f"the {part} part has no link to unsubscribe"
        yield _remark("unsubscribe", told, "write {{ unsubscribe }} where the link leads", place)
    if drawn.web_url and drawn.web_url not in links:
        told = f"the {part} part does not lead to the issue's web page"
        yield _remark("web-view", told, "write {{ links.web }} where a link leads", place, "warning")


def _sender(drawn: Drawn, part: str, shown: str, place: str) -> Iterator[Remark]:
    """A mail names its sender and how to reach them: readers ask, and the law does."""
    view = drawn.view
    wanted = [view.sender or view.title, view.address, view.contact]
    missing = [text for text in wanted if text and _squashed(text) not in shown]
    if missing:
        told = f"the {part} part does not name its sender ({', '.join(missing)})"
        hint = "write {{ issue.sender }}, {{ issue.address }} and {{ issue.contact }}"
        yield _remark("sender", told, hint, place)


def _left_out(drawn: Drawn, html: str, text: str) -> Iterator[Remark]:
    """Headlines, sentences and notes that the HTML shows and the text part does not."""
    for item in drawn.view.items:
        told = [item.headline, *(sentence.text for sentence in item.told), *item.note]
        missing = [one for one in told if _squashed(one) in html and _squashed(one) not in text]
        for one in missing:
            yield of_item(
                drawn.issue,
                drawn.issue.items[item.number - 1].id,
                kind="text-part",
                text=one,
                message="stands in the HTML and not in the text part",
                hint=f"print it in the text template ({drawn.sources.text_place(1).partition(',')[0]})",
            )


def _own(drawn: Drawn, html: str, text: str) -> Iterator[Remark]:
    """What the editor wrote for the whole issue."""
    view = drawn.view
    told = [*view.greeting, *view.conclusion, *(view.sponsor.paragraphs if view.sponsor else ())]
    for one in told:
        if _squashed(one) in html and _squashed(one) not in text:
            message = f'"{one}" stands in the HTML and not in the text part'
            place = drawn.sources.text_place(1).partition(",")[0]
            yield _remark("text-part", message, "print it in the text template", place, "warning")


def _links(drawn: Drawn, hrefs: list[str]) -> Iterator[Remark]:
    """Addresses that only the HTML leads to; a place on a page counts as the page, a mail as its address."""
    text = drawn.rendition.text
    missing = list(dict.fromkeys(href for href in hrefs if href and not _told(href, text)))
    if missing:
        named = ", ".join(missing[:SHOWN]) + (
            f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        )
        told = f"the text part lacks {len(missing)} of the HTML's links ({named})"
        hint = "print their addresses in the text template"
        yield _remark("text-part", told, hint, drawn.sources.text_place(1).partition(",")[0], "warning")


def _told(href: str, text: str) -> bool:
    if href.startswith("#"):
        return True
    if href.startswith("mailto:"):
        return unquote(href.removeprefix("mailto:").partition("?")[0]) in text
    return href in text or urldefrag(href).url in text


def _squashed(text: str) -> str:
    """The text without any space: the text part breaks lines where the HTML does not."""
    return re.sub(r"\s+", "", text)


def _remark(kind: Kind, message: str, hint: str, place: str, level: Level = "error") -> Remark:
    return Remark(kind=kind, level=level, item="", text="", message=message, hint=hint, place=place)
