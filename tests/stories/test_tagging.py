"""What is learned of lines: tags, the ways to cut that they propose, and what they take out of stories."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import document_from

from digest.model import Document
from digest.stories.assembling import assemble
from digest.stories.cutting import cut_up, one_piece
from digest.stories.facts import Facts
from digest.stories.judging import judge
from digest.stories.looks import by_look
from digest.stories.outskirts import trimmed
from digest.stories.profile import LayoutProfile
from digest.stories.proposals import proposals
from digest.stories.tagging.tagger import seen, tagger
from digest.stories.tagging.terms import terms
from digest.stories.tags import Tags
from digest.stories.unbundle import layout, unbundle

LETTER = """# Notes from the quay

Hello, and welcome to this week's letter.

Ferry to run on Sundays again

The council voted on Monday to keep the ferry, and asked the harbour office for a plan by the spring.

Crane drivers get a lift

A lift of forty metres was opened at berth six, so that nobody has to climb in the wind any more.

You receive this letter because you signed up at notes.example.org. Unsubscribe
"""


def _tags(document: Document) -> Tags:
    page = layout(document, LayoutProfile())
    facts = Facts(lines=page.lines, roles=page.roles, title=document.title)
    return tagger().tags(seen(facts, list(proposals(page.lines, page.roles, document.title))))


def test_headlines_look_like_beginnings_and_a_foot_like_none() -> None:
    document = document_from(LETTER, name="letter.md")
    lines = [line.text for line in layout(document, LayoutProfile()).lines]
    tags = _tags(document)
    heads = [lines.index("Ferry to run on Sundays again"), lines.index("Crane drivers get a lift")]
    others = [share for index, share in enumerate(tags.begin) if index not in heads]
    assert min(tags.begin[index] for index in heads) > max(others)
    assert tags.outside[-1] > 0.5 > tags.outside[heads[0] + 1]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
def test_tags_are_shares_for_any_text(text: str) -> None:
    document = Document(id="d", source="s", version="v", format="plain", text=text)
    page = layout(document, LayoutProfile())
    if not page.lines:
        return
    tags = _tags(document)
    assert len(tags.begin) == len(tags.outside) == len(page.lines)
    assert all(
        0 <= b <= 1 and 0 <= o <= 1 and b + o <= 1.0001 for b, o in zip(tags.begin, tags.outside, strict=True)
    )


def test_tags_do_not_depend_on_what_was_tagged_before() -> None:
    one, other = (
        document_from(LETTER, name="letter.md"),
        document_from("■ 비\n\n큰비가 내렸다.\n\n■ 눈\n\n눈이 왔다."),
    )
    first = _tags(one)
    _tags(other)
    assert _tags(one) == first


def test_odds_are_bounded_so_that_no_line_decides_alone() -> None:
    tags = Tags(begin=(1.0, 0.5, 0.0), outside=(0.0, 0.0, 1.0))
    assert tags.odds([0]) == pytest.approx(log(0.98 / 0.02))
    assert tags.odds([0, 2]) == pytest.approx(0)
    assert tags.left([0]) == pytest.approx(0.5)
    assert tags.left([0, 1]) == 0


def test_likely_lines_are_proposed_at_each_certainty_once() -> None:
    page = layout(document_from(LETTER, name="letter.md"), LayoutProfile())
    begin = tuple(0.9 if line.text.startswith(("Ferry", "Crane")) else 0.0 for line in page.lines)
    (found,) = by_look(page.lines, page.roles, Tags(begin=begin, outside=(0.0,) * len(begin)))
    assert [page.lines[index].text for index in found.heads] == [
        "Ferry to run on Sundays again",
        "Crane drivers get a lift",
    ]
    assert not found.told


def test_lines_that_look_outside_leave_a_story_and_what_it_cites_stays() -> None:
    text = "# The ferry\n\nIt runs again on Sundays, said the office.\n\n출처: 부두신문\n\nRead our other letters.\n"
    document = document_from(text, name="a.md")
    page = layout(document, LayoutProfile())
    cut = one_piece(document, page.lines, page.roles, sure=0.9, doubt=False)
    outside = tuple(1.0 if line.text.startswith("Read") else 0.0 for line in page.lines)
    tags = Tags(begin=(0.0,) * len(outside), outside=outside)
    (section,) = trimmed(cut, tags).sections
    assert [line.shown for line in section.lines] == [
        "It runs again on Sundays, said the office.",
        "출처: 부두신문",
    ]
    last = frozenset({len(page.lines) - 1})
    assert trimmed(cut, tags, last).sections == cut.sections


def _looks(
    document: Document, heads: tuple[str, ...], outside: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    """The stories of a document whose lines that begin so look like headlines, or as if they belonged to none."""
    page = layout(document, LayoutProfile())
    tags = Tags(
        begin=tuple(0.97 if line.shown.startswith(heads) else 0.0 for line in page.lines),
        outside=tuple(0.97 if outside and line.text.startswith(outside) else 0.0 for line in page.lines),
    )
    facts = Facts(lines=page.lines, roles=page.roles, title=document.title)
    (found,) = by_look(page.lines, page.roles, tags)
    cut = trimmed(cut_up(document, page.lines, page.roles, judge(found, facts, tags), tags=tags), tags)
    stories = (assemble(document, section, cut.roles, frozenset()) for section in cut.sections)
    return [(story.title, story.text) for story in stories]


def test_a_line_that_belongs_to_no_story_does_not_end_the_one_that_goes_on_below_it() -> None:
    text = "Weekly\n\nFerry runs again\n\nHarbour desk\n\nIt runs on Sundays, said the office in a short note.\n\nBridge closed\n\nHarbour desk\n\nIt is closed until the spring, said the council on Monday.\n\nDiary\n\nTuesday: nothing\n"
    stories = _looks(document_from(text), ("Ferry", "Bridge"), ("Harbour", "Diary", "Tuesday"))
    assert stories == [
        ("Ferry runs again", "It runs on Sundays, said the office in a short note."),
        ("Bridge closed", "It is closed until the spring, said the council on Monday."),
    ]


def test_a_headline_in_the_line_of_its_text_is_parted_from_it_also_where_more_text_stands_below() -> None:
    text = "Closing wrap\n\nSTOCKS — Shares rose for a third day as two banks told of better quarters.\n\nTurnover was thin.\n\nOIL — Crude fell by two per cent after a report of full stores in the north.\n\nGOLD — Bullion was little changed, and dealers blamed the fog on the river.\n"
    assert _looks(document_from(text), ("STOCKS", "OIL", "GOLD")) == [
        (
            "STOCKS",
            "Shares rose for a third day as two banks told of better quarters.\nTurnover was thin.",
        ),
        ("OIL", "Crude fell by two per cent after a report of full stores in the north."),
        ("GOLD", "Bullion was little changed, and dealers blamed the fog on the river."),
    ]


def test_a_headline_in_stars_is_shown_without_them() -> None:
    text = "주간 대화\n\n🧊 *빙하 속 꽃가루를 되살린다*\n\n연구실이 열네 알을 싹틔웠다고 한다.\n\n🎻 *악보 없는 연주회*\n\n표가 모두 팔렸다고 한다.\n"
    assert [title for title, _ in _looks(document_from(text), ("🧊", "🎻"))] == [
        "빙하 속 꽃가루를 되살린다",
        "악보 없는 연주회",
    ]


def test_a_line_of_figures_is_no_category() -> None:
    text = "Closing wrap\n\nBonds 3.61% +4bp\n\nFerry shares rise\n\nThey rose on Monday after the office told of Sunday boats.\n\nBridge shares fall\n\nThey fell on Monday, said a dealer who would not be named.\n"
    document = document_from(text)
    page = layout(document, LayoutProfile())
    tags = Tags(
        begin=tuple(0.97 if line.text.startswith(("Ferry", "Bridge")) else 0.0 for line in page.lines),
        outside=tuple(0.97 if line.index < 2 else 0.0 for line in page.lines),
    )
    (found,) = by_look(page.lines, page.roles, tags)
    verdict = judge(found, Facts(lines=page.lines, roles=page.roles, title=document.title), tags)
    sections = cut_up(document, page.lines, page.roles, verdict, tags=tags).sections
    assert [section.category for section in sections] == ["", ""]


def test_a_headline_in_two_languages_is_one() -> None:
    text = "소식\n\n배가 다시 다닌다\n\nFerry runs again\n\n일요일마다 다닌다고 사무소가 밝혔다.\n\n다리를 닫는다\n\nBridge closed\n\n봄까지 닫는다고 의회가 월요일에 밝혔다.\n"
    page = layout(document_from(text), LayoutProfile())
    heads = [1, 2, 4, 5]
    begin = tuple(0.9 if line.index in heads else 0.0 for line in page.lines)
    found = by_look(page.lines, page.roles, Tags(begin=begin, outside=(0.0,) * len(begin)))
    assert [proposal.heads for proposal in found] == [(1, 2, 4, 5), (1, 4)]


def test_bold_behind_a_number_is_known_without_the_number() -> None:
    document = document_from(
        "**1) Ferry runs again**\nIt runs on Sundays.\n\n**2) Bridge closed**\nUntil spring.\n", name="a.md"
    )
    lines = layout(document, LayoutProfile()).lines
    assert [document.text[line.stressed.start : line.stressed.end] for line in lines if line.stressed] == [
        "Ferry runs again",
        "Bridge closed",
    ]


def test_a_sentence_that_surely_belongs_to_a_story_is_no_furniture() -> None:
    text = (
        "# The ferry\n\nIt runs again on Sundays, said the office.\n\nCall the office if you want to help.\n"
    )
    document = document_from(text, name="a.md")
    page = layout(document, LayoutProfile())
    roles = (*page.roles[:-1], "furniture")
    cut = one_piece(document, page.lines, roles, sure=0.9, doubt=False)
    inside = Tags(begin=(0.0,) * len(roles), outside=(0.0,) * len(roles))
    assert trimmed(cut, inside).roles[-1] == "text"
    assert trimmed(cut, Tags(begin=inside.begin, outside=(0.5,) * len(roles))).roles[-1] == "furniture"


def test_bold_beginnings_open_stories_without_a_full_stop_after_them() -> None:
    briefs = [
        (
            "다리 세 곳을 고친다",
            "시는 삼월부터 낡은 다리 세 곳을 차례로 고친다고 밝혔다. 공사에는 여섯 달이 걸린다.",
        ),
        (
            "도서관이 늦게까지 연다",
            "산마을 도서관이 평일에 밤 열 시까지 문을 연다. 자원봉사자 열두 명이 자리를 지킨다.",
        ),
        ("들꽃 축제에 사만 명", "사흘 동안 사만 명이 다녀갔다. 주차장이 모자라 마을 사람들이 논을 내주었다."),
    ]
    body = "".join(f"<p><b>{head}</b> {text}</p>" for head, text in briefs)
    document = document_from(f"<h1>이번 주 마을 소식</h1>{body}", name="a.html")
    assert [document.text[span.start : span.end] for span in document.stressed] == [
        head for head, _ in briefs
    ]
    stories = unbundle(document).stories
    assert [(story.title, story.text) for story in stories] == briefs


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("- **Ferry** runs again on Sundays.", "a.md", ["Ferry"]),
        ("**All of it is bold.**", "a.md", []),
        ("*Ferry* runs again on Sundays.", "a.txt", ["Ferry"]),
        ("A word in *stars* says nothing.", "a.txt", []),
    ],
)
def test_what_begins_a_line_in_bold_is_known(text: str, name: str, told: list[str]) -> None:
    document = document_from(f"{text}\n\nAnother line.", name=name)
    assert [document.text[span.start : span.end] for span in document.stressed] == told


def test_empty_lines_above_are_known_where_the_format_tells_them() -> None:
    document = document_from("One\n\n\nTwo\nThree\n")
    assert document.gaps == (0, 20, 0)
    assert document_from("<p>One</p><p>Two</p>", name="a.html").gaps == ()


SET_OFF = {
    "brackets": ("[{}] {}", ("강변 산책로 12km 연다", "노후 가로등 바꾼다", "도서관 밤 열 시까지")),
    "lenses": ("【{}】 {}", ("강변 산책로 12km 연다", "노후 가로등 바꾼다", "도서관 밤 열 시까지")),
    "an equals sign": ("{}={}", ("강변 산책로 12km 연다", "노후 가로등 바꾼다", "도서관 밤 열 시까지")),
    "capitals": ("{} {}", ("THE OLD LOCK", "A SWAN ON THE LINE", "MOORING FEES")),
    "a change": ("{} {}", ("한빛조선(+7.4%)", "새들유통(-3.3%)", "마루전자(+0.2%)")),
    "short brackets": ("[{}] {}", ("공모", "후기", "사람")),
    "a stop and a dash": ("{}—{}", ("Fire in the yard.", "Football.", "Swan on the line.")),
    "two slashes": ("{} // {}", ("depot fire is out", "no quake", "court frees four")),
    "a slash": ("{} / {}", ("김가람(19회)", "서나루(33회)", "전마루(11회)")),
}


@pytest.mark.parametrize("way", SET_OFF)
def test_headlines_set_off_in_their_line_are_told_from_the_text(way: str) -> None:
    form, heads = SET_OFF[way]
    body = "시는 이달부터 새 규정을 시행하고 주민의 의견을 듣는 자리도 세 차례 마련하기로 했다."
    if heads[0].isascii():
        body = "was closed on Monday after a wall gave way, and will not open before the spring."
    text = "강변 소식\n\n" + "\n\n".join(form.format(head, body) for head in heads)
    begins = tuple(form.format(head, "")[:9].rstrip() for head in heads)
    assert _looks(document_from(text), begins) == [(head, body) for head in heads]


@given(st.text(alphabet="가나다 the AB12.,~:가운데말씀", max_size=60))
def test_what_a_line_says_is_what_its_terms_say(line: str) -> None:
    lexicon = tagger().lexicon
    words, says, bias = lexicon.kept()
    known = [words.index(word) for word in terms(line) if word in words]
    told = bias + (says[known].sum(axis=0) / len(known) ** 0.5 if known else 0)
    assert np.allclose(lexicon.said([line, ""]), [told, bias], atol=1e-5)
