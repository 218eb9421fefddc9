"""Words that a text explains itself: `거대언어모델(LLM)`, `LLM (large language model)`, `X란 … 기술이다`, `X stands for Y`.

Believed is only what the words prove: initials that spell the abbreviation, a sentence that says of its first words what
they mean. Everything found stands in the text, letter by letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.language.glosses import glosses
from digest.model import How

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHORT = r"[A-Z][A-Za-z]{0,3}[A-Z][A-Za-z]{0,4}s?|[A-Z]{2,8}s?"
_OPEN = re.compile(
    rf"\((?:the )?(?P<short>{_SHORT})\)|, (?:or|known as|abbreviated as|abbreviated) (?:the )?(?P<named>{_SHORT})(?=[,.;])|(?<![\w-])(?P<first>{_SHORT})\s?\((?P<long>[^()\n]{{6,90}})\)"
)
_WORD = re.compile(r"[A-Za-z](?:[A-Za-z'’]*[A-Za-z])?")
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "a", "an", "de", "la", "with", "by", "at"))
_REACH = 12
"""Words before a bracket among which the long form stands."""
_CLOSED = re.compile(r"[)）]")
_QUOTES = {"‘": "’", "“": "”", "'": "'", '"': '"', "「": "」", "『": "』"}
_STANDS = re.compile(
    rf"(?<![\w-])(?P<term>{_SHORT}),?\s(?:which\s)?(?:stands for|short for|is short for|an (?:acronym|abbreviation) for)\s(?P<means>[A-Za-z][\w'’ -]{{5,80}}?)(?=[,.;)]|\s[-–—]|$)"
)
_MEANS_KO = re.compile(
    r"^(?P<mark>[‘“'\"]?)(?P<term>[가-힣A-Za-z0-9][가-힣A-Za-z0-9·-]*?(?: [가-힣A-Za-z0-9·-]+?){0,2})[’”'\"]?(?:\([^()]{2,60}\))?"
    r"(?:(?P<lan>이?란)|은|는) (?P<means>.{8,160}?(?:[을를] (?:말한다|뜻한다|의미한다|일컫는다|가리킨다|말합니다|뜻합니다|의미합니다|일컫습니다)"
    r"|(?:이라는|라는|을 가진|를 가진) (?:뜻|말|의미)이다|(?:신조어|합성어|준말|줄임말|약자)(?:다|이다)|(?P<is>[가-힣]{2,}(?:이다|입니다))))\.?$"
)
_NO_TERM = re.compile(
    r"^(?:이|그|저|이것|그것|이는|여기|우리|일부|보통|그리고|그러나|하지만|또한|예를|한편|즉|방침|이번|해당|당시|최근|다른|다음|모든|결과|뜻|이름|말|의미)(?:\s|$)"
    r"|[의에서로고며면한된할던은는인를을]\s|(?:하|되|있|없|같|않|들|나|가|지|것)$"
)
_IMPLIES = re.compile(r"다는 것[을이]|이는\s|[은는] .*[은는] |[“”‘’\"]|언급한|했던|했다|지만")
"""What says that the sentence tells what follows from something, not what it is."""


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


def explained(text: str) -> Iterator[Explained]:
    """The words that a sentence or a heading explains, in order."""
    if "(" in text or "（" in text:
        yield from _initials(text)
        yield from _glossed(text)
    yield from _stands(text)
    yield from _defined(text)


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
            before = list(_WORD.finditer(text, clause + 1, found.start()))
            count = spelled(found[short], [word[0] for word in before])
            if (
                count
                and len(before) >= count
                and re.fullmatch(r"[\w'’ \-&]*", text[before[-count].start() : found.start()])
            ):
                start, end = before[-count].start(), before[-1].end()
                yield _found(text, "initials", found.span(short), (start, end))
        else:
            yield from _first(text, found)


def _first(text: str, found: re.Match[str]) -> Iterator[Explained]:
    """LLM(Large Language Model), LLM(거대언어모델, Large Language Model)."""
    at = found.start("long")
    for piece in re.finditer(r"[^,;·/]+", found["long"]):
        told = piece[0].strip()
        words = _WORD.findall(told)
        if re.fullmatch(r"[A-Za-z][A-Za-z'’ \-&]+", told) and spelled(found["first"], words) == len(words):
            yield _found(text, "initials", found.span("first"), (at, found.end("long")))
            return


def _glossed(text: str) -> Iterator[Explained]:
    """거대언어모델(LLM), LLM(거대언어모델), DeepSeek and 딥시크."""
    for gloss in glosses(text):
        for pattern in (
            rf"(?P<korean>{re.escape(gloss.korean)})[’”'\"」]?\s?[(（][^()（）]*?(?<![A-Za-z])(?P<latin>{re.escape(gloss.latin)})(?![A-Za-z])",
            rf"(?<![A-Za-z])(?P<latin>{re.escape(gloss.latin)})[’”'\"」]?\s?[(（][^()（）]*?(?P<korean>{re.escape(gloss.korean)})",
        ):
            place = re.search(pattern, text)
            if place and (gloss.by == "sound" or _is_certain(text, place)):
                how: How = "name" if gloss.by == "sound" else "gloss"
                yield _found(text, how, place.span("latin"), place.span("korean"))
                break


def _is_certain(text: str, place: re.Match[str]) -> bool:
    """Whether a translation is that of an abbreviation, and of one word or of what stands in quotation marks.

    Of several words it cannot be told which belong to it: `기존 거대언어모델(LLM)`.
    """
    closed = _CLOSED.search(text, place.end())
    after = text[closed.end() : closed.end() + 1] if closed else ""
    glued = after.isascii() and after.isalpha()  # 폐쇄회로(CC)TV
    opened = _QUOTES.get(text[max(0, place.start() - 1) : place.start()])
    quoted = bool(opened) and opened in (after, text[place.end("korean") : place.end("korean") + 1])
    in_bracket = place.start("korean") > place.start("latin")
    one = " " not in place["korean"] or quoted or in_bracket
    return one and not glued and re.fullmatch(_SHORT, place["latin"]) is not None


def _stands(text: str) -> Iterator[Explained]:
    for found in _STANDS.finditer(text):
        words = _WORD.findall(found["means"])
        if spelled(found["term"], words) == len(words):
            yield _found(text, "definition", found.span("term"), found.span("means"))


def _defined(text: str) -> Iterator[Explained]:
    found = _MEANS_KO.match(text)
    if (
        found
        and not (_NO_TERM.search(found["term"]) or _IMPLIES.search(found["means"]))
        and bool(found["lan"]) >= bool(found["is"])
    ):
        yield _found(text, "definition", found.span("term"), found.span("means"))


def _found(text: str, how: How, term: tuple[int, int], means: tuple[int, int]) -> Explained:
    return Explained(
        term=text[slice(*term)],
        means=text[slice(*means)],
        how=how,
        start=term[0],
        end=term[1],
        begins=means[0],
        ends=means[1],
    )
