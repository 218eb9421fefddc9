"""The boxes of an issue tell what its sources say, once, within their rights, and can be proved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from digest import codec
from digest.analysis.clusters import group
from digest.analysis.prepared import prepare
from digest.editing.affairs import trace
from digest.editing.bank import Bank
from digest.editing.boxes import learned
from digest.editing.compose import compose
from digest.editing.proof import boxes
from digest.editing.verify import Frozen
from digest.model import Block, CalendarEvent, Issue, Span

from .conftest import NOW, story

NOTED = (
    "노바칩이 새 칩 바다1을 공개했다. 바다1은 초당 900 FLOPS*로 계산하고 LLM 하나를 돌린다.\n"
    "컴퓨터가 1초에 할 수 있는 부동소수점 계산의 횟수\n"
    "바다1 공개 행사는 오는 12월 3일 구미에서 열린다. 바다1 판매는 내년 3월 시작될 예정이다."
)
NOTE = "컴퓨터가 1초에 할 수 있는 부동소수점 계산의 횟수"
TOLD = (
    ("한빛일보", "노바칩, LLM용 900 FLOPS 칩 바다1 공개", NOTED),
    (
        "새벽경제",
        "노바칩 바다1 공개…LLM 탑재",
        (
            "노바칩이 초당 900 FLOPS로 계산하는 새 칩 바다1을 공개했다. 바다1 공개 행사는 12월 3일 구미에서 열릴 예정이다. "
            "새 칩은 거대언어모델(LLM)을 처음으로 실었다. 노바칩은 바다1을 10만 장 만든다. 값은 아직 정하지 않았다."
        ),
    ),
    (
        "가온뉴스",
        "남해 고수온에 양식 굴 폐사",
        "남해안 수온이 평년보다 3도 높아 양식 굴이 폐사했다. 해온시는 오는 28일 피해 조사를 시작한다. 피해 어가는 140곳이다.",
    ),
)


@pytest.fixture(scope="module")
def told(analyser):
    stories = [story(number, *one) for number, one in enumerate(TOLD)]
    start = NOTED.index(NOTE)
    block = Block(kind="note", span=Span(start=start, end=start + len(NOTE)), label="*")
    stories[0] = replace(stories[0], blocks=(block,))
    return prepare(stories, analyser)


@pytest.fixture
def make(material, settings, provenance, told):
    """Compose the issue of TOLD, with other settings or material where they are named."""

    def made(*, moment: datetime = NOW, bank: Bank | None = None, **changes: object) -> Issue:
        stories = changes.pop("stories", told)
        own = replace(
            material,
            stories=stories,
            affairs=trace(group(stories), stories).affairs,
            bank=bank or Bank(),
            events=changes.pop("events", ()),
        )
        chosen = replace(settings, boxes=("terms", "ahead"), **changes)
        return compose(own, chosen, replace(provenance, moment=moment))

    return made


@pytest.fixture
def frozen(told):
    return {
        one.story.id: Frozen(
            story=replace(one.story, text="", sentences=()),
            text=one.story.text,
            fingerprint=codec.fingerprint(one.story.text),
            spans=frozenset((sentence.start, sentence.end) for sentence in one.story.sentences),
        )
        for one in told
    }


def days(issue: Issue) -> list[str]:
    return [str(one.first) for one in issue.ahead]


def words(issue: Issue) -> dict[str, str]:
    return {one.term: one.means for one in issue.terms}


def test_what_will_happen_is_told_once_by_date(make):
    """Two outlets name one day: it stands once; what lies behind the moment of the issue does not stand."""
    issue = make()
    assert days(issue) == ["2025-11-28", "2025-12-03", "2026-03-01"]
    assert [one.precision for one in issue.ahead] == ["day", "day", "month"]
    assert days(make(moment=datetime(2025, 12, 1, tzinfo=UTC))) == ["2025-12-03", "2026-03-01"]
    assert days(make(moment=datetime(2026, 3, 1, tzinfo=UTC))) == []


def test_every_day_stands_in_its_sentence(make, told):
    """The date is written in the sentence, the sentence in its story, and the item is the one that cites it."""
    issue = make()
    texts = {one.story.id: one.story.text for one in told}
    cited = {item.id: {reference.story for reference in item.references} for item in issue.items}
    for one in issue.ahead:
        sentence = one.pick.sentence
        assert one.told in sentence.text == texts[sentence.story][sentence.start : sentence.end]
        assert sentence.story in cited[one.item]


def test_an_announced_event_is_not_told_again(make):
    """A calendar of a source and a sentence may name one event: the calendar has its place and address."""
    event = CalendarEvent(
        name="바다1 공개 행사", document="d9", start=date(2025, 12, 3), end=date(2025, 12, 3)
    )
    assert "2025-12-03" not in days(make(events=(event,)))
    other = replace(event, name="어업 박람회")
    assert "2025-12-03" in days(make(events=(other,)))


def test_a_term_of_the_page_is_explained_by_its_sources(make):
    """FLOPS has a note, LLM a gloss; what a shown sentence explains itself needs no box."""
    issue = make()
    assert words(issue)["FLOPS"] == NOTE
    shown = [pick.sentence.text for item in issue.items for pick in item.picks]
    explained = any("거대언어모델(LLM)" in text for text in shown)
    used = any("LLM" in text for text in (*shown, *(item.headline.text for item in issue.items)))
    assert used
    assert ("LLM" in words(issue)) != explained


def test_a_genre_without_boxes_has_none(material, settings, provenance):
    """`boxes` decides."""
    issue = compose(material, settings, provenance)
    assert issue.terms == issue.ahead == ()


def test_what_may_not_be_quoted_stands_in_no_box(make):
    """A source that allows no more than a link, or is private, explains nothing and tells no day."""
    for right in ("link-only", "private"):
        rights = dict.fromkeys(("한빛일보", "새벽경제", "가온뉴스"), right)
        issue = make(rights=rights)
        assert issue.ahead == issue.terms == ()


def test_quotations_of_picks_and_boxes_count_together(make, told):
    """Of a story that may be quoted, items and boxes show two sentences and a fifth of it at most, or one sentence."""
    issue = make(rights=dict.fromkeys(("한빛일보", "새벽경제", "가온뉴스"), "quote"))
    taken: dict[str, set[tuple[int, int]]] = {}
    for item in issue.items:
        for pick in item.picks:
            taken.setdefault(pick.sentence.story, set()).add((pick.sentence.start, pick.sentence.end))
    for one in issue.ahead:
        taken.setdefault(one.pick.sentence.story, set()).add((one.pick.sentence.start, one.pick.sentence.end))
    for term in issue.terms:
        inside = [
            (a, b)
            for a, b in taken.get(term.source.story, ())
            if a <= term.meaning.start and term.meaning.end <= b
        ]
        if not inside:
            taken.setdefault(term.source.story, set()).add((term.meaning.start, term.meaning.end))
    for one in told:
        places = taken.get(one.story.id, set())
        size = sum(end - start for start, end in places)
        assert len(places) <= 1 or (len(places) <= 2 and size <= 0.2 * len(one.story.text))


def test_boxes_are_proved_and_one_changed_letter_is_wrong(make, frozen):
    """Each entry is found again in the frozen text; a changed meaning, sentence or day is not."""
    issue = make()
    assert {one.verdict for one in boxes(issue, frozen)} == {"proved"}
    assert len(boxes(issue, frozen)) == len(issue.terms) + len(issue.ahead)
    term, ahead = issue.terms[0], issue.ahead[0]
    for wrong in (
        replace(issue, terms=(replace(term, means=term.means + "다"),), ahead=()),
        replace(issue, terms=(replace(term, term="FLOP"),), ahead=()),
        replace(issue, terms=(), ahead=(replace(ahead, first=ahead.first + timedelta(days=1)),)),
        replace(issue, terms=(), ahead=(replace(ahead, told="28일"),)),
        replace(issue, terms=(), ahead=(replace(ahead, pick=replace(ahead.pick, shown="곧 한다.")),)),
    ):
        assert [one.verdict for one in boxes(wrong, frozen)] == ["wrong"]
    later = replace(issue, terms=(), ahead=(replace(ahead, first=ahead.first + timedelta(days=1)),))
    assert [one.stands for one in boxes(later, frozen)] == [True], (
        "its words stand: by other rules it may be of another day"
    )
    assert [
        one.stands for one in boxes(replace(issue, terms=(replace(term, term="FLOP"),), ahead=()), frozen)
    ] == [False]
    gone = {name: replace(one, text=None) for name, one in frozen.items()}
    assert {one.verdict for one in boxes(issue, gone)} == {"gone"}


def test_what_an_issue_learned_explains_a_later_one(make, told, analyser, frozen):
    """The bank explains where no source does, if the words around are the same; not what was shown lately or refused."""
    first = make()
    known = learned(first, {one.story.id: one for one in told})
    assert {one.term.term for one in known} >= {"FLOPS", "LLM"}
    bare = [story(number, *one) for number, one in enumerate(TOLD)]
    bare[0] = replace(bare[0], text=NOTED.replace(NOTE + "\n", "").replace("*", ""))
    bare[1] = replace(bare[1], text=bare[1].text.replace("거대언어모델(LLM)", "LLM"))
    later = prepare(bare, analyser)

    def words_with(bank: Bank) -> dict[str, str]:
        return words(make(stories=later, bank=bank))

    assert words_with(Bank()) == {}
    found = make(stories=later, bank=Bank(learned=known))
    assert words(found)["FLOPS"] == NOTE
    assert {one.earlier.issue for one in found.terms} == {first.id}
    remembered = {(one.issue, one.term.term): one for one in known}
    verdicts = {one.verdict for one in boxes(found, frozen, remembered) if one.what == "term"}
    assert verdicts == {"proved"}
    assert {one.verdict for one in boxes(found, frozen) if one.what == "term"} == {"unchecked"}
    assert {one.verdict for one in boxes(found, frozen, {}) if one.what == "term"} == {"wrong"}
    assert "FLOPS" not in words_with(Bank(learned=known, lately=frozenset({"FLOPS"})))
    assert "FLOPS" not in words_with(Bank(learned=known, refused=frozenset({"FLOPS"})))
    strange = tuple(replace(one, context=("포도", "와인")) for one in known)
    assert words_with(Bank(learned=strange)) == {}
    assert words_with(Bank(learned=known, given={"FLOPS": "셈의 빠르기"}))["FLOPS"] == "셈의 빠르기"
