"""Regular expressions that people write: only those whose search takes a bounded time are let through.

A search may try every way in which a pattern can read a text. Where a part that repeats can read the same characters
in two ways, as in `(a+)+` or `(a|a)*`, the ways double with each character, and a line of forty is never done. Such
patterns are found without running them: from the pattern its position automaton is made (Glushkov 1961, with the
number of ways in which one position follows another), and its square is searched for two different paths from a
position back to itself over the same characters (exponential ambiguity: Weber & Seidl 1991). Parts that repeat one
after another, as in `.*a.*b.*`, cost a power of the line's length; their number is limited.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

LONGEST = 400
"""Characters of a pattern."""
MOST_OPEN = 4
"""Repeats that can read the same character, one after another; a pattern that begins anywhere counts as one."""
_MOST_POSITIONS = 400
_FEW = 8
"""A part that comes again up to so many times is written out; one that may come more often counts as endless."""
_ALPHABET = frozenset("aZé가0９_ \t\n\u3000.,-:#[](){}'\"*/\\@ß중ｱ◆①%")

Ways = Counter[int]
"""Positions, each with the number of ways that lead to it."""


class _UncheckedError(Exception):
    """A pattern whose search cannot be judged; says why."""


@dataclass(slots=True)
class _Automaton:
    """Positions (by number), what each reads, and in how many ways one follows another."""

    alphabet: frozenset[str]
    reads: list[frozenset[str]] = field(default_factory=list)
    follow: list[Ways] = field(default_factory=list)
    open: list[frozenset[int]] = field(default_factory=list)

    def position(self, code: Any, given: Any, flags: int) -> _Part:
        if len(self.reads) >= _MOST_POSITIONS:
            raise _UncheckedError("is too large to be checked: write + instead of a high number of repeats")
        self.reads.append(frozenset(char for char in self.alphabet if _reads(code, given, char, flags)))
        self.follow.append(Counter())
        place = len(self.reads) - 1
        return _Part(empty=0, first=Counter({place: 1}), last=Counter({place: 1}), all=frozenset({place}))

    def join(self, left: _Part, right: _Part) -> _Part:
        """One part after the other."""
        self._link(left.last, right.first)
        first, last = Counter(left.first), Counter(right.last)
        for place, ways in right.first.items():
            first[place] += ways * left.empty
        for place, ways in left.last.items():
            last[place] += ways * right.empty
        return _Part(empty=left.empty * right.empty, first=+first, last=+last, all=left.all | right.all)

    def repeat(self, part: _Part) -> _Part:
        """One part once or more."""
        self._link(part.last, part.first)
        self.open.append(part.all)
        return part

    def _link(self, last: Ways, first: Ways) -> None:
        for before, some in last.items():
            for after, more in first.items():
                self.follow[before][after] += some * more


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A part of a pattern: in how many ways it can be empty, where it begins and ends."""

    empty: int
    first: Ways
    last: Ways
    all: frozenset[int]


_EMPTY = _Part(empty=1, first=Counter(), last=Counter(), all=frozenset())


def regular(pattern: str, *, most_open: int = MOST_OPEN) -> None:
    """Raise ValueError where `pattern` is not a regular expression, or one that could search for ever.

    `most_open`: as MOST_OPEN, where less is allowed.
    """
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f'"{pattern}" is not a regular expression: {error}') from None
    fault = _fault(pattern, most_open)
    if fault:
        raise ValueError(f'"{pattern}" {fault}')


@lru_cache(maxsize=512)
def _fault(pattern: str, most_open: int) -> str:
    """What makes a pattern's search unbounded; empty where nothing does."""
    if len(pattern) > LONGEST:
        return f"is longer than {LONGEST} characters: give two patterns"
    tree = parser.parse(pattern)
    flags = tree.state.flags
    automaton = _Automaton(alphabet=_ALPHABET | _named(tree))
    try:
        _sequence(automaton, tree, flags)
    except _UncheckedError as error:
        return str(error)
    if _doubles(automaton):
        return (
            "could search for ever: a part that repeats holds another that reads the same characters, as in"
            " (a+)+; take the inner or the outer repeat away"
        )
    anchored = (
        len(tree) > 0 and tree[0][0] is op.AT and tree[0][1] in {op.AT_BEGINNING, op.AT_BEGINNING_STRING}
    )
    most = max(
        (
            sum(any(char in automaton.reads[place] for place in part) for part in automaton.open)
            for char in automaton.alphabet
        ),
        default=0,
    )
    if most + (not anchored) > most_open:
        return (
            "has too many repeats that read the same characters (such as .*): begin it with ^, or write what may"
            " stand there, such as [^:]*"
        )
    return ""


def _sequence(automaton: _Automaton, tree: Any, flags: int) -> _Part:
    part = _EMPTY
    for code, given in tree:
        part = automaton.join(part, _one(automaton, code, given, flags))
    return part


def _one(automaton: _Automaton, code: Any, given: Any, flags: int) -> _Part:
    part = _EMPTY  # an anchor reads nothing
    if code in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
        least, most, inner = given
        part = _repeated(automaton, least, most, inner, flags)
    elif code is op.SUBPATTERN:
        _, added, removed, inner = given
        part = _sequence(automaton, inner, (flags | added) & ~removed)
    elif code is op.ATOMIC_GROUP:
        part = _sequence(automaton, given, flags)
    elif code is op.BRANCH:
        part = _either([_sequence(automaton, branch, flags) for branch in given[1]])
    elif code in {op.ASSERT, op.ASSERT_NOT}:
        _sequence(automaton, given[1], flags)  # its own repeats count; it reads nothing
    elif code in {op.GROUPREF, op.GROUPREF_EXISTS, op.GROUPREF_IGNORE}:
        raise _UncheckedError("refers back to a group (\\1), whose search has no bound: name what is meant")
    elif code not in {op.AT, op.FAILURE}:
        part = automaton.position(code, given, flags)
    return part


def _either(parts: list[_Part]) -> _Part:
    return _Part(
        empty=sum(part.empty for part in parts),
        first=sum((part.first for part in parts), Counter()),
        last=sum((part.last for part in parts), Counter()),
        all=frozenset().union(*(part.all for part in parts)),
    )


def _repeated(automaton: _Automaton, least: int, most: int, inner: Any, flags: int) -> _Part:
    """A part `least` to `most` times, written out: `x(x(x)?)?`; where there may be many, the last one repeats."""
    endless = most > max(_FEW, least) or least > _FEW
    part = _EMPTY
    if endless:
        part = automaton.repeat(_sequence(automaton, inner, flags))
        part = part if least else _optional(part)
        sure = min(least, _FEW) - 1
    else:
        for _ in range(most - least):
            part = _optional(automaton.join(_sequence(automaton, inner, flags), part))
        sure = least
    for _ in range(sure):
        part = automaton.join(_sequence(automaton, inner, flags), part)
    return part


def _optional(part: _Part) -> _Part:
    return _Part(empty=part.empty + 1, first=part.first, last=part.last, all=part.all)


def _doubles(automaton: _Automaton) -> bool:
    """Whether two paths lead from a position back to it over the same characters."""
    follow = [tuple(place) for place in automaton.follow]
    back: list[list[int]] = [[] for _ in follow]
    for place, after in enumerate(follow):
        for other in after:
            back[other].append(place)
    for place in range(len(follow)):
        ahead = _reach({place}, follow)
        if place not in ahead:
            continue
        circle = ahead & _reach({place}, back)
        if any(
            automaton.follow[one][other] > 1 for one in circle for other in follow[one] if other in circle
        ):
            return True
        if _two_ways(automaton, place, circle):
            return True
    return False


def _two_ways(automaton: _Automaton, home: int, circle: set[int]) -> bool:
    """Whether the square of the automaton leads from (home, home) to two different positions and back."""
    steps: dict[tuple[int, int], list[tuple[int, int]]] = {}
    todo = [(home, home)]
    while todo:
        pair = todo.pop()
        if pair in steps:
            continue
        steps[pair] = [
            (one, other)
            for one in automaton.follow[pair[0]]
            if one in circle
            for other in automaton.follow[pair[1]]
            if other in circle and automaton.reads[one] & automaton.reads[other]
        ]
        todo += steps[pair]
    back: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for pair, after in steps.items():
        for other_pair in after:
            back.setdefault(other_pair, []).append(pair)
    returning, todo = set[tuple[int, int]](), [(home, home)]
    while todo:
        for pair in back.get(todo.pop(), ()):
            if pair not in returning:
                returning.add(pair)
                todo.append(pair)
    return any(one != other for one, other in returning)


def _reach(start: set[int], follow: Any) -> set[int]:
    """What is reached in one step or more."""
    found: set[int] = set()
    todo = list(start)
    while todo:
        for after in follow[todo.pop()]:
            if after not in found:
                found.add(after)
                todo.append(after)
    return found


def _named(tree: Any) -> frozenset[str]:
    """The characters that a pattern names, and their neighbours: two classes that meet, meet in one of these."""
    found: set[int] = set()

    def walk(given: Any) -> None:
        if isinstance(given, int) and not isinstance(given, bool):
            found.update(range(max(0, int(given) - 1), int(given) + 2))
        elif isinstance(given, (tuple, list, parser.SubPattern)):
            for one in given:
                walk(one)

    walk(tree)
    chars = {chr(code) for code in found if code < 0x110000}  # noqa: PLR2004 - Unicode's end
    return frozenset(chars | {char.swapcase()[:1] for char in chars})


def _reads(code: Any, given: Any, char: str, flags: int) -> bool:
    """Whether one position of a pattern reads a character."""
    if code is op.ANY:
        return char != "\n" or bool(flags & re.DOTALL)
    if code is op.IN:
        items = list(given)
        negated = bool(items) and items[0][0] is op.NEGATE
        return any(_reads(kind, value, char, flags) for kind, value in items[negated:]) != negated
    if code is op.CATEGORY:
        return _category(str(given), char)
    forms = {char, char.lower(), char.upper()} if flags & re.IGNORECASE else {char}
    if code is op.RANGE:
        return any(len(form) == 1 and given[0] <= ord(form) <= given[1] for form in forms)
    same = any(len(form) == 1 and ord(form) == given for form in forms)
    return not same if code is op.NOT_LITERAL else same


def _category(name: str, char: str) -> bool:
    kind = name.rpartition("_")[2].lower()
    read = {"digit": char.isdigit(), "space": char.isspace(), "word": char.isalnum() or char == "_"}
    return read.get(kind, True) != ("_NOT_" in name)
