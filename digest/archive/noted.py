"""The editor's notes of an issue as its page and its feed entry show them, and what is left of one that is withdrawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest import codec
from digest.model import Language
from digest.rendering import dates

if TYPE_CHECKING:
    from digest.model import Issue, Note, Notes
    from digest.rendering.strings import Strings

_HANGUL = re.compile(r"[가-힣]")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A note of the editor, of the issue, or of an item (its `number` on the page, else 0).

    `day` is that of the note in ISO 8601, `when` the same in words; `headline` is the item's.
    """

    text: str
    language: Language
    day: str
    when: str
    number: int = 0
    headline: str = ""
    headline_language: Language = "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """All notes of an issue that stand: `corrections` the newest first; by the item's number `of` and `taken`.

    `withdrawn` is there where the whole issue is taken back.
    """

    corrections: tuple[NoteView, ...]
    of: Mapping[int, tuple[NoteView, ...]]
    taken: Mapping[int, NoteView]
    withdrawn: NoteView | None


def noted(issue: Issue, notes: Notes, words: Strings) -> Noted:
    """The notes of an issue in the words of its language; a note of an item that it has no more is one of the issue."""
    numbers = {item.id: number for number, item in enumerate(issue.items, 1)}

    def view(note: Note) -> NoteView:
        number = numbers.get(note.item, 0)
        day = dates.local_day(note.at, issue.timezone)
        about = issue.items[number - 1].headline if number else None
        return NoteView(
            text=note.text,
            language="ko" if _HANGUL.search(note.text) else "en",
            day=day.isoformat(),
            when=dates.day(day, words),
            number=number,
            headline=about.text if about else "",
            headline_language=about.language if about else "und",
        )

    corrections = tuple(view(note) for note in notes.corrections())
    gone = {name: note for name in notes.withdrawn_items if (note := notes.withdrawn(name))}
    whole = notes.withdrawn()
    return Noted(
        corrections=corrections,
        of={
            number: tuple(one for one in corrections if one.number == number)
            for number, _ in enumerate(issue.items, 1)
        },
        taken={numbers[name]: view(note) for name, note in gone.items() if name in numbers},
        withdrawn=view(whole) if whole else None,
    )


def data(issue: Issue, note: Note) -> str:
    """What stands at the address of a withdrawn issue's `issue.json`."""
    return codec.dump(
        {
            "id": issue.id,
            "publication": issue.publication,
            "withdrawn": note.at.isoformat(timespec="seconds"),
            "reason": note.text,
        }
    )
