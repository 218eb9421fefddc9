"""What a story tells, found once; and the candidates of a cluster as numbers, against the same reckoned one by one."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.analysis import looking
from digest.analysis.candidates import candidates
from digest.analysis.features import Features, standardise
from digest.analysis.headline import choose
from digest.analysis.novelty import Novelty
from digest.analysis.objections import _HANGUL, _KOREAN, _NOUN, _PATTERNS, ends_in_noun
from digest.analysis.pool import Pool
from digest.analysis.screening import barred, screened
from digest.analysis.summary import summarize
from digest.analysis.summary_settings import SummarySettings
from digest.analysis.told import told
from digest.model import Block, Span
from tests.analysis.telling import WORDS, story

if TYPE_CHECKING:
    import re

    from digest.analysis.candidates import Candidate, Looked
    from digest.analysis.prepared import Prepared

TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(lambda words: f"{' '.join(words)}.")
CLUSTERS = st.lists(st.lists(TEXTS, min_size=1, max_size=5), min_size=1, max_size=4).map(
    lambda found: [story(f"s{number}", *texts, title=texts[-1]) for number, texts in enumerate(found)]
)
ODD = st.lists(
    st.one_of(
        st.sampled_from(
            ["ⓒ", "COPYRIGHT", "SUBSCRIBE HERE", "subſcribe to", "사진=", "기자", " ", "[홍", "By"]
        ),
        st.sampled_from(
            ["Read more", "İ", "둑", "a@b.c", "관련기사", "SIGN UP TO", "sıgn up to", "ends.", "\n"]
        ),
    ),
    max_size=5,
).map("".join)


@given(st.lists(ODD, max_size=5))
def test_the_sentences_of_a_text_are_barred_as_each_of_them_is_alone(texts):
    assert screened(texts) == [barred(text) for text in texts]


def test_letters_that_count_as_others_hide_no_sign():
    assert screened(["둑이 넘쳤다.", "SİGN UP TO us", "sıgn up to us", "ſubscribe to us", "둑을 높인다."])[
        2:
    ] == [
        True,
        True,
        False,
    ]


BLOCKS = st.lists(
    st.tuples(
        st.integers(0, 20),
        st.integers(0, 20),
        st.sampled_from(["paragraph", "point", "note", "caption", "row"]),
    ),
    max_size=6,
).map(lambda found: tuple(Block(kind=kind, span=Span(start=a, end=b)) for a, b, kind in found if a < b))


@given(BLOCKS)
def test_a_sentence_is_of_the_kind_of_the_innermost_block_that_it_begins_in(blocks):
    member = story("s", "river.", "dam.", "flood.", blocks=blocks)
    for sentence, kind in zip(member.story.sentences, told(member).kinds, strict=True):
        holding = [one for one in blocks if one.span.start <= sentence.start < one.span.end]
        narrow = min(holding, key=lambda one: one.span.end - one.span.start, default=None)
        assert kind == (narrow.kind if narrow else "paragraph")


def test_what_a_story_tells_is_found_once():
    member = story("s", "The river rose.", "The dam broke.")
    assert told(member) is told(member)
    assert member == story("s", "The river rose.", "The dam broke.")


@given(CLUSTERS)
def test_terms_and_pairs_are_counted_as_they_stand(members: list[Prepared]):
    pool = Pool(members)
    every = [one for member in members for one in candidates(member)]
    assert [pool.candidate(i) for i in range(len(pool))] == every
    names = list(pool.ids)
    assert [
        Counter({names[unit]: int(times)})
        for unit, times in zip(pool.terms.unit, pool.terms.times, strict=True)
    ] == [Counter({name: one.terms.count(name)}) for name in names for one in every if name in one.terms]
    pairs = {pair for one in every for pair in pairwise(one.terms)}
    told_by = [{one.story for one in every if pair in pairwise(one.terms)} for pair in pairs]
    assert sorted(pool.pairs.documents) == sorted(map(len, told_by))
    assert [int(n) for n in pool.terms.documents] == [
        len({one.story for one in every if name in one.terms}) for name in names
    ]


@given(CLUSTERS, st.data())
def test_what_is_new_in_a_candidate_is_the_untold_share_of_its_terms_and_pairs(
    members: list[Prepared], data: st.DataObject
):
    pool, settings = Pool(members, lenient=True), SummarySettings()
    every = [pool.candidate(i) for i in range(len(pool))]
    taken = data.draw(st.lists(st.integers(0, len(pool) - 1), max_size=3))
    found = Novelty(pool, Features(pool), settings)
    for count in range(len(taken) + 1):
        found.tell(taken[:count])
    units = [{*one.terms, *pairwise(one.terms)} for one in every]
    spread = Counter(
        unit for member in members for unit in set().union(*(u for u, one in zip(units, every, strict=True) if one.story == member.story.id))
    )  # fmt: skip
    heard = Counter(unit for i in taken for unit in units[i])
    for i, own in enumerate(units):
        new = sum(spread[unit] * settings.fade ** heard[unit] for unit in own) / sum(
            spread[unit] for unit in own
        )
        assert found.log[i] == pytest.approx(math.log(max(new, 0.001)))


def test_values_are_standardised_row_by_row():
    found = standardise([np.array(row) for row in ([1.0, 2.0, 3.0], [0.1, 0.1, 0.1], [0.0, 0.0, 1e-12])])
    assert found.tolist()[0] == pytest.approx([-math.sqrt(1.5), 0.0, math.sqrt(1.5)])
    assert found.tolist()[1:] == [[0.0] * 3] * 2


def test_of_many_sentences_few_are_looked_at(monkeypatch: pytest.MonkeyPatch):
    """What is objected to a sentence is looked for where it may decide, whatever the number of sentences."""
    seen = []

    def look(one: Candidate) -> Looked:
        seen.append(one)
        return looked(one)

    looked = looking.look
    monkeypatch.setattr(looking, "look", look)
    members = [
        story(f"s{n:02}", *(f"The {WORDS[i % 11]} of the {WORDS[(i + n) % 11]} met {n} {i} times." for i in range(10)))
        for n in range(30)
    ]  # fmt: skip
    assert len(summarize(members)) == 3
    assert len(seen) <= 12


def test_copies_of_a_title_agree_with_each_other():
    """Titles that are the same are compared once, and count as often as they stand there."""
    members = [story(f"a{n}", "Rain.", title="river dam flood") for n in range(3)]
    members += [story(f"b{n}", "Rain.", title="bridge crew night") for n in range(5)]
    found = choose(members)
    assert found is not None
    assert found.story == "b0"


SIGNED = [(name, pattern, signs) for name, pattern, signs in _PATTERNS if signs and name != "caption"]


@pytest.mark.parametrize(("pattern", "signs"), [one[1:] for one in SIGNED], ids=[one[0] for one in SIGNED])
@given(data=st.data())
def test_what_an_objection_is_sought_by_stands_in_all_that_it_is_made_to(
    pattern: re.Pattern[str], signs: tuple[str, ...], data: st.DataObject
):
    text = data.draw(st.from_regex(pattern))
    assert any(sign in text for sign in signs)


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(["said", "He", "“Because the dam broke”", '"we knew nothing of it"', "…", " ", ". ", "다", "/", "é", "것", "(", "1"])
    )
)  # fmt: skip
def test_what_needs_hangul_finds_nothing_without_it(pieces: list[str]):
    text = "".join(one for one in pieces if not _HANGUL.search(one))
    assert not any(finds(text) for finds in _KOREAN)


@settings(max_examples=300)
@given(st.text(alphabet='시다자모습 .。"”)]\n\u3000a', max_size=12))
def test_a_sentence_ends_in_a_noun_where_the_pattern_says_so(text: str):
    assert ends_in_noun(text) == (_NOUN.search(text) is not None)
