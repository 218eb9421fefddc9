"""The text of an edit file, written anew: the program's lines as things stand now, the editor's as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.editing.hand import sheet, toml
from digest.editing.hand.entries import entry_lines, heading, remark_lines
from digest.editing.hand.phrases import LEGEND, phrases
from digest.editing.hand.sheet import MARK, Block, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digest.editing.hand.listing import Entry, Listing
    from digest.editing.hand.reading import Read

SLOTS = {
    "subject": '""',
    "preheader": '""',
    "greeting": '""',
    "conclusion": '""',
    "sponsor": '{ text = "", url = "", name = "" }',
}
OWN = {
    "headline": '""',
    "text": '""',
    "section": '""',
    "size": '"full"',
    "position": "1",
    "note": '""',
    "links": "[]",
}


def refresh(text: str, listing: Listing, read: Read) -> str:
    """The file with the program's lines as `listing` has them.

    Everything that the editor wrote stays, letter by letter: in the block of its item, wherever that stands now, or, where the
    item is gone, at the end. Written again with the same listing, it is the same text.

    Args:
        text: the file as it is; empty where there is none.
        listing: what it is to show.
        read: what it says (`reading.read` of this text).
    """
    return "\n".join(_Writer(sheet.read(text) if text else Sheet(), listing, read).lines()) + "\n"


class _Writer:
    def __init__(self, found: Sheet, listing: Listing, read: Read) -> None:
        self._sheet = found
        self._listing = listing
        self._read = read
        self._words = phrases(listing.language)
        items = (block for block in found.blocks if block.kind == "items")
        self._blocks: Mapping[str, Block] = dict(zip(read.numbers, items, strict=True))

    def lines(self) -> Iterator[str]:
        listing = self._listing
        yield from self._head()
        for number, entry in enumerate(listing.page, 1):
            yield from self._item(entry, f"{number}")
        yield from self._own()
        if listing.aside:
            yield from ("", heading(self._words["aside"]))
            for entry in listing.aside:
                yield from self._item(entry, "–")
        yield from self._gone()

    def _head(self) -> Iterator[str]:
        words, listing = self._words, self._listing
        values = {"title": toml.plain(listing.title), "period": listing.period, "issue": listing.issue}
        told = [words["head"].format(**values), words["whose"], words["how"], "", words["slots"]]
        yield from _marked(told)
        yield from _marked(
            f"{key} = {value}" for key, value in SLOTS.items() if key not in dict(self._sheet.keys)
        )
        yield from _marked([words["sponsor"], "", words["keys"]])
        yield from _marked(f"  {words[key]}" for key in LEGEND)
        if listing.sections:
            named = ", ".join(f"{key} ({toml.plain(title)})" for key, title in listing.sections)
            yield from _marked([words["sections"].format(sections=named)])
        yield from remark_lines(one for one in listing.remarks if not one.item)
        if self._sheet.head:
            yield from ("", *self._sheet.head)

    def _item(self, entry: Entry, mark: str) -> Iterator[str]:
        block = self._blocks.get(entry.id)
        edit = self._read.hand.of(entry.id)
        above, below = entry_lines(
            entry,
            mark,
            keys={key for key, _ in block.keys} if block else set(),
            before=self._read.numbers.get(entry.id),
            used=edit.used,
            words=self._words,
            remarks=[one for one in self._listing.remarks if one.item == entry.id],
        )
        options, lists = below
        yield ""
        yield from above
        yield from self._opened(block, entry.id)
        yield from options
        yield from block.lines if block else ()
        yield from lists

    @staticmethod
    def _opened(block: Block | None, name: str) -> Iterator[str]:
        yield from block.above if block else ()
        yield block.header if block else "[[items]]"
        yield block.name if block else f"id = {toml.quoted(name)}"

    def _own(self) -> Iterator[str]:
        yield from ("", heading(self._words["own"]))
        for block in self._sheet.blocks:
            if block.kind == "own":
                yield from (*block.above, block.header, *block.lines, "")
        yield from _marked(["[[own]]", *(f"{key} = {value}" for key, value in OWN.items())])

    def _gone(self) -> Iterator[str]:
        shown = {entry.id for entry in (*self._listing.page, *self._listing.aside)}
        gone = {name: block for name, block in self._blocks.items() if name not in shown and block.written}
        if not gone:
            return
        yield from ("", heading(self._words["gone"]))
        for name, block in gone.items():
            with_ = self._listing.merged.get(name)
            told = self._words["merged"].format(item=with_) if with_ else self._words["lost"]
            numbers = block.numbers
            yield from ("", *_marked([told]), *self._opened(block, name), *block.lines)
            for open_, close, known in (("(", ")", numbers.sources), ("[", "]", numbers.sentences)):
                yield from (
                    f"{MARK} x {open_}{number}{close} {key} {numbers.texts.get(key, '')}".rstrip()
                    for number, key in known.items()
                    if number in self._used(name)
                )

    def _used(self, name: str) -> set[int]:
        used = self._read.hand.of(name).used
        return {*used.sources, *used.sentences}


def _marked(told: Iterable[str]) -> Iterator[str]:
    return (f"{MARK} {one}".rstrip() for one in told)
