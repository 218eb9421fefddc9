"""What analysis knows by a code or a stem is shown as the stories write it, and never otherwise."""

from __future__ import annotations

import pytest

from digest.analysis.moved import Added
from digest.analysis.news import MOST, facts
from digest.analysis.prepared import Prepared, prepare
from digest.analysis.wording import Wording
from digest.language.analyser import Analyser
from digest.language.numbers import figures
from digest.model import Story

KOREAN = (
    "두람케미칼이 여수 공장에 4천억 원을 들여 염소 설비를 늘린다고 3월 5일 밝혔다. 새로 뽑는 사람은 1200명이다. "
    "수출은 12.5% 늘었고 값은 두 배가 됐다. 증설은 2027년에 끝난다. 두람케미칼 노조는 반대했다."
)
ENGLISH = (
    "Duram Chemical will spend $2.5 billion on chlorine lines at Yeosu, it said on March 5. It will hire 1,200 workers. "
    "Exports rose 12.5 percent. Duram's union objected."
)


@pytest.fixture(scope="module")
def stories() -> tuple[Prepared, ...]:
    korean = Story(
        id="k", document="k", source="a", title="두람케미칼, 염소 설비 4천억 증설", text=KOREAN, language="ko"
    )
    english = Story(id="e", document="e", source="b", title="Duram to Expand", text=ENGLISH, language="en")
    return prepare([korean, english], Analyser())


def shown(wording: Wording, *codes: str) -> list[str]:
    return [fact.text for code in codes if (fact := wording.figure(code))]


def test_figures_stand_as_they_are_written_with_what_they_count(stories):
    korean, english = (Wording([one]) for one in stories)
    assert shown(korean, "c:krw:4e+11", "n:1200", "p:12.5", "n:2027") == [
        "4천억 원",
        "1200명",
        "12.5%",
        "2027년",
    ]
    assert shown(korean, "x:2", "d:3-5") == ["두 배", "3월 5일"]
    assert shown(english, "c:usd:2.5e+09", "n:1200", "p:12.5") == [
        "$2.5 billion",
        "1,200 workers",
        "12.5 percent",
    ]
    assert shown(english, "d:3-5") == ["March 5"]


def test_every_figure_of_a_text_is_found_in_it(stories):
    """Whatever is shown is a part of the text or the title."""
    for one in stories:
        wording = Wording([one])
        for figure in figures(one.story.text, one.story.language):
            fact = wording.figure(figure)
            assert fact is not None
            assert fact.story == one.story.id
            assert fact.text in one.story.text or fact.text in one.story.title


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("It recalled 48,000 Hearth home batteries on Monday.", "n:48000", "48,000 Hearth home batteries"),
        ("Some 300 fishermen came.", "n:300", "300 fishermen"),
        ("A 34-year-old was arrested.", "n:34", "34-year-old"),
        ("They counted 900.", "n:900", "900"),
    ],
)
def test_what_an_english_number_counts_ends_with_its_noun(text, code, told):
    story = Story(id="x", document="x", source="a", title="A title", text=text, language="en")
    assert shown(Wording(prepare([story], Analyser())), code) == [told]


def test_what_says_nothing_by_itself_is_no_news():
    """A bare number, a day without its month, a month, a part of a name that was told; a year and a day say something."""
    text = "심리는 12일 열렸다. 다음은 5월이고 선고는 6월 3일이다. 표는 17 대 9였다. 공장은 2031년에 선다. 두람이 냈다. 김가온이 맡는다."
    story = Story(id="x", document="x", source="a", title="심리", text=text, language="ko")
    (one,) = prepare([story], Analyser())
    news = Added(
        figures=("n:12", "n:17", "n:9", "n:2031"), dates=("m:5", "d:6-3", "m:6"), names=("두람", "김가온")
    )
    found = [fact.text for fact in facts(news, Wording([one]), {"두람케미칼"})]
    assert found == ["6월 3일", "2031년", "김가온"]


def test_a_share_is_not_taken_for_a_piece_of_another():
    story = Story(
        id="x", document="x", source="a", title="금리", text="금리는 15%였다. 세율은 5%다.", language="ko"
    )
    news = Added(figures=("p:15", "p:5"))
    assert [fact.text for fact in facts(news, Wording(prepare([story], Analyser())))] == ["15%", "5%"]


def test_english_names_of_several_words_are_one():
    text = "The judge, Elaine Marchetti, ruled on Monday. Marchetti gave no reason."
    story = Story(id="x", document="x", source="a", title="Judge Rules", text=text, language="en")
    found = facts(Added(names=("elain", "marchetti")), Wording(prepare([story], Analyser())))
    assert [fact.text for fact in found] == ["Elaine Marchetti"]


def test_korean_texts_tell_whole_names_too():
    """In either script; the day before a name is no part of it."""
    text = "이날 머스크와 골드만 삭스는 실리콘 밸리에서 AMINO Capital의 Larry Li를 만났다."
    story = Story(id="x", document="x", source="a", title="만남", text=text, language="ko")
    news = Added(names=("머스크", "삭스", "밸리", "capital", "larry", "li"))
    found = facts(news, Wording(prepare([story], Analyser())))
    assert [fact.text for fact in found] == [
        "머스크",
        "골드만 삭스",
        "실리콘 밸리",
        "AMINO Capital",
        "Larry Li",
    ]


@pytest.mark.parametrize(
    ("text", "term", "told"),
    [
        ("Swimmer Seo Ha-jin failed a test.", "jin", "Swimmer Seo Ha-jin"),
        ("President Moon Jong-un spoke.", "jong", "President Moon Jong-un"),
        ("Seo Ha-jin's career is on hold.", "jin", "Seo Ha-jin"),
        ("Fiona Marchetti-Hale resigned.", "hale", "Fiona Marchetti-Hale"),
        ("The Seorim-led group met.", "seorim", "Seorim"),
        ("They saw Seorim's tower.", "seorim", "Seorim"),
    ],
)
def test_a_name_with_a_hyphen_is_whole(text, term, told):
    """A given name of two syllables is one; what is led or based somewhere is no part of the name."""
    story = Story(id="x", document="x", source="a", title="A title", text=text, language="en")
    assert Wording(prepare([story], Analyser())).readable([term]) == (told,)


def test_a_latin_name_with_figures_is_whole_in_a_korean_text():
    """Analysis parts them: C, 2, PA."""
    text = "협회는 C2PA 규격을 쓴다. 새 모델은 QX4이고 이름은 H이다."
    story = Story(id="x", document="x", source="a", title="표시", text=text, language="ko")
    wording = Wording(prepare([story], Analyser()))
    assert wording.readable(["pa", "qx", "h"]) == ("C2PA", "QX4", "H")


def test_stems_and_compounds_are_shown_as_words(stories):
    korean, english = (Wording([one]) for one in stories)
    assert english.readable(["chemic", "duram"]) == ("Duram Chemical",)
    assert korean.readable(["두람케미칼"]) == ("두람케미칼",)


def test_no_code_is_ever_shown(stories):
    """As evidence a figure that no story writes is told in words; as a new fact it is not told at all."""
    wording = Wording(stories)
    assert wording.readable(["c:krw:9e+12", "n:77", "tindrak"]) == ()
    assert list(facts(Added(figures=("n:77",), dates=("d:12-31",), names=("nowhere",)), wording)) == []


def test_no_fact_is_told_twice_and_of_a_kind_no_more_than_fit(stories):
    """Money is a number too, a day tells its month."""
    news = Added(
        figures=("c:krw:4e+11", "n:4e+11", "n:1200"), dates=("d:3-5", "m:3"), outlets=tuple("abcdefghij")
    )
    found = list(facts(news, Wording(stories)))
    assert [fact.text for fact in found if fact.kind != "outlet"] == ["3월 5일", "4천억 원", "1200명"]
    assert sum(fact.kind == "outlet" for fact in found) == MOST


def test_a_story_in_neither_language_and_an_empty_one_tell_nothing():
    empty = Story(id="x", document="x", source="a", title="", text="", language="ko")
    other = Story(id="y", document="y", source="a", title="数字 300", text="数字 300", language="und")
    wording = Wording(prepare([empty, other], Analyser()))
    assert wording.figure("n:300") is None
    assert wording.readable(["n:300", "数字", "tindrak"]) == ("数字",)


def test_each_term_is_written_as_the_first_story_that_tells_it_does(stories):
    """Looked for one by one, terms are those of a list of all."""
    all_ = Wording(stories)
    for member in stories:
        for words in (member.title, *(sentence.words for sentence in member.sentences)):
            for word in words:
                found = all_.term(word.form)
                assert found is not None
                first = next(
                    one
                    for one in stories
                    if any(
                        word.form in own.forms for own in (one.title, *(part.words for part in one.sentences))
                    )
                )
                assert found.story == first.story.id
                assert found.text
                assert found.text in first.story.text or found.text in first.story.title
    duram = all_.term("duram")
    assert duram is not None
    assert duram.text == "Duram Chemical"  # as its text has it, though its title comes first


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("한 지사는 14시간 조사를 받았다.", "14시간"),
        ("추모식은 10주기에 맞춰 열렸다.", "10주기"),
        ("이 다리는 30년간 버텼다.", "30년간"),
        ("회의는 14시 정각에 열렸다.", "14시"),
    ],
)
def test_what_a_korean_number_counts_is_told_whole(text: str, written: str):
    """An hour of the day is no number of hours."""
    (one,) = prepare(
        [Story(id="k", document="k", source="a", title="", text=text, language="ko")], Analyser()
    )
    (figure,) = figures(text, "ko")
    assert shown(Wording([one]), figure) == [written]


def test_a_name_ends_with_its_possessive_and_a_surname_is_no_word():
    """Of `Skylance's Heron` the rocket was told as Skylance; of Do Jin-wook no more than Jin-wook, for `do` is dropped."""
    made = prepare(
        [
            Story(
                id="s",
                document="d",
                source="s",
                title="Valve doomed Heron",
                text="A valve of Skylance's Heron rocket froze. Do Jin-wook, the head of the bank, resigned. So Hyper-loop fans wept.",
                language="en",
            )
        ],
        Analyser(),
    )
    wording = Wording(made)
    assert wording.readable(("skylanc", "heron", "jin")) == ("Skylance", "Heron", "Do Jin-wook")


def test_a_bare_number_in_words_is_no_news():
    """Of `seven of ten trains` no more than seven was told; with what it counts it says something."""
    made = prepare(
        [
            Story(
                id="s",
                document="d",
                source="s",
                title="Strike halts seven in ten trains",
                text="The strike halted seven of ten trains. Some 40 drivers walked out.",
                language="en",
            )
        ],
        Analyser(),
    )
    wording = Wording(made)
    assert wording.figure("n:7") is not None
    added = Added(figures=("n:7", "n:40"))
    assert [fact.text for fact in facts(added, wording)] == ["40 drivers"]
