"""What texts tell by themselves is read, and Korean words translated, by other processes: no answer depends on it."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import pytest

from digest import elsewhere
from digest.analysis import readings
from digest.analysis.clusters import group
from digest.analysis.prepared import Prepared, prepare
from digest.analysis.readings import Listed, Reading, read
from digest.elsewhere import Elsewhere
from digest.language.analyser import Analyser
from digest.model import Language, Story

TOLD: tuple[tuple[str, str, Language], ...] = (
    ("노바칩, 구미에 공장", "노바칩(NovaChip)이 2025년 구미에 2조 원을 들여 공장을 짓는다.\n직원 1200명을 뽑는다.", "ko"),
    ("NovaChip to build a plant", "NovaChip will build a plant in Gumi for $1.4 billion in 2025.\nIt hires 1,200.", "en"),
    ("해온시 버스 요금 8% 인하", "해온시가 3월 5일부터 버스 요금을 8% 내린다.", "ko"),
    ("Haeon cuts bus fares by 8%", "Haeon cuts its bus fares by 8 percent from March 5.", "en"),
    ("해온시 버스 요금 8% 인하", "해온시가 3월 5일부터 버스 요금을 8% 내린다.", "ko"),
)  # fmt: skip


def stories() -> tuple[Prepared, ...]:
    told = [
        Story(id=f"s{n}", document=f"d{n}", source="s", title=title, text=text, language=language)
        for n, (title, text, language) in enumerate(TOLD)
    ]
    return prepare(told, Analyser())


def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few stories are shared with another process, too."""
    monkeypatch.setattr(readings, "MANY", 1)
    monkeypatch.setattr(readings, "LEAST", 2)
    monkeypatch.setattr(elsewhere, "able", lambda: True)


def strings(told: Listed, place: int) -> list[str]:
    return [told.names[number] for number in told.found[told.ends[place] : told.ends[place + 1]]]


def test_readings_are_those_of_the_texts():
    found = read(stories())
    assert strings(found.figures, 3) == ["p:8", "p:8", "d:3-5", "m:3"]
    assert found.figures.weights[found.figures.ends[3] :][:2].tolist() == [2.0, 1.0]
    assert sorted(strings(found.exact, 0)) == ["n:1200", "n:2025", "n:2e+12"]
    assert strings(found.years, 1) == ["2025"]
    assert [(one.korean, one.latin) for one in found.glosses[0]] == [("노바칩", "NovaChip")]
    assert list(found.glosses) == [0]


def test_only_what_is_asked_for_is_read():
    with Reading(stories()) as reading:
        found = reading.of([3, 1])
    assert strings(found.figures, found.places[0]) == ["p:8", "p:8", "d:3-5", "m:3"]
    assert strings(found.years, found.places[1]) == ["2025"]
    assert len(found.figures.ends) == 3


def test_one_language_is_compared_without_most_figures():
    with Reading(stories()[::2]) as reading:
        found = reading.of([0, 1, 2])
    assert not found.figures.found
    assert sorted(strings(found.exact, 0)) == ["n:1200", "n:2025", "n:2e+12"]


@pytest.mark.parametrize("way", ["live", "die"])
def test_other_processes_change_nothing_of_the_answer(way: str, monkeypatch: pytest.MonkeyPatch):
    """Nor does it where they die."""
    batch = stories()
    whole = group(batch)
    begun = []

    class Watched(Elsewhere):
        def _send(self, kind: Any, work: Any, *more: Any) -> Any:
            begun.append(work.__name__)
            return super()._send(kind, os.abort if way == "die" else work, *more)

    apart(monkeypatch)
    monkeypatch.setattr(readings, "Elsewhere", Watched)
    assert group(batch) == whole
    assert begun == ["read_lists", "read_plain", "listen", "translations"]


def test_what_two_processes_read_is_as_if_one_had(monkeypatch: pytest.MonkeyPatch):
    batch = stories()
    whole = read(batch)
    apart(monkeypatch)
    with Reading(batch) as reading:
        found = reading.of(range(len(batch)))
    for told, other in (
        (found.figures, whole.figures),
        (found.exact, whole.exact),
        (found.years, whole.years),
    ):
        assert (told.ends, told.weights) == (other.ends, other.weights)
        assert [set(strings(told, n)) for n in range(5)] == [set(strings(other, n)) for n in range(5)]
    assert found.glosses == whole.glosses


def test_sentences_that_do_not_stand_in_the_text_are_read_as_they_are():
    (first, *_) = stories()
    other = replace(first.story.sentences[0], text="직원 77명을 뽑는다.")
    told = replace(first, story=replace(first.story, sentences=(other, *first.story.sentences[1:])))
    assert "n:77" in strings(read([told]).figures, 0)
    assert "n:77" in strings(read([told]).exact, 0)


def test_lone_surrogates_are_read():
    (first, *_) = stories()
    told = replace(first, story=replace(first.story, title="\ud800 2024"))
    assert sorted(strings(read([told]).years, 0)) == ["2024", "2025"]
