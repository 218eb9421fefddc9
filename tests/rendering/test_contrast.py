"""Contrast as WCAG 2.2 computes it, over every pair of text and ground that the templates use."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.rendering import looks
from digest.rendering.contrast import LEAST, contrast, faint, pairs

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
TOKENS = looks.table(None, "tokens.toml")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFF", "#000", 21.0),
        ("#777777", "#FFFFFF", 4.48),
        ("#191815", "#FFFFFF", 17.8),
        ("#67635A", "#FFFFFF", 6.0),
        ("#A8A397", "#191917", 7.0),
    ],
)
def test_it_is_what_wcag_says(one: str, other: str, ratio: float):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.06)


@given(COLOURS, COLOURS)
def test_it_is_the_same_in_either_order_and_between_1_and_21(one: str, other: str):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, one) == 1


@pytest.mark.parametrize("word", ["", "red", "#12", "#12345", "#1234567", "rgb(0,0,0)", "#GGGGGG"])
def test_what_is_no_colour_is_refused(word: str):
    with pytest.raises(ValueError, match="no colour"):
        contrast(word, "#000000")


def test_every_text_can_be_read_on_its_ground():
    """Light and dark, inks and categories: each pair at least 5:1."""
    assert faint(TOKENS) == ()
    assert LEAST == 5


def test_a_faint_colour_is_found_by_its_name():
    tokens = {**TOKENS, "light": {**TOKENS["light"], "ink3": "#999999"}}
    assert {pair.text for pair in faint(tokens)} == {"light.ink3"}
    category = [{**TOKENS["category"][0], "dark": "#333333"}, *TOKENS["category"][1:]]
    assert {pair.text for pair in faint({**TOKENS, "category": category})} == {"category[1].dark"}


def test_no_colour_of_the_tokens_is_used_for_text_that_is_not_among_the_pairs():
    """A colour set as `color:` in a partial is an ink or a category's: nothing slips past the check.

    But for elements of one pixel: what stands in a bar holds its place and is not read.
    """
    known = {pair.text.split(".")[-1] for pair in pairs(TOKENS)}
    for root in looks.roots(None):
        for path in root.rglob("*.mjml.j2"):
            shown = re.sub(r"<[^>]*font-size:1px[^>]*>", "", path.read_text("utf-8"))
            for name in re.findall(r"[^-]color(?::|=\")\{\{ t\.([\w.\[\]]+?) \}\}", shown):
                assert name.split(".")[-1] in known, (path.name, name)
