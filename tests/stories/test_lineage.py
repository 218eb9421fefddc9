"""A story stays the story it was while its round-up is edited; an id never passes to another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import document_from

from digest.model import Document, Story
from digest.stories.identity import normalise, story_id
from digest.stories.lineage import Known, held, inherit, is_edit, is_same_text, known_of, likeness, sketch
from digest.stories.unbundle import unbundle

SYLLABLES = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호"
HEADLINES = ("단신", "오늘의 소식", "Update")


def sentence(number: int) -> str:
    """A sentence like no other: its words are those of its number."""
    state = number * 2_654_435_761 + 97
    words = []
    for _ in range(7):
        state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        word = state >> 20
        words.append("".join(SYLLABLES[(word >> (6 * place)) % len(SYLLABLES)] for place in range(4)))
    return " ".join(words) + " 밝혔다."


@dataclass
class Roundup:
    """A round-up that is edited; each story has a number that the program does not see."""

    stories: list[tuple[int, str, list[str]]] = field(default_factory=list)
    gone: list[tuple[int, str, list[str]]] = field(default_factory=list)
    known: dict[str, Known] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    numbers: int = 0

    def fresh(self) -> int:
        self.numbers += 1
        return self.numbers

    def read(self) -> tuple[Story, ...]:
        """The stories as unbundling names them: by headline, repeats counted."""
        counts: dict[str, int] = {}
        told = []
        for _, headline, sentences in self.stories:
            name = normalise(headline)
            number = counts.get(name, 0)
            counts[name] = number + 1
            told.append(
                Story(
                    id=story_id("d", headline, number),
                    document="d",
                    source="s",
                    title=headline,
                    text="\n".join(sentences),
                )
            )
        return tuple(told)

    def build(self) -> None:
        """Read it, and hold the laws."""
        found = inherit(self.read(), self.known.values())
        names = [story.id for story in found]
        assert len(set(names)) == len(names), "one id for two stories"
        for (number, headline, _), story in zip(self.stories, found, strict=True):
            assert story.title == headline
            assert self.ids.setdefault(number, story.id) == story.id, "a story has lost its id"
        assert len(set(self.ids.values())) == len(self.ids), "an old id for another story"
        self.known = {name: replace(one, current=False) for name, one in self.known.items()}
        self.known.update({story.id: known_of(story) for story in found})


EDITS = st.lists(
    st.tuples(
        st.sampled_from(
            ["headline", "headlines", "swap", "text", "insert", "remove", "return", "reorder", "both"]
        ),
        st.integers(0, 50),
        st.integers(0, 50),
    ),
    max_size=12,
)


def edit(letter: Roundup, kind: str, one: int, two: int) -> None:  # noqa: C901 - one branch an edit
    stories = letter.stories
    place = one % len(stories) if stories else 0
    other = two % len(stories) if stories else 0
    if kind == "insert" or not stories:
        number = letter.fresh()
        reused = [told for _, told, _ in (*stories, *letter.gone)]
        headline = (
            (*HEADLINES, *reused)[two % (len(HEADLINES) + len(reused))]
            if one % 2
            else sentence(number + 7000)[:20]
        )
        body = [sentence(number * 100 + place) for place in range(3 + two % 6)]
        stories.insert(place, (number, headline, body))
    elif kind in {"headline", "headlines", "both"}:
        for at in {place, other} if kind == "headlines" else {place}:
            number, _, body = stories[at]
            stories[at] = (
                number,
                sentence(letter.fresh() + 9000)[:24] if two % 3 else HEADLINES[two % 2],
                body,
            )
        if kind == "both":
            rewrite(letter, place, two)
    elif kind == "swap":
        (a, first, body), (b, second, more) = stories[place], stories[other]
        if place != other:
            stories[place], stories[other] = (a, second, body), (b, first, more)
    elif kind == "text":
        rewrite(letter, place, two)
    elif kind == "remove":
        letter.gone.append(stories.pop(place))
    elif kind == "return" and letter.gone:
        stories.insert(place, letter.gone.pop(two % len(letter.gone)))
    elif kind == "reorder":
        stories.append(stories.pop(place))
        stories.reverse()


def rewrite(letter: Roundup, place: int, where: int) -> None:
    """Another sentence instead of one, and one more at the end: most of the text stays."""
    number, headline, body = letter.stories[place]
    body = list(body)
    body[where % len(body)] = sentence(letter.fresh() + 20_000)
    if len(body) > 4:
        body.append(sentence(letter.fresh() + 40_000))
    letter.stories[place] = (number, headline, body)


@given(st.integers(1, 6), EDITS)
@settings(max_examples=250, deadline=None)
def test_whatever_is_edited_each_story_keeps_its_id_and_no_other_gets_it(size, edits):
    letter = Roundup()
    for number in range(size):
        edit(letter, "insert", 2 * number, number)
    letter.build()
    for kind, one, two in edits:
        edit(letter, kind, one, two)
        letter.build()


def test_an_unchanged_document_keeps_the_ids_that_it_has_by_itself():
    letter = Roundup()
    for number in range(5):
        edit(letter, "insert", number, number)
    natural = [story.id for story in letter.read()]
    letter.build()
    letter.build()
    assert [story.id for story in inherit(letter.read(), letter.known.values())] == natural
    assert [story.id for story in inherit(letter.read(), ())] == natural


def test_stories_of_other_documents_lend_no_id():
    letter = Roundup()
    edit(letter, "insert", 0, 1)
    (story,) = letter.read()
    other = replace(known_of(replace(story, id="other")), document="e")
    assert inherit((story,), (other,)) == (story,)


def test_a_teaser_that_grows_into_the_full_text_is_the_same_story():
    letter = Roundup()
    edit(letter, "insert", 0, 1)
    (story,) = letter.read()
    teaser = replace(story, text=story.text[:40])
    longer = replace(
        story,
        id="x",
        title=story.title + "!",
        text="\n".join([story.text, sentence(5), sentence(6), sentence(7), sentence(8)]),
    )
    assert inherit((longer,), (known_of(teaser),))[0].id == teaser.id


ROUND_UP = """# 마을 소식 주간 모음

## 노바칩, 구미에 공장 세운다

노바칩이 구미에 2조 원을 들여 반도체 공장을 세운다고 18일 밝혔다. 공장은 2027년 3월부터 전력 반도체를 만든다.

## 도서관 열 곳, 밤 10시까지 연다

해온시는 시립 도서관 열 곳을 다음 달부터 밤 10시까지 연다. 설문에서 62%가 야간 개관을 원했다.

## 갯벌 탐방로 3km 새로 열려

바다마을은 북쪽 갯벌을 따라 걷는 탐방로를 열었다. 길이는 3킬로미터이고 휠체어도 다닐 수 있다.
"""


def test_two_headlines_of_a_real_round_up_change_at_once_and_a_story_comes_in_above():
    before = unbundle(document_from(ROUND_UP, name="a.md")).stories
    edited = (
        ROUND_UP.replace("## 노바칩, 구미에 공장 세운다", "## 구미에 반도체 공장…노바칩 2조 투자")
        .replace("## 도서관 열 곳, 밤 10시까지 연다", "## 시립 도서관 야간 개관")
        .replace(
            "## 구미에",
            "## 축제, 5월에 열기로\n\n봄 축제가 5월 첫 주에 강변에서 열린다고 시가 밝혔다. 표는 받지 않는다.\n\n## 구미에",
            1,
        )
    )
    after = inherit(unbundle(document_from(edited, name="a.md")).stories, map(known_of, before))
    assert len(after) == 4
    assert [story.id for story in after[1:]] == [story.id for story in before]
    assert after[0].id not in {story.id for story in before}


def test_texts_are_alike_by_what_they_share():
    left, right = sketch(sentence(1) + sentence(2)), sketch(sentence(1) + sentence(3))
    assert likeness(left, left) == 1
    assert 0.3 < likeness(left, right) < 0.7
    assert likeness(sketch(sentence(1)), sketch(sentence(4))) < 0.2
    assert held(sketch(sentence(1)), left) == 1
    assert likeness(sketch(""), sketch("")) == held(sketch(""), left) == 0


@given(st.integers(30, 120), st.integers(0, 100))
@settings(max_examples=30, deadline=None)
def test_long_texts_are_compared_nearly_exactly(size, kept):
    """Against the sets themselves."""
    both = [sentence(number) for number in range(size)]
    other = [sentence(number + (10_000 if number * 100 >= kept * size else 0)) for number in range(size)]
    runs = [
        {text[at : at + 5] for at in range(len(text) - 4)}
        for text in (normalise("".join(x)) for x in (both, other))
    ]
    true = 2 * len(runs[0] & runs[1]) / (len(runs[0]) + len(runs[1]))
    assert likeness(sketch("".join(both)), sketch("".join(other))) == pytest.approx(true, abs=0.2)


MOMENT = datetime(2025, 11, 20, tzinfo=UTC)


def document(**more: object) -> Document:
    given_ = {
        "id": "a",
        "source": "s",
        "version": "v",
        "format": "html",
        "title": "제목",
        "text": sentence(1) + sentence(2),
    }
    return Document(**{**given_, **more})  # type: ignore[arg-type]


def test_the_same_words_of_the_same_outlet_are_the_same_document():
    assert is_same_text(document(), document(id="b"))
    assert not is_same_text(document(), document(id="b", title="다른 제목"))
    assert not is_same_text(document(outlet="한빛"), document(outlet="새벽"))
    assert not is_same_text(document(text="짧다"), document(text="짧다"))


def test_an_edited_text_at_the_same_page_is_the_same_document_another_text_is_not():
    assert is_edit(document(), document(text=sentence(1) + sentence(2) + sentence(3), title="고친 제목"))
    assert not is_edit(document(), document(text=sentence(5) + sentence(6)))
    assert is_edit(document(text="", published=MOMENT), document(text="", published=MOMENT))
    assert not is_edit(document(text="", published=MOMENT), document(text=""))
