"""The text of an edit file → what the editor wrote, or every mistake in it at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast, get_args

from digest.editing.hand import sheet
from digest.editing.hand.mistakes import Mistakes, Table
from digest.editing.hand.values import (
    NO_HAND,
    Hand,
    ItemEdit,
    Numbered,
    Numbering,
    OwnItem,
    Size,
)
from digest.errors import MistakesError
from digest.model import Slots, Sponsor
from digest.tomlfaults import fault

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

ISSUE_KEYS = ("subject", "preheader", "greeting", "conclusion", "sponsor")
ITEM_KEYS = (
    "id",
    "pin",
    "drop",
    "hold",
    "position",
    "section",
    "size",
    "headline",
    "sentences",
    "note",
    "links",
    "merge_with",
    "split",
)
OWN_KEYS = ("headline", "text", "sentences", "section", "size", "position", "note", "links")
SIZES = get_args(Size)
_NUMBER = re.compile(r"\[?\d+\]?")
"""What is meant for the number of a sentence: as one of the editor's own it would be shown to readers."""


class EditError(MistakesError):
    """Mistakes in an edit file, each with the key and its line; nothing was built, and the file stays as it is."""

    def __init__(self, subject: str, mistakes: tuple[str, ...]) -> None:
        super().__init__(subject, mistakes, "correct it and run again (docs/how-to/edit-an-issue.md)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What an edit file says, and the numbers that it gave sources and sentences, by item."""

    hand: Hand = NO_HAND
    numbers: Mapping[str, Numbering] = field(default_factory=dict)


NOTHING = Read()


def read(text: str, *, subject: str, sections: Collection[str] = ()) -> Read:
    """What an edit file says.

    Args:
        text: of the file.
        subject: the file, as errors name it.
        sections: the keys that an item may be put in.

    Raises:
        EditError: it has mistakes.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise EditError(subject, (f"not TOML: {fault(text, error)}",)) from None
    except RecursionError:
        raise EditError(subject, ("not TOML of this kind: brackets stand in brackets without end",)) from None
    found = sheet.read(text)
    mistakes = Mistakes()
    made = _Reader(data, found, mistakes, tuple(sections)).read()
    if mistakes.found:
        raise EditError(subject, mistakes.listed())
    return made


class _Reader:
    def __init__(
        self, data: dict[str, Any], found: sheet.Sheet, mistakes: Mistakes, sections: tuple[str, ...]
    ) -> None:
        self._data = data
        self._sheet = found
        self._mistakes = mistakes
        self._sections = sections

    def read(self) -> Read:
        whole = Table(self._data, "", self._mistakes, 1, dict(self._sheet.keys))
        whole.only((*ISSUE_KEYS, "items", "own"))
        items, owns = self._blocks("items"), self._blocks("own")
        edits = [self._item(block, values) for block, values in items]
        self._twice(edits)
        written = [one for one in edits if one != ItemEdit(id=one.id)]
        hand = Hand(
            slots=self._slots(whole),
            items=tuple(sorted(written, key=lambda one: one.id)),
            own=tuple(self._own(block, values) for block, values in owns),
        )
        numbers = {edit.id: block.numbers for edit, (block, _) in zip(edits, items, strict=True)}
        return Read(hand=hand, numbers=numbers)

    def _blocks(self, kind: str) -> list[tuple[sheet.Block, dict[str, Any]]]:
        """The blocks of a kind with their values; none where the file writes them in another way."""
        values = self._data.get(kind, [])
        blocks = [block for block in self._sheet.blocks if block.kind == kind]
        tables = isinstance(values, list) and all(isinstance(one, dict) for one in values)
        if not tables or len(values) != len(blocks):
            self._mistakes.add(self._sheet.at(kind), kind, f"write each as [[{kind}]]")
            return []
        return list(zip(blocks, values, strict=True))

    def _twice(self, edits: Sequence[ItemEdit]) -> None:
        seen: dict[str, int] = {}
        for one in edits:
            if one.id in seen:
                told = f'"{one.id}" has a table in line {seen[one.id]} already: put both together'
                self._mistakes.add(one.line, "items", told)
            seen.setdefault(one.id, one.line)

    def _slots(self, table: Table) -> Slots:
        return Slots(
            greeting=table.text("greeting"),
            conclusion=table.text("conclusion"),
            sponsor=self._sponsor(table),
            subject=table.text("subject", line=True),
            preheader=table.text("preheader", line=True),
        )

    def _sponsor(self, table: Table) -> Sponsor | None:
        given = table.raw("sponsor")
        if given is None:
            return None
        if not isinstance(given, dict):
            table.wrong("sponsor", 'write { text = "…", url = "https://…", name = "…" }')
            return None
        inner = Table(given, "sponsor", self._mistakes, self._sheet.at("sponsor"), {})
        inner.only(("text", "url", "name"))
        text, url = inner.text("text"), inner.text("url", line=True)
        name = inner.text("name", line=True)
        if not (text or url or name):
            return None  # the empty table that the file offers
        inner.text("text", needed=True)
        if url:
            inner.address("url", url)
        return Sponsor(text=text, url=url, name=name)

    def _item(self, block: sheet.Block, values: dict[str, Any]) -> ItemEdit:
        name = values.get("id")
        where = f'items["{name}"]' if isinstance(name, str) else "items"
        table = Table(values, where, self._mistakes, block.line, dict(block.keys))
        table.only(ITEM_KEYS, ISSUE_KEYS)
        item = table.text("id", line=True, needed=True)
        edit = ItemEdit(
            id=item,
            pin=table.place("pin", first=True),
            drop=table.yes("drop"),
            hold=table.yes("hold"),
            position=table.place("position"),
            section=table.one_of("section", self._sections),
            size=cast("Size | None", table.one_of("size", SIZES) or None),
            headline=_headline(table, block.numbers),
            sentences=_sentences(table, block.numbers),
            note=table.text("note"),
            links=table.links("links"),
            merge_with=_items(table, item),
            split=_split(table, block.numbers),
            line=block.line,
        )
        left_out = [key for key, told in (("drop", edit.drop), ("hold", edit.hold)) if told]
        if len(left_out) > 1 or (left_out and edit.pin):
            table.wrong(left_out[-1], f"{'pin' if edit.pin else 'drop'} says otherwise: keep one of them")
        return edit

    def _own(self, block: sheet.Block, values: dict[str, Any]) -> OwnItem:
        table = Table(values, "own", self._mistakes, block.line, dict(block.keys))
        table.only(OWN_KEYS, ISSUE_KEYS)
        text, listed = table.text("text"), table.listed("sentences")
        if text and listed:
            table.wrong("sentences", "text says it already: keep one of them")
        if not all(isinstance(one, str) and one.strip() for one in listed):
            table.wrong("sentences", "write texts in quotation marks: an item of your own has no sources")
            listed = []
        told = text.replace("\r\n", "\n").split("\n\n") if text else listed
        return OwnItem(
            headline=table.text("headline", line=True, needed=True),
            sentences=tuple(" ".join(one.split()) for one in told if one.strip()),
            section=table.one_of("section", self._sections),
            size=cast("Size | None", table.one_of("size", SIZES) or None),
            position=table.place("position"),
            note=table.text("note"),
            links=table.links("links"),
            line=block.line,
        )


def _headline(table: Table, numbers: Numbering) -> str | Numbered:
    found = table.raw("headline")
    if isinstance(found, int) and not isinstance(found, bool):
        return Numbered(number=found, key=numbers.sources.get(found, ""))
    return " ".join(table.text("headline", line=True, needed=table.has("headline")).split())


def _sentences(table: Table, numbers: Numbering) -> tuple[str | Numbered, ...]:
    made: list[str | Numbered] = []
    for one in table.listed("sentences"):
        if isinstance(one, int) and not isinstance(one, bool):
            made.append(Numbered(number=one, key=numbers.sentences.get(one, "")))
        elif isinstance(one, str) and _NUMBER.fullmatch(one.strip()):
            table.wrong("sentences", f'"{one.strip()}" is a number: write it without quotation marks')
        elif isinstance(one, str) and one.strip():
            made.append(" ".join(one.split()))
        else:
            table.wrong(
                "sentences", "write numbers from the list, or sentences of your own in quotation marks"
            )
    if table.has("sentences") and not table.listed("sentences"):
        table.wrong("sentences", 'is empty: name one, or write size = "line", which shows none')
    for one in dict.fromkeys(one for one in made if made.count(one) > 1):
        table.wrong("sentences", f"{one.number if isinstance(one, Numbered) else one!r} stands there twice")
    return tuple(made)


def _items(table: Table, own: str) -> tuple[str, ...]:
    made = []
    for one in table.listed("merge_with"):
        if not isinstance(one, str) or not one.strip():
            table.wrong("merge_with", "write ids of items in quotation marks")
        elif one.strip() == own:
            table.wrong("merge_with", "names the item itself")
        else:
            made.append(one.strip())
    return tuple(dict.fromkeys(made))


def _split(table: Table, numbers: Numbering) -> tuple[Numbered, ...]:
    made = []
    for one in table.listed("split"):
        if isinstance(one, bool) or not isinstance(one, int):
            table.wrong("split", "write the numbers of its sources, as in split = [2, 3]")
        else:
            made.append(Numbered(number=one, key=numbers.sources.get(one, "")))
    return tuple(dict.fromkeys(made))
