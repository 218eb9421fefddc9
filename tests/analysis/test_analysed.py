"""Stories whose analysis is known are prepared without analysing them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.analysis.analysed import name, texts, version
from digest.analysis.prepared import prepare, prepare_anew
from digest.language.analyser import Analyser
from digest.language.packing import unpack
from digest.model import Block, Sentence, Span, Story

ANALYSER = Analyser()
KOREAN = Story(
    id="s1", document="d1", source="t", language="ko", title="도서관 열 곳, 밤까지 연다",
    text="1. 해온시는 도서관을 밤까지 연다. 사서를 뽑는다.\n2. 설문에서 62%가 원했다.",
    blocks=(Block(kind="item", span=Span(start=0, end=31), label="1."),),
)  # fmt: skip
ENGLISH = Story(
    id="s2", document="d2", source="t", language="en", title="Libraries stay open",
    text="The city opens its libraries. U.S. readers' answers came in.",
)  # fmt: skip
GIVEN = replace(ENGLISH, id="s3", sentences=(Sentence(story="s3", start=0, end=29, text=ENGLISH.text[:29]),))
FRENCH = Story(id="s4", document="d4", source="t", title="", text="Le budget est voté.", language="und")
STORIES = (KOREAN, ENGLISH, GIVEN, FRENCH)


class Refusing(Analyser):
    """An analyser that must not be asked for a text."""

    def analyse(self, texts, languages):
        assert not texts
        return super().analyse(texts, languages)


def test_what_is_known_is_not_analysed_and_gives_the_same():
    first, made = prepare_anew(STORIES, ANALYSER)
    again, anew = prepare_anew(STORIES, Refusing(), made)
    assert first == again == prepare(STORIES, ANALYSER)
    assert set(made) == {name(story) for story in STORIES}
    assert anew == {}


def test_only_what_is_new_is_analysed():
    """A story that says something else, in another language, or within other sentences, is another text."""
    _, made = prepare_anew(STORIES[:2], ANALYSER)
    changed = replace(ENGLISH, text=ENGLISH.text + " More.")
    prepared, anew = prepare_anew([*STORIES, changed], ANALYSER, made)
    assert set(anew) == {name(GIVEN), name(FRENCH), name(changed)}
    assert prepared == prepare([*STORIES, changed], ANALYSER)
    assert len({name(story) for story in (*STORIES, changed, replace(ENGLISH, language="und"))}) == 6


def test_what_is_read_by_other_rules_is_renewed_without_analysing():
    """And so is an analysis of former versions, with nothing behind it."""
    _, made = prepare_anew(STORIES, ANALYSER, rules="1")
    bare = {key: pack_of(value, story) for (key, value), story in zip(made.items(), STORIES, strict=True)}
    for known in (made, bare):
        prepared, renewed = prepare_anew(STORIES, Refusing(), known, "2")
        assert prepared == prepare(STORIES, ANALYSER)
        assert prepare_anew(STORIES, Refusing(), renewed, "2")[1] == {}
    assert renewed == prepare_anew(STORIES, ANALYSER, rules="2")[1]


def pack_of(value: bytes, story: Story) -> bytes:
    return value.removesuffix(unpack(texts(story), value)[1])


def test_a_story_of_the_same_texts_is_the_same_whatever_else_it_has():
    assert name(replace(ENGLISH, id="other", document="d9", outlet="x")) == name(ENGLISH)


@pytest.mark.parametrize("damage", [b"", b"broken"])
def test_a_damaged_entry_is_made_anew(damage):
    prepared, anew = prepare_anew([KOREAN], ANALYSER, {name(KOREAN): damage})
    assert prepared == prepare([KOREAN], ANALYSER)
    assert set(anew) == {name(KOREAN)}


def test_the_version_tells_the_users_words():
    assert version(Analyser(("노바칩",))) != version(ANALYSER)
