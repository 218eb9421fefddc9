"""A publication's own list of terms: what an editor explains, or does not want explained, one a line.

    FLOPS = floating point operations that a computer does in a second
    MOU !=                           # never explained, whatever texts say

A `#` at the beginning of a line or after a space begins a comment.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = (60, 300)
"""Characters of a term, and of what it means."""
HEAD = """\
# Terms (digest terms --help). One a line, with what it means:
#   FLOPS = 컴퓨터가 1초 동안 할 수 있는 부동소수점 연산 횟수
# and what is never explained, whatever texts say:
#   MOU !=
"""
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_ENTRY = re.compile(r"(?P<term>[^=!≠]*?)\s*(?P<sign>!=|≠|=)\s*(?P<means>.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A line: what a term means, or (`means` is empty) that it is not to be explained; `line` from 1."""

    term: str
    means: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A line that says nothing, why, and what to write instead."""

    line: int
    message: str
    hint: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}: {self.hint}"


def read(text: str) -> tuple[tuple[Given, ...], tuple[Wrong, ...]]:
    """The entries of a list, and every mistake in it."""
    entries: list[Given] = []
    mistakes: list[Wrong] = []
    for number, line in enumerate(unicodedata.normalize("NFC", text).splitlines(), 1):
        told = _COMMENT.sub("", line.removeprefix("\ufeff")).strip()
        found = _read(told, number) if told else None
        if isinstance(found, Given) and any(one.term == found.term for one in entries):
            found = Wrong(
                line=number, message=f"{found.term} stands there twice", hint="take one of them out"
            )
        if isinstance(found, Wrong):
            mistakes.append(found)
        elif found:
            entries.append(found)
    return tuple(entries), tuple(mistakes)


def with_entry(text: str, term: str, means: str) -> str:
    """The text with a term explained, or (`means` is empty) refused; what else stands there stays as it is."""
    kept = [line for line in (text or HEAD).splitlines() if not _is_of(line, term)]
    return "\n".join([*kept, f"{term} = {means}" if means else f"{term} !="]) + "\n"


def without_entry(text: str, term: str) -> str:
    """The text without what it says of a term."""
    return "".join(line for line in text.splitlines(keepends=True) if not _is_of(line, term))


def _is_of(line: str, term: str) -> bool:
    found = _ENTRY.fullmatch(_COMMENT.sub("", line).strip())
    return found is not None and found["term"].strip() == term


def _read(told: str, number: int) -> Given | Wrong:
    parts = _ENTRY.fullmatch(told)
    if parts is None:
        return Wrong(line=number, message=f'"{told:.40}" has no =', hint="write FLOPS = what it means")
    term, means = parts["term"].strip(), parts["means"].strip()
    refused = parts["sign"] != "="
    if not any(char.isalpha() for char in term):
        return Wrong(line=number, message="no term stands left of the =", hint="write FLOPS = what it means")
    if refused and means:
        return Wrong(line=number, message="something stands right of the !=", hint=f"write {term} != alone")
    if not refused and not means:
        return Wrong(
            line=number,
            message="nothing stands right of the =",
            hint=f"write {term} = what it means, or {term} !=",
        )
    if len(term) > LONGEST[0] or len(means) > LONGEST[1]:
        return Wrong(
            line=number,
            message=f'"{term:.20}…" is too long',
            hint=f"at most {LONGEST[0]} and {LONGEST[1]} characters",
        )
    return Given(term=term, means=means, line=number)
