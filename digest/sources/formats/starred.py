"""Lists of Markdown that are notes: `* LED: 빛을 내는 반도체` below a text that speaks of LED, or of LED*.

The star opens points as well. Notes are what explains words of the text above: where these bear the mark, or where
each line gives its word, a colon and no news; and then only a line by itself, or in a text whose points have another
mark. A list of names with what each did stays a list.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.sources.formats.walk import Draft

STAR = "*"
REACH = 600
"""Characters above a note among which its word stands."""
_MARKED = re.compile(r"(?<=[^\W\d])[’”'\"」』)\]]?\*(?!\*)")
_GLOSS = re.compile(r"\s*(?P<term>[^\s:：*][^:：*\n]{0,28}[^\s:：*])\s?[:：]\s?(?P<means>[^\d]{8,160})")


def noted(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a document, in order, with the points that are notes as such."""
    others = any(draft.kind == "item" and draft.label != STAR for draft in drafts)
    found: list[Draft] = []
    above = ""
    for run in _runs(drafts):
        if _is_starred(run[0]) and _explains(run, above, others=others):
            found += [replace(draft, kind="note", level=0) for draft in run]
            above = above.replace(STAR, "")  # its marks have their notes
            continue
        found += run
        for draft in run:
            above = "" if draft.kind == "heading" else f"{above}\n{draft.text}"[-REACH:]
    return found


def _runs(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """What stands below each other with a star, together; everything else alone."""
    run: list[Draft] = []
    for draft in drafts:
        if run and not _is_starred(draft):
            yield run
            run = []
        if _is_starred(draft):
            run.append(draft)
        else:
            yield [draft]
    if run:
        yield run


def _is_starred(draft: Draft) -> bool:
    return draft.kind == "item" and draft.label == STAR and draft.level == 1


def _explains(run: Sequence[Draft], above: str, *, others: bool) -> bool:
    if len(run) <= len(_MARKED.findall(above)):
        return True
    return (len(run) == 1 or others) and all(_glosses(draft.text, above) for draft in run)


def _glosses(text: str, above: str) -> bool:
    """Whether a line says what a word of the text above it is."""
    found = _GLOSS.fullmatch(text)
    return bool(found and re.search(rf"(?<!\w){re.escape(found['term'])}(?![A-Za-z0-9])", above))
