"""What the inbox shows of a mail, and the brief at its top."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.analysis.objections import objections
from digest.editing.lintads import DECLARED
from digest.editing.remark import Remark, of_issue, of_item
from digest.rendering.wrapping import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.rendering.drawing import Drawn

SUBJECT_COLUMNS = 90
"""Columns after which nobody sees a subject: a phone shows some 40, a wide window some 70."""
_LEANS = frozenset(("opener", "pronoun"))


def findings(drawn: Drawn) -> Iterator[Remark]:
    """The findings about subject, preheader and brief."""
    yield from _subject(drawn)
    yield from _preheader(drawn)
    yield from _brief(drawn)


def _subject(drawn: Drawn) -> Iterator[Remark]:
    subject, view = drawn.rendition.subject, drawn.view
    hint = "write another in the edit file"
    bare = re.sub(r"[\W_]+", "", subject)
    if not bare:
        yield of_issue(kind="subject", level="error", message="the subject is empty", hint=hint)
    elif bare in [re.sub(r"[\W_]+", "", known) for known in (view.title, view.title + view.number)]:
        told = "the subject is the publication's name alone, and says nothing of what is in it"
        yield of_issue(kind="subject", text=subject, message=told, hint=hint)
    if drawn.issue.slots.sponsor is not None and not subject.startswith(DECLARED):
        told = "the issue carries an advertisement, and its subject does not say so"
        yield of_issue(
            kind="advertising", level="error", text=subject, message=told, hint=f'begin it with "{DECLARED}"'
        )
    columns = display_width(subject)
    if columns > SUBJECT_COLUMNS:
        told = f"the subject has {columns} columns; a phone shows some 40, a wide window some 70"
        yield of_issue(kind="subject", text=subject, message=told, hint=hint)


def _preheader(drawn: Drawn) -> Iterator[Remark]:
    preheader = drawn.rendition.preheader.strip()
    if not preheader:
        told = "the preheader is empty: inboxes show the mail's first words instead"
        yield of_issue(kind="preheader", message=told, hint="give the issue more than one item, or a brief")
    elif preheader in drawn.rendition.subject:
        told = "the preheader repeats the subject"
        yield of_issue(kind="preheader", text=preheader, message=told, hint="change one of the two")


def _brief(drawn: Drawn) -> Iterator[Remark]:
    numbers = {item.anchor: item.number for item in drawn.view.items}
    for line in drawn.view.brief:
        number = numbers.get(line.anchor, 0)
        item = drawn.issue.items[number - 1].id if number else ""
        if not line.text.strip():
            yield of_item(
                drawn.issue,
                item,
                kind="brief",
                level="error",
                message="its line in the brief is empty",
                hint="give the item a headline",
            )
        elif _LEANS.intersection(objections(line.text)):
            yield of_item(
                drawn.issue,
                item,
                kind="brief",
                text=line.text,
                message="its line in the brief begins with a word that leans on something before it",
                hint="choose another sentence for the item, or another headline",
            )
