"""Two events of one kind name nobody of each other; two reports of one event do."""

from __future__ import annotations

import pytest

from digest.analysis import proof
from digest.analysis.clusters import group
from digest.analysis.links import compare
from digest.analysis.opposition import against
from digest.analysis.strangers import strangers
from digest.language.analyser import Analyser
from tests.analysis.batches import stories

KOREAN = (
    (
        "강릉 아파트서 노부부 숨진 채 발견",
        "강릉시 포남동 아파트에서 70대 부부가 숨진 채 발견돼 경찰이 수사에 나섰다. 외부 침입 흔적은 없었다. 경찰은 부검을 의뢰하고 정확한 사망 경위를 조사하고 있다. 이웃은 며칠째 불이 꺼져 있었다고 말했다.",
    ),
    (
        "목포 빈집서 50대 남성 숨진 채 발견",
        "목포시 하당동 빈집에서 50대 남성이 숨진 채 발견돼 경찰이 수사에 나섰다. 외부 침입 흔적은 없었다. 경찰은 부검을 의뢰하고 정확한 사망 경위를 조사하고 있다. 주민은 며칠째 인기척이 없었다고 말했다.",
    ),
    (
        "강릉 노부부 사망, 경찰 수사",
        "경찰은 강릉시 포남동에서 숨진 채 발견된 부부의 부검을 의뢰했다. 부부는 둘이서만 살았다.",
    ),
)
ENGLISH = (
    (
        "Jury convicts former mayor of bribery",
        "A jury in Hallow convicted Elaine Marchetti of bribery. The former mayor took cash from a builder, the jury found.",
    ),
    (
        "Former mayor convicted of bribery",
        "A jury in Tarrow found Owen Latchford guilty of bribery. The former mayor took cash from a builder.",
    ),
    ("No name at all", "A mayor took cash from a builder and was convicted of bribery by a jury."),
)


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


@pytest.mark.parametrize("told", [KOREAN, ENGLISH], ids=["ko", "en"])
def test_two_events_of_one_kind_are_strangers(told, analyser):
    found = strangers(stories(told, analyser))
    assert found[0, 1]
    assert found[1, 0]
    assert not found[0, 2]  # they name one place, or the one names nobody
    assert not found.diagonal().any()


def test_strangers_are_less_alike_and_it_is_told_why(analyser):
    """The weight that is told is what it took."""
    made = stories(KOREAN, analyser)
    (one,) = [one for one in against(compare(made, 30), [(0, 1)], 30)[0, 1] if one.what == "strangers"]
    left = 1 - (1 - proof.STRANGE) * (1 - len(made) / proof.LARGE)  # of the similarity, and of the affinity
    assert one.weight == pytest.approx(1 - left * left, abs=0.001)
    assert "강릉" in one.detail
    assert "목포" in one.detail
    assert not [one for one in against(compare(made, 30), [(0, 2)], 30)[0, 2] if one.what == "strangers"]


def test_two_deaths_of_one_week_are_two_stories(analyser):
    """Their reports share most of their words."""
    clusters = [set(cluster.stories) for cluster in group(stories(KOREAN, analyser))]
    assert not any({"s0", "s1"} <= cluster for cluster in clusters)


def test_names_that_analysis_breaks_make_strangers_too(analyser: Analyser):
    """Of 하람가전 it knows 가전 alone, so two companies' recalls of one day had but one name between them."""
    made = stories(
        (
            ("온새미전자 세탁기 9만 대 리콜…문 유리 깨져", "온새미전자가 드럼 세탁기 9만 2,000대를 리콜한다고 11일 밝혔다."),
            ("하람가전 세탁기 6만 대 리콜…배수 펌프 과열", "하람가전이 통돌이 세탁기 6만 1,000대를 리콜한다고 11일 밝혔다."),
            ("하람가전, 세탁기 리콜", "하람가전이 세탁기를 무상으로 고친다. 온새미전자 세탁기는 아니다."),
        ),
        analyser,
    )  # fmt: skip
    found = strangers(made)
    assert found[0, 1]
    assert not found[0, 2]
    assert not found[1, 2]
