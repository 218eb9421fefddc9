"""Words counted as numbers tell what they tell one by one, to the last bit."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.analysis import numbered as room
from digest.analysis.capitals import capitalised, letters_of
from digest.analysis.counting import Counted, counted
from digest.analysis.korean_pivots import KoreanWords
from digest.analysis.numbered import Numbered
from digest.analysis.prepared import Prepared, sharing
from digest.analysis.weights import noun_runs, term_weights, weighed
from digest.language.english import stem
from digest.language.words import KINDS, AnalysedSentence, Word, Words
from digest.model import Story

FORMS = ("美", "미국", "檢", "노바", "칩", "공장", "a", "AI", "gpt", "nova", "12", "은", "İx", "𝒜b")
SURFACES = ("Nova", "nova", "U.S.", "Chip's", "ÉLAN", "노바", "İx", "𝒜b", "ab", "美", "7")
WORD = st.tuples(
    st.sampled_from(FORMS),
    st.sampled_from(KINDS),
    st.sampled_from(SURFACES),
    st.sampled_from(("", " ", "  ")),
)
PASSAGE = st.lists(WORD, max_size=6)
STORIES = st.lists(st.tuples(PASSAGE, st.lists(PASSAGE, max_size=4)), max_size=7)
Passage = list[tuple[str, str, str, str]]


def written(words: Passage, begun: int) -> tuple[str, Words]:
    text, found = "", []
    for form, kind, surface, space in words:
        start = begun + len(text)
        found.append(Word(form, kind, start, start + len(surface)))  # type: ignore[arg-type]
        text += surface + space
    return text, Words.of(found)


def story(number: int, title: Passage, body: list[Passage]) -> Prepared:
    heading, words = written(title, 0)
    text, sentences = "", []
    for passage in body:
        shown, told = written(passage, len(text))
        sentences.append(AnalysedSentence(len(text), len(text) + len(shown), told))
        text += shown
    found = Story(id=f"s{number}", document="d", source="test", title=heading, text=text, language="ko")
    # every other story has one set of columns for all sentences, as analysis gives it
    shared = sharing(tuple(sentences)) if number % 2 else tuple(sentences)
    return Prepared(story=found, title=words, sentences=shared)


def same(one: Counted, other: Counted) -> None:
    assert one.terms == other.terms
    assert one.weights.shape == other.weights.shape
    for mine, theirs in ((one.weights.indptr, other.weights.indptr), (one.weights.indices, other.weights.indices), (one.weights.data, other.weights.data)):  # fmt: skip
        assert mine.tolist() == theirs.tolist()


@pytest.fixture(autouse=True)
def _few_at_once():
    with mock.patch.object(room, "AT_ONCE", 3):
        yield


@given(STORIES, st.dictionaries(st.sampled_from(FORMS), st.sampled_from((*FORMS, "novachip")), max_size=3))
def test_terms_weigh_as_one_by_one(told: list[tuple[Passage, list[Passage]]], names: dict[str, str]):
    """With names in another form, too, and signs that stand for a name."""
    stories = [story(number, *one) for number, one in enumerate(told)]
    words = Numbered(stories)
    same(words.counted(), counted(map(term_weights, stories)))
    same(words.counted(names), counted(term_weights(one, names) for one in stories))


@given(STORIES)
def test_runs_and_latin_words_are_those_of_each_passage(told: list[tuple[Passage, list[Passage]]]):
    stories = [story(number, *one) for number, one in enumerate(told)]
    found = KoreanWords(Numbered(stories))
    plain = list(found.plain)
    assert len(found.ends) == len(stories) + 1
    for number, one in enumerate(stories):
        part = slice(found.ends[number], found.ends[number + 1])
        met = [found.runs[run] if run >= 0 else plain[~run] for run in found.met[part]]
        expected, weights = [], []
        for words, weight in weighed(one):
            runs: list[tuple[str, ...] | str] = [*noun_runs(words)]
            runs += [
                stem(word.form)
                for word in words
                if word.kind == "latin" or (word.kind == "name" and word.form.isascii())
            ]
            expected += runs
            weights += [weight] * len(runs)
        assert met == expected
        assert found.weights[part].tolist() == weights
    assert len(set(found.runs)) == len(found.runs)


@given(STORIES)
def test_capitals_are_those_of_each_sentence(told: list[tuple[Passage, list[Passage]]]):
    stories = [story(number, *one) for number, one in enumerate(told)]
    expected: dict[str, str] = {}
    for name in (name for one in stories for name in capitalised(one)):
        expected.setdefault(name.letters, name.term)
    assert list(letters_of(Numbered(stories)).items()) == list(expected.items())


def test_two_words_are_one_name_only_within_a_sentence():
    """And of what form a word is counts, too, not only how it is written."""
    nova, gpt = ("노바", "word", "Nova", " "), ("gpt", "word", "Nova", "")
    assert letters_of(Numbered([story(0, [], [[nova], [gpt]])])) == {}
    told = letters_of(Numbered([story(0, [], [[("은", "word", "ab", " "), nova, gpt]])]))
    assert told == {"nova": "노바", "novanova": "노바"}
