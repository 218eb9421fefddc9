"""The words of a period are what it was about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.keywords import keywords
from digest.analysis.prepared import prepare
from digest.language.analyser import Analyser
from digest.language.called import NO_NAMES, called
from digest.language.glossary import read
from digest.language.pairs import Known, pairs
from digest.model import Story

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.language.called import Called
    from digest.model import Keyword

NO_MEMORY: Mapping[str, int] = {}

TOLD = (
    (
        "Harbour lights the lanterns",
        "The harbour lights its lanterns in December. Visitors meet at the harbour on Friday.",
    ),
    ("Harbour sells lanterns", "The harbour sells lanterns until December. Visitors come on Friday."),
    (
        "Harbour counts visitors",
        "In December the harbour counts its visitors by their lanterns, on Friday too.",
    ),
    ("등불 잔치 열린다", "강변에서 등불 잔치가 두 시간 열린다. 금요일 저녁에 손님이 온다."),
    ("등불 잔치 늘린다", "강변의 등불 잔치를 한 시간 늘린다. 손님은 금요일에 많다."),
    ("등불 잔치 손님", "등불 잔치의 손님은 강변에서 세 시간 머문다. 금요일이 좋다."),
)


def words(
    told: Sequence[tuple[str, str]], before: Mapping[str, int] = NO_MEMORY, names: Called = NO_NAMES
) -> tuple[Keyword, ...]:
    """The words of these stories, those of each language one affair."""
    stories = [
        Story(
            id=f"s{n}", document=f"d{n}", source="a", title=title, text=text,
            language="en" if title.isascii() else "ko",
        )
        for n, (title, text) in enumerate(told)
    ]  # fmt: skip
    affairs = {story.id: "en" if story.language == "en" else "ko" for story in stories}
    return keywords(prepare(stories, Analyser()), affairs, before, names, count=20)


def test_months_days_and_hours_are_none_of_them():
    """Capitals made a name of December, and every text that tells an hour has 시간."""
    found = [one.text for one in words(TOLD)]
    assert {"등불", "잔치", "강변"} <= set(found)
    assert not {"December", "Friday", "시간", "금요일"} & set(found)


BOTH = (
    ("노바칩 공장", "노바칩이 항구에 공장을 짓는다. 상인이 공장을 반긴다. 유럽연합이 공장을 지원한다."),
    ("노바칩, 항구로 간다", "노바칩의 공장을 항구 상인이 지켜본다. 유럽연합의 손님도 온다."),
    ("항구 상인의 공장", "항구 상인이 공장을 돕는다. Novachip은 사람을 뽑는다."),
    ("Novachip builds a plant", "Novachip builds a plant at the harbour. The EU pays for the plant."),
    ("Novachip hires traders", "The harbour likes the plant of Novachip. Traders like it."),
)


def named(text: str) -> Called:
    glossary, mistakes = read(text)
    assert not mistakes
    return called(pairs(Known(glossary=glossary)))


def counted(found: tuple[Keyword, ...]) -> dict[str, tuple[int, int | None]]:
    return {one.text: (one.stories, one.before) for one in found}


def test_a_name_in_two_scripts_is_one_word():
    """A Korean text may write it either way; the way of most stories is shown, and is compared with either of the last issue."""
    before = {"노바칩": 2, "공장": 1}
    apart = counted(words(BOTH, before))
    assert (apart["Novachip"], apart["공장"]) == ((3, None), (3, 1))
    told = counted(words(BOTH, before, named("노바칩 = Novachip\n유럽연합 = EU\n")))
    assert (told["Novachip"], told["공장"], told["유럽연합"]) == ((5, 2), (3, 1), (3, None))
    assert not {"노바칩", "EU"} & set(told)


def test_names_that_are_refused_or_of_several_words_are_no_one_word():
    for glossary in ("노바칩 != Novachip\n", "노바칩 = Novachip Harbour Works\n"):
        assert counted(words(BOTH, {}, named(glossary)))["Novachip"] == (3, None)


HARBOUR = (
    ("Port Alder opens a plant", "A battery plant opened in Port Alder on Friday. It employs 240."),
    ("Fish market moves", "The fish market of Port Alder moves to pier nine. Sixty stalls fit there."),
    ("Notice lifted", "Port Alder lifted its notice. The water of Port Alder is clean."),
    ("등불 잔치", "Port Alder에서 등불 잔치가 다음 달 열린다. 강변에 손님이 온다."),
    ("등불 잔치 늘린다", "등불 잔치는 다음 달에도 강변에서 열린다."),
    ("등불 잔치 손님", "등불 잔치의 손님은 다음 주까지 강변에 머문다."),
)


def test_a_name_of_two_words_is_one_and_what_comes_next_is_none():
    """`Alder 4, Port 4` told a reader one name twice, and 다음 nothing."""
    found = {one.text: one.stories for one in words(HARBOUR)}
    assert found["Port Alder"] == 4
    assert not {"Port", "Alder", "다음"} & set(found)
    assert {one.text: one.before for one in words(HARBOUR, {"Port Alder": 3})}["Port Alder"] == 3


def test_words_that_stand_apart_too_are_no_name_of_two_words():
    apart = ("Alder trees fall", "Storms felled the trees of Alder, and the Port closed.")
    assert {"Port", "Alder"} <= {one.text for one in words((*HARBOUR, apart))}
