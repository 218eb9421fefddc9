"""Template syntax that is left over in what a reader sees: ours, and that of services that mails were copied from.

What an issue's own texts say stands apart: a story about templates may show braces, and a sentence may begin with None.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest import codec
from digest.editing.remark import Remark, of_issue, of_item
from digest.rendering import marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Issue, Item
    from digest.rendering.drawing import Drawn, Sources

# What mail services fill in: $%name%$ (Stibee), *|FNAME|* (Mailchimp), {{name}}, %recipient.name%, [[name]], <%= name %>.
_FILLED_IN = (
    r"\$%[\w.-]+%\$|\*\|[A-Za-z][\w:.,\- ]*\|\*|\{\{.{0,60}?\}\}|\{%.{0,60}?%\}|%%[\w.-]+%%|%[A-Za-z]\w*\.\w+%|%[A-Z][A-Z_]{3,}%"
    r"|\[\[\s*[\w.]+\s*\]\]|<%=?.{0,60}?%>|\[(?:FIRSTNAME|NAME|EMAIL|UNSUBSCRIBE)\]"
)
_OTHERS = re.compile(_FILLED_IN)
_OURS = re.compile(
    rf"{_FILLED_IN}|\{{\{{|\}}\}}|\{{%|%\}}|\{{#|#\}}|\{{[a-z_]\w*\}}|\b(?:None|undefined|NaN|null)\b"
)
_PLACE = re.compile(r"\{\w*\}")
"""Where a string is filled in."""

UNFILLED = "which a mail service would have filled in"


def findings(drawn: Drawn) -> Iterator[Remark]:
    """Left-overs of the templates, those of the inbox line, then those that came with the texts of the issue."""
    yield from of_templates(drawn.sources)
    known = _known(drawn.sources)
    for name, text in (("subject", drawn.rendition.subject), ("preheader", drawn.rendition.preheader)):
        for _, found in _left(text, 1, known):
            yield of_issue(
                kind="leftover",
                level="error",
                text=found,
                message=f"is left over in the {name}",
                hint="mend the templates' strings",
            )
    yield from _copied(drawn.issue)


def of_templates(sources: Sources) -> Iterator[Remark]:
    """What the templates leave over in either part."""
    known = _known(sources)
    for run in sources.source.texts:
        for line, found in _left(run.text, run.line, known):
            yield _template(found, sources.place(line))
    for line, found in _left(sources.text, 1, known):
        yield _template(found, sources.text_place(line))


def _known(sources: Sources) -> str:
    """All that an issue says, and the words of the publication that are words and no syntax."""
    words = (_PLACE.sub("", text) for text in sources.words if not _OTHERS.search(text))
    return "\n".join((*_strings(codec.plain(sources.issue)), *words))


def _left(text: str, first: int, known: str) -> Iterator[tuple[int, str]]:
    """(line, left-over) for each that no text of the issue says."""
    for found in _OURS.finditer(text):
        if found.group() not in marks.MARKS and found.group() not in known:
            yield first + text.count("\n", 0, found.start()), found.group()


def _copied(issue: Issue) -> Iterator[Remark]:
    """A text of a source, or of the editor, that shows what another service would have filled in."""
    for item in issue.items:
        for text in _texts(item):
            found = _OTHERS.search(text)
            if found:
                yield of_item(
                    issue,
                    item.id,
                    kind="leftover",
                    text=text,
                    message=f"shows {found.group()}, {UNFILLED}",
                    hint="choose another sentence, or write the headline yourself",
                )
    slots = issue.slots
    own = {name: getattr(slots, name) for name in ("greeting", "conclusion", "subject", "preheader")}
    own["advertisement"] = slots.sponsor.text if slots.sponsor else ""
    for name, text in own.items():
        found = _OTHERS.search(text)
        if found:
            told = f"the {name} shows {found.group()}, {UNFILLED}"
            yield of_issue(
                kind="leftover", message=told, hint="take it out: the same words go to every reader"
            )


def _template(found: str, place: str) -> Remark:
    return Remark(
        kind="leftover",
        level="error",
        item="",
        text=found,
        message="is shown as it stands",
        hint="mend the template",
        place=place,
    )


def _texts(item: Item) -> Iterator[str]:
    yield item.headline.text
    for pick in item.told:
        yield pick.shown or pick.sentence.text
    yield item.note


def _strings(value: object) -> Iterator[str]:
    """Every text of a value, at whatever depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)
