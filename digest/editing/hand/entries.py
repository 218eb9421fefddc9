"""The program's lines of one item in an edit file: its heading, what can be set, its sources and its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.editing.hand import toml
from digest.editing.hand.numbering import numbered
from digest.editing.hand.sheet import MARK
from digest.editing.hand.values import NO_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from digest.editing.hand.listing import Entry
    from digest.editing.hand.values import Numbering, Remark

RULE = "──"


def entry_lines(
    entry: Entry,
    mark: str,
    *,
    keys: Collection[str],
    before: Numbering | None,
    used: Numbering,
    words: Mapping[str, str],
    remarks: Iterable[Remark],
) -> tuple[list[str], tuple[list[str], list[str]]]:
    """The lines above the item's table; and those in it, what can be set and what can be named apart.

    Args:
        entry: the item.
        mark: its number on the page.
        keys: that the editor has set: they are not offered.
        before: the numbers that the file gave so far.
        used: the numbers that the editor's lines name.
        words: the phrases of the language.
        remarks: what could not be done.
    """
    before = before or NO_NUMBERS
    sources = numbered([one.key for one in entry.sources], before.sources, used.sources)
    found = numbered([one.key for one in entry.candidates], before.sentences, used.sentences)
    above = [heading(f"{mark} {RULE} {toml.plain(entry.headline)}"), *remark_lines(remarks)]
    if entry.reason:
        above.append(f"{MARK} {words['reason'].format(reason=toml.plain(entry.reason))}")
    else:
        state = words["state"].format(section=entry.section, size=entry.size, place=entry.place)
        above.append(f"{MARK} {state}")
    offered = {key: value for key, value in _options(entry, found) if key not in keys}
    options = [f"{MARK} {key} = {value}" for key, value in offered.items()]
    lists = [f"{MARK} {words['sources']}", *_sources(entry, sources, before, words)]
    if found:
        lists += [f"{MARK} {words['candidates']}", *_sentences(entry, found, sources, before)]
    return above, (options, lists)


def heading(text: str) -> str:
    """A line that heads what follows."""
    return f"{MARK} {RULE} {text} {RULE}"


def remark_lines(remarks: Iterable[Remark]) -> Iterator[str]:
    """What could not be done, a line each."""
    return (f"{MARK} ! {toml.plain(str(one))}" for one in remarks)


def _options(entry: Entry, sentences: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """What can be set, with its present value."""
    yield "pin", "true"
    if entry.brief:
        return
    numbers = {key: number for number, key in sentences.items()}
    told = [f"{numbers[text]}" if kind == "key" else toml.quoted(text) for kind, text in entry.told]
    yield from (("drop", "true"), ("hold", "true"))
    yield "position", f"{entry.place or 1}"
    yield "section", toml.quoted(entry.section)
    yield "size", toml.quoted(entry.size)
    yield "headline", toml.quoted(entry.headline)
    yield "sentences", toml.listed(told)
    yield from (("note", '""'), ("links", "[]"), ("merge_with", "[]"), ("split", "[]"))


def _sources(
    entry: Entry, numbers: Mapping[int, str], before: Numbering, words: Mapping[str, str]
) -> Iterator[str]:
    known = {one.key: one for one in entry.sources}
    for number, key in numbers.items():
        if key not in known:
            yield _line("x", f"({number})", key, before.texts.get(key, ""))
            continue
        one = known[key]
        more = [words[name] for name, told in (("link_only", not one.open), ("copy", one.copy)) if told]
        about = ", ".join(part for part in (toml.plain(one.outlet), one.day, *more) if part)
        yield _line(" ", f"({number})", key, f"{about}: {toml.plain(one.title) or words['untitled']}")


def _sentences(
    entry: Entry, numbers: Mapping[int, str], sources: Mapping[int, str], before: Numbering
) -> Iterator[str]:
    known = {one.key: one for one in entry.candidates}
    of = {key: number for number, key in sources.items()}
    for number, key in numbers.items():
        if key not in known:
            yield _line("x", f"[{number}]", key, before.texts.get(key, ""))
            continue
        one = known[key]
        yield _line(
            "*" if one.chosen else " ", f"[{number}]", key, f"({of[one.source]}) {toml.plain(one.text)}"
        )


def _line(mark: str, number: str, key: str, text: str) -> str:
    return f"{MARK} {mark} {number} {key} {text}".rstrip()
