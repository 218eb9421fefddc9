"""A Korean issue shows no figure in English words, an English one none in Korean."""

from __future__ import annotations

import pytest

from digest.editing.readable import readable
from digest.model import Fact


@pytest.mark.parametrize(
    ("kind", "text", "korean", "english"),
    [
        ("figure", "24 librarians", False, True),
        ("figure", "4.2 trillion won", False, True),
        ("date", "Jan. 27", False, True),
        ("figure", "1200명", True, False),
        ("date", "1월 27일", True, False),
        ("figure", "15%", True, True),
        ("figure", "3GW", True, True),
        ("figure", "40 km", True, True),
        ("name", "NovaChip", True, True),
        ("name", "노바칩", True, False),
        ("outlet", "한강일보", True, True),
    ],
)
def test_a_fact_of_another_language_is_told_where_it_has_no_words_of_it(kind, text, korean, english):
    fact = Fact(kind=kind, text=text, story="s")
    assert readable(fact, "ko", {"other"}) is korean
    assert readable(fact, "en", {"other"}) is english
    assert readable(fact, "ko", {"s"})
    assert readable(fact, "en", {"s"})
