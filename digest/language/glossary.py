"""A publication's own glossary: names in both scripts that an editor gives or refuses, one a line.

    딥시크 = DeepSeek
    한국은행 = Bank of Korea, BOK     # several names stand for one
    오픈 != OpenAI                   # never, whatever texts say

A `#` at the beginning of a line or after a space begins a comment.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 80
"""Characters of a name."""

_COMMENT = re.compile(r"(?:^|\s)#.*$")
_ENTRY = re.compile(r"(?P<korean>[^=!≠]*?)\s*(?P<sign>!=|≠|=)\s*(?P<latin>.*)")
_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line: what a Korean name is called in Latin script, or (`refused`) what it is not; `line` from 1."""

    korean: str
    latin: tuple[str, ...]
    refused: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The entries of a glossary, in its order."""

    entries: tuple[Entry, ...] = ()


EMPTY = Glossary()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """A line that says nothing, why, and what to write instead."""

    line: int
    message: str
    hint: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}: {self.hint}"


def key_of(name: str) -> str:
    """The form by which a name is looked up: without spaces and marks between its words, and without capitals."""
    return re.sub(r"[\s·-]", "", unicodedata.normalize("NFC", name)).lower()


def read(text: str) -> tuple[Glossary, tuple[Mistake, ...]]:
    """The entries of a glossary's text, and every mistake in it."""
    entries: list[Entry] = []
    mistakes: list[Mistake] = []
    said: dict[tuple[str, str], Entry] = {}
    for number, line in enumerate(unicodedata.normalize("NFC", text).splitlines(), 1):
        told = _COMMENT.sub("", line.removeprefix("\ufeff")).strip()
        if not told:
            continue
        found = _read_line(told, number)
        if isinstance(found, Mistake):
            mistakes.append(found)
            continue
        twice = [_said_twice(found, latin, said) for latin in found.latin]
        mistakes += [mistake for mistake in twice if mistake]
        for latin in found.latin:
            said.setdefault((key_of(found.korean), key_of(latin)), found)
        entries.append(found)
    return Glossary(entries=tuple(entries)), tuple(mistakes)


def _read_line(told: str, number: int) -> Entry | Mistake:
    parts = _ENTRY.fullmatch(told)
    if parts is None:
        return Mistake(line=number, message=f'"{told:.40}" has no =', hint="write 딥시크 = DeepSeek")
    korean, latin = parts["korean"].strip(), [name.strip() for name in parts["latin"].split(",")]
    names = tuple(name for name in latin if name)
    if _HANGUL.search(parts["latin"]) and not _HANGUL.search(korean):
        message, hint = "the Korean name stands right of the =", f"write {parts['latin']} = {korean}"
    elif not korean or not _HANGUL.search(korean):
        message, hint = "no Korean name stands left of the =", "write 딥시크 = DeepSeek"
    elif not names or "" in latin:
        message, hint = "a name is missing right of the =", f"write {korean} = NAME, or take the line out"
    elif wrong := next((name for name in names if not _LATIN.search(name) or "=" in name), ""):
        message, hint = (
            f'"{wrong}" is no name in Latin letters',
            "write one pair a line, such as 딥시크 = DeepSeek",
        )
    elif long := next((name for name in (korean, *names) if len(name) > LONGEST), ""):
        message, hint = f'"{long[:20]}…" is longer than {LONGEST} characters', "give the name alone"
    else:
        return Entry(korean=korean, latin=names, refused=parts["sign"] != "=", line=number)
    return Mistake(line=number, message=message, hint=hint)


def _said_twice(found: Entry, latin: str, said: dict[tuple[str, str], Entry]) -> Mistake | None:
    before = said.get((key_of(found.korean), key_of(latin)))
    if before is None:
        return None
    if before.refused != found.refused:
        told = f"{found.korean} and {latin} are both given and refused (line {before.line})"
        return Mistake(line=found.line, message=told, hint="keep one of the two lines")
    told = f"{found.korean} = {latin} stands in line {before.line} already"
    return Mistake(line=found.line, message=told, hint="take one of them out")


def written(korean: str, latin: tuple[str, ...], *, refused: bool = False) -> str:
    """A line of a glossary."""
    return f"{korean} {'!=' if refused else '='} {', '.join(latin)}"
