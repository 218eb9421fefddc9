"""Patterns in a configuration: whatever is let through is searched in bounded time; the rest is one clear mistake."""

from __future__ import annotations

import itertools
import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.config import Profile
from digest.config.patterns import regular

ENDLESS = [
    "(a+)+",
    "(a*)*",
    "(a|a)*b",
    "(a|ab|b)*c",
    r"(\w+\s?)+$",
    "(x+x+)+y",
    "(?:a{1,20})+",
    r"^(\s*\d+\s*[.)]\s*)+",
    "(?i)(?:ad|AD)*x",
    "(?:a?b?)*c",
    "(?=(a+)+b)",
    "((a+)b?)*c",
    r"([가-힣]+|시장)+\.",
]
BOUNDED = [
    "",
    "^◆ ",
    r"^\d{1,2}\. ",
    r"(?:\d+\.)+",
    r"(?:\d{1,3}\.)+ ",
    r"(?:\w+ )+x",
    r"^\[(.+)\] (.+) - (.+)$",
    "^(?:첫|두|세) 번째 이슈: (.+)$",
    "(?i)^sponsored by",
    r"\S+@\S+\.\w+",
    "(?:[^,]+,)*end",
    "^## (?!Tide)",
]


@pytest.mark.parametrize("pattern", ENDLESS)
def test_a_pattern_that_could_search_for_ever_is_refused(pattern):
    with pytest.raises(ValueError, match="could search for ever"):
        regular(pattern)


@pytest.mark.parametrize("pattern", BOUNDED)
def test_what_editors_write_is_let_through(pattern):
    regular(pattern)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("[", "is not a regular expression"),
        (r"(a)\1", "refers back"),
        ("a.*a.*b.*c.*d.*e", "too many repeats"),
        ("x" * 500, "longer than"),
        ("(?:(?:(?:a{8}){8}){8}){8}", "too large"),
        ("(" * 5000 + ")" * 5000, "longer than|not a regular"),
    ],
)
def test_what_cannot_be_bounded_is_refused_with_its_reason(pattern, told):
    with pytest.raises(ValueError, match=told):
        regular(pattern)


def test_a_pattern_is_in_the_form_of_the_texts():
    assert Profile(heading=unicodedata.normalize("NFD", "^첫 번째")).heading == "^첫 번째"


PATTERNS = st.recursive(
    st.sampled_from(["a", "b", "[ab]", ".", "ab", "[^a]"]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("(?:{0[0]}|{0[1]})".format),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{1,3}", "{2}"])).map("(?:{0[0]}){0[1]}".format),
    ),
    max_leaves=6,
)


@given(PATTERNS)
@settings(max_examples=300, deadline=None)
def test_what_is_let_through_reads_no_text_in_exponentially_many_ways(pattern):
    """The ways in which a pattern reads a text double with its length, or they are at most a power of it."""
    try:
        regular(pattern)
    except ValueError:
        return
    short, long = 5, 10
    for repeated in map("".join, itertools.product("ab", repeat=2)):
        few, many = ways(pattern, repeated * short), ways(pattern, repeated * long)
        assert many <= max(few, 1) * 2**8, (pattern, repeated, few, many)


def ways(pattern: str, text: str) -> int:  # noqa: C901 - a recursion in three parts
    """In how many ways a pattern of the grammar above reads a whole text, by counting its derivations."""
    from functools import cache
    from re import _parser  # type: ignore[attr-defined]

    tree = frozen(_parser.parse(pattern))

    @cache
    def sequence(nodes: tuple, start: int, end: int) -> int:
        if not nodes:
            return int(start == end)
        return sum(
            count * sequence(nodes[1:], middle, end)
            for middle in range(start, end + 1)
            if (count := node(nodes[0], start, middle))
        )

    @cache
    def node(one: tuple, start: int, end: int) -> int:
        name, value = one
        if name == "BRANCH":
            return sum(sequence(branch, start, end) for branch in value)
        if name == "REPEAT":
            least, most, inner = value
            return repeat(inner, least, most, start, end)
        return int(end == start + 1 and re.fullmatch(value, text[start:end]) is not None)

    @cache
    def repeat(inner: tuple, least: int, most: int, start: int, end: int) -> int:
        found = int(start == end and least == 0)
        if most == 0:
            return found
        for middle in range(start + 1, end + 1):  # an empty turn is never taken again
            count = sequence(inner, start, middle)
            if count:
                found += count * repeat(
                    inner, max(0, least - 1), most - 1 if most < 99 else most, middle, end
                )
        if least and sequence(inner, start, start):
            found += repeat(inner, least - 1, most - 1 if most < 99 else most, start, end)
        return found

    return sequence(tree, 0, len(text))


def frozen(tree) -> tuple:
    """The parse tree as nested tuples of what the grammar knows."""
    nodes: list[tuple] = []
    for code, given_ in tree:
        name = str(code)
        if name == "BRANCH":
            nodes.append(("BRANCH", tuple(frozen(branch) for branch in given_[1])))
        elif name == "MAX_REPEAT":
            nodes.append(("REPEAT", (given_[0], min(int(given_[1]), 99), frozen(given_[2]))))
        elif name == "SUBPATTERN":
            nodes += frozen(given_[3])
        elif name == "LITERAL":
            nodes.append(("READ", re.escape(chr(given_))))
        elif name == "NOT_LITERAL":
            nodes.append(("READ", f"[^{re.escape(chr(given_))}]"))
        elif name == "ANY":
            nodes.append(("READ", "."))
        else:
            nodes.append(("READ", "[ab]"))
    return tuple(nodes)
