"""What texts tell by themselves is read once; Korean words are translated by another process: no answer depends on either."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import elsewhere
from digest.analysis import translating
from digest.analysis.behind import packed, recall
from digest.analysis.clusters import group
from digest.analysis.prepared import Prepared, prepare, prepare_anew
from digest.analysis.readings import Listed, Reading, read, reading
from digest.analysis.samples import Sample
from digest.analysis.sampling import sample, sample_of
from digest.elsewhere import Elsewhere
from digest.language.analyser import Analyser
from digest.model import Language, Sentence, Story

ANALYSER = Analyser()
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
    return prepare(told, ANALYSER)


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


def test_one_language_is_compared_without_most_figures():
    found = read(stories()[::2], between=False)
    assert not found.figures.found
    assert sorted(strings(found.exact, 0)) == ["n:1200", "n:2025", "n:2e+12"]


@pytest.mark.parametrize("way", ["live", "die"])
def test_another_process_changes_nothing_of_the_answer(way: str, monkeypatch: pytest.MonkeyPatch):
    """Nor does it where it dies."""
    batch = stories()
    whole = group(batch)
    begun = []

    class Watched(Elsewhere):
        def _send(self, kind: Any, work: Any, *more: Any) -> Any:
            begun.append(work.__name__)
            return super()._send(kind, os.abort if way == "die" else work, *more)

    monkeypatch.setattr(translating, "MANY", 1)
    monkeypatch.setattr(elsewhere, "able", lambda: True)
    monkeypatch.setattr(translating, "Elsewhere", Watched)
    assert group(batch) == whole
    assert begun == ["read_lists", "gather", "listen", "translations"]


@given(
    st.lists(
        st.text(alphabet="가나 2019.,%억원$월일()DeepSek딥시크\n\ud800٣", max_size=40), min_size=2, max_size=4
    )
)
def test_what_was_read_is_taken_again_within_the_same_sentences(texts: list[str]):
    told = Story(id="s", document="d", source="s", title=texts[0], text="\n".join(texts[1:]), language="ko")
    (first, again), made = prepare_anew([told, replace(told, id="t")], ANALYSER)
    assert {Reading, Sample} <= first.kept.keys()
    assert again.kept == first.kept
    assert len(made) == 1
    assert recall(again, packed(first, "1"), "1")
    assert reading(again) == reading(first)
    sampled, anew = sample_of(again), sample_of(prepare([told], ANALYSER)[0])
    assert sampled[:-1] == anew[:-1]
    assert sampled.marks.tolist() == anew.marks.tolist()
    assert read([again]).glosses == read([first]).glosses


def test_what_was_read_otherwise_is_read_anew():
    """Within other sentences, or by other rules."""
    (first, *_) = stories()
    other = replace(first.story.sentences[0], text="직원 77명을 뽑는다.", end=11)
    within = replace(first, story=replace(first.story, sentences=(other, *first.story.sentences[1:])))
    assert not recall(within, packed(first, "1"), "1")
    assert "n:77" in strings(read([within]).figures, 0)
    assert "n:77" in strings(read([within]).exact, 0)
    assert not recall(replace(first), packed(first, "1"), "2")
    assert not recall(replace(first), b"", "1")
    told = packed(first, "1")
    assert not recall(replace(first), told[:-1], "1")
    at = told.index(b"[")
    assert not recall(replace(first), told[:at] + b"?" + told[at + 1 :], "1")
    other_text = replace(first, story=replace(first.story, text=first.story.text.replace("2조", "3조")))
    assert not recall(other_text, told, "1"), "sentences that a story brings do not tell its whole text"
    assert not recall(replace(first), told[:-9] + b"?" + told[-8:], "1")


def test_two_that_differ_around_the_sentences_that_they_bring_do_not_renew_each_other_for_ever():
    """They are known by one name: one of the two is kept, and the other read anew."""
    text = "직원 77명을 뽑는다."
    brought = (Sentence(story="s", start=3, end=3 + len(text), text=text),)
    both = [
        Story(
            id="s",
            document="d",
            source="s",
            title="",
            text=f"{sign}. {text}",
            language="ko",
            sentences=brought,
        )
        for sign in "12"
    ]
    known: dict[str, bytes] = {}
    counts = []
    for _ in range(3):
        found, made = prepare_anew([replace(one, id=f"s{n}") for n, one in enumerate(both)], ANALYSER, known)
        counts.append(len(made))
        known |= made
        sample(found)
        assert [sample_of(one).marks.tolist() for one in found] == [
            sample_of(prepare([one.story], ANALYSER)[0]).marks.tolist() for one in found
        ]
    assert counts == [1, 0, 0]


def test_lone_surrogates_are_read():
    (first, *_) = stories()
    told = replace(first, story=replace(first.story, title="\ud800 2024"))
    assert strings(read([told]).years, 0) == ["2024", "2025"]
