"""Names that a batch writes in both scripts."""

from __future__ import annotations

import pytest

from digest.language.glosses import glossed


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("중국의 노바칩(NovaChip)이 칩을 냈다.", {"노바칩": "novachip"}),
        ("‘스텔라나’(Stellana, 위성)는 돈다.", {"스텔라나": "stellana"}),
        ("전문가 혼합(MoE) 구조를 썼다.", {}),
        ("국토교통부(MOLIT)는 밝혔다.", {}),
        ("노바칩은 (NovaChip) 아니다.", {}),
    ],
)
def test_a_gloss_is_a_name_only_where_both_sound_alike(text, names):
    assert glossed([text]) == names


def test_the_most_frequent_gloss_holds_in_any_order():
    texts = ["세온(Seon)은", "세온(Seon)이", "세온(Saeon)을"]
    assert glossed(texts) == glossed(texts[::-1]) == {"세온": "seon"}
