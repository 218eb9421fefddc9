"""Long forms that spell their abbreviation: `large language model (LLM)`, `전국교직원노동조합(전교조)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.model import How

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHORT = r"[A-Z][A-Za-z]{0,3}[A-Z][A-Za-z]{0,4}s?|[A-Z]{2,8}s?"
"""An abbreviation in Latin script."""
_OPEN = re.compile(
    rf"\((?:the )?(?P<short>{SHORT})\)|, (?:or|known as|abbreviated as|abbreviated) (?:the )?(?P<named>{SHORT})(?=[,.;])|(?<![\w-])(?P<first>{SHORT})\s?\((?P<long>[^()\n]{{6,90}})\)"
)
WORD = re.compile(r"[A-Za-z](?:[A-Za-z'’]*[A-Za-z])?")
"""A word in Latin script, without the marks around it."""
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "a", "an", "de", "la", "with", "by", "at"))
_OWNER = re.compile(r"['’]s|.s['’](?!\w)")
_REACH = 12
"""Words before a bracket among which the long form stands."""
_SYLLABLES = re.compile(
    r"(?<![가-힣A-Za-z0-9·])(?P<before>[가-힣]{2,16})(?P<close>[’”'\"]?)\((?:이하 )?[‘'\"]?(?P<inside>[가-힣]{2,16})[’'\"]?\)"
)
_FEWEST = 5
"""Syllables of a Korean name that is shortened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A word at `text[start:end]`, and at `text[begins:ends]` what it means."""

    term: str
    means: str
    how: How
    start: int
    end: int
    begins: int
    ends: int


def shortened(text: str) -> Iterator[Explained]:
    """The abbreviations of a text whose letters or syllables its long form spells, in order."""
    yield from _initials(text)
    yield from _syllables(text)


def spelled(short: str, words: Sequence[str]) -> int:
    """How many of the last words spell an abbreviation by their initials, small words left out or not; 0 where none do."""
    letters = short.rstrip("s") if short[-1:] == "s" and len(short) > 2 else short  # noqa: PLR2004 - PMs
    letters = re.sub(r"[^A-Za-z]", "", letters).lower()
    for count in range(min(len(words), _REACH), 1, -1):
        chosen = words[-count:]
        if chosen[0].lower() in _SMALL:
            continue
        full = "".join(word[0] for word in chosen).lower()
        large = "".join(word[0] for word in chosen if word.lower() not in _SMALL).lower()
        if letters in (full, large):
            return count
    return 0


def _initials(text: str) -> Iterator[Explained]:
    for found in _OPEN.finditer(text):
        short = "short" if found["short"] else "named"
        if found[short]:
            clause = max(
                text.rfind(sign, 0, found.start()) for sign in (".", ",", ";", ":", "(", "\n", "“", '"')
            )
            before = list(WORD.finditer(text, clause + 1, found.start()))
            count = spelled(found[short], [word[0] for word in before])
            if (
                count
                and not _OWNER.match(text, before[-1].end() - 2)  # … Force's (JDF): no name ends so
                and found[short]
                not in text[before[-count].start() : before[-1].end()].split()  # DNS Name System
                and re.fullmatch(r"[\w'’ \-&]*", text[before[-count].start() : found.start()])
            ):
                start, end = before[-count].start(), before[-1].end()
                yield made(text, "initials", found.span(short), (start, end))
        else:
            yield from _first(text, found)


def _first(text: str, found: re.Match[str]) -> Iterator[Explained]:
    """LLM(Large Language Model), LLM(거대언어모델, Large Language Model)."""
    at = found.start("long")
    for piece in re.finditer(r"[^,;·/]+", found["long"]):
        told = piece[0].strip()
        words = WORD.findall(told)
        if re.fullmatch(r"[A-Za-z][A-Za-z'’ \-&]+", told) and spelled(found["first"], words) == len(words):
            yield made(text, "initials", found.span("first"), (at, found.end("long")))
            return


def _syllables(text: str) -> Iterator[Explained]:
    """전국교직원노동조합(전교조), 민청협(민주청년협의회)."""
    for found in _SYLLABLES.finditer(text):
        if _shortens(found["inside"], found["before"]):
            yield made(text, "initials", found.span("inside"), found.span("before"))
        elif _shortens(found["before"], found["inside"]):
            yield made(text, "initials", found.span("before"), found.span("inside"))


def _shortens(short: str, long: str) -> bool:
    """Whether a name is made of syllables of a longer one, in order, the first being its first; not a piece of it."""
    if len(long) < max(_FEWEST, len(short) + 2) or short[0] != long[0] or short in long:
        return False
    rest = iter(long)
    return all(syllable in rest for syllable in short)


def made(text: str, how: How, term: tuple[int, int], means: tuple[int, int]) -> Explained:
    """What is explained, at its places in a text."""
    return Explained(
        term=text[slice(*term)],
        means=text[slice(*means)],
        how=how,
        start=term[0],
        end=term[1],
        begins=means[0],
        ends=means[1],
    )
