"""The report: every passage is proved, within the rights, told once; its pick and its numbers come of counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from digest import codec
from digest.analysis.clusters import group
from digest.analysis.prepared import prepare
from digest.editing.affairs import trace
from digest.editing.anatomies.outlook import EXPECTED
from digest.editing.anatomies.report import pick_of_the_month
from digest.editing.compose import compose
from digest.editing.hand.candidates import key_of
from digest.editing.hand.values import Hand, ItemEdit, Numbered
from digest.editing.material import IssueSettings, Material
from digest.editing.quoting import QUOTED_SENTENCES, QUOTED_SHARE
from digest.editing.register import LISTS
from digest.editing.verify import Frozen, verify
from digest.language.outlook import looks_ahead
from digest.language.register import stands_in
from digest.model import Block, Memory, Passage, Period, Publisher, Span, Story

NOW = datetime(2025, 12, 1, tzinfo=UTC)
NO_HAND = Hand()
POINTS = ("12메가바이트의 작은 크기", "한국어와 영어 지원", "전작보다 전력 40% 절감")

# outlet, title, text: two on one event, three others alone
TOLD = (
    (
        "한빛일보",
        "솔바람 연구소, 손목시계용 음성 모델 가람 공개",
        "솔바람 연구소가 20일 손목시계에서 도는 음성 모델 '가람'을 공개했다. 가람은 인터넷 없이 말을 알아듣는다. "
        "솔바람은 가람을 쓰는 시계가 2027년까지 300만 대로 늘어날 것으로 내다봤다.\n주요 특징\n"
        + "\n".join(POINTS),
    ),
    (
        "새벽경제",
        "솔바람 연구소, 손목시계용 음성 모델 가람 공개했다",
        "솔바람 연구소가 음성 모델 가람을 내놨습니다. 손목시계에서 인터넷 없이 돕니다. 연구소는 20일 대전에서 시연회를 열었습니다.",
    ),
    (
        "가온뉴스",
        "해온시 도서관 열 곳 토요일 야간 개관",
        (
            "해온시가 시립 도서관 열 곳을 토요일에도 밤 10시까지 연다. 이용자 설문에서 62%가 야간 개관을 원했다. "
            "해온시는 2028년까지 도서관 네 곳을 새로 지을 계획이다. 해온시는 사서를 해마다 열 명씩 늘릴 방침이다. "
            "어린이 열람실은 낮에만 연다. 해온시의 도서관 이용자는 2030년에 두 배가 될 것으로 예상된다."
        ),
    ),
    (
        "푸른지구",
        "남해 고수온에 양식 굴 폐사",
        (
            "남해안 수온이 평년보다 3도 높아 양식 굴이 폐사했다. 피해 어가는 140곳이다. 경남도는 어가에 60억 원을 지원한다. "
            "굴 값은 한 달 새 40% 올랐다. 수협은 폐사한 굴을 모아 비료로 쓴다. 남해의 고수온은 앞으로 더 잦아질 것으로 전망된다. 남해의 어선 수는 해마다 줄어들 것으로 보인다."
        ),
    ),
    (
        "Northwind Wire",
        "Port Ellery buys five electric ferries",
        "Port Ellery will buy five electric ferries for $84 million. The boats carry 320 passengers each.",
    ),
)


def story(number, outlet, title, text):
    lines, at, blocks = text.split("\n"), 0, []
    for place, line in enumerate(lines):
        kind = "paragraph" if place == 0 else "subhead" if place == 1 else "point"
        span = Span(start=at, end=at + len(line))
        blocks.append(Block(kind=kind, span=span, label="-" if place else ""))
        at += len(line) + 1
    return Story(
        id=f"s{number}",
        document=f"d{number}",
        source=outlet,
        outlet=outlet,
        title=title,
        text=text,
        language="en" if title.isascii() else "ko",
        published=NOW - timedelta(days=number % 3 + 5),
        blocks=tuple(blocks),
    )


@pytest.fixture(scope="module")
def told(analyser):
    return prepare([story(number, *one) for number, one in enumerate(TOLD)], analyser)


def made(told, provenance, *, right="open", hand=NO_HAND, **changes):
    material = Material(
        period=Period(start=date(2025, 11, 1), end=date(2025, 12, 1)),
        documents=(),
        stories=told,
        affairs=trace(group(told), told).affairs,
        memory=Memory(),
        hand=hand,
    )
    settings = IssueSettings(
        publication="test",
        title="시험",
        genre="report",
        anatomy="report",
        register="plain",
        language="ko",
        timezone="Asia/Seoul",
        publisher=Publisher(name="시험", address="a@example.org"),
        rights={outlet: right for outlet, _, _ in TOLD},
        leads=0,
    )
    return compose(material, replace(settings, **changes), replace(provenance, moment=NOW))


def listing(item, told, picks):
    """The edit file's word on an item: these sentences, in this order."""
    keys = [Numbered(number=place, key=key_of(one.sentence, told)) for place, one in enumerate(picks, 1)]
    return Hand(items=(ItemEdit(id=item.id, sentences=tuple(keys)),))


@pytest.fixture
def issue(told, provenance):
    return made(told, provenance)


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


def passages(issue, *kinds):
    return [one for item in issue.items for one in item.passages if one.kind in kinds]


def texts(found):
    return [pick.sentence.text for one in found for pick in one.picks]


def test_it_has_its_parts(issue):
    """A list that its source calls so, an outlook, a pick; and no conclusion: that is the editor's."""
    assert texts(passages(issue, "features")) == list(POINTS)
    assert len(texts(passages(issue, "outlook"))) >= 2
    assert issue.choice
    assert issue.numbering == "issue"
    assert issue.slots.conclusion == ""


def test_every_passage_is_proved(issue, frozen):
    """Letter by letter in its source, or by the rule that it names."""
    assert {one.verdict for one in verify(issue, frozen)} == {"proved"}


def test_no_other_sentence_passes_for_an_outlook(issue, frozen):
    """A sentence of what is, moved below the heading of what sources expect, is found."""
    place, item = next((place, one) for place, one in enumerate(issue.items) if one.picks)
    first = next(pick for pick in item.picks if not looks_ahead(pick.sentence.text))
    moved = replace(
        item,
        picks=tuple(pick for pick in item.picks if pick is not first),
        passages=(Passage(kind="outlook", picks=(first,)),),
    )
    forged = replace(issue, items=(*issue.items[:place], moved, *issue.items[place + 1 :]))
    wrong = [one for one in verify(forged, frozen) if one.verdict == "wrong"]
    assert [one.message for one in wrong] == ["it does not say what is to come"]


def test_what_the_editor_lists_is_all_that_an_item_and_its_list_tell(told, provenance, issue):
    """A fact that is left out of the list in the edit file leaves the item's list; all listed, nothing changes."""
    item = next(one for one in issue.items if any(passage.kind == "features" for passage in one.passages))
    facts = next(passage for passage in item.passages if passage.kind == "features").picks
    members = [one for one in told if one.story.id in {ref.story for ref in item.references}]

    def again(picks):
        found = made(told, provenance, hand=listing(item, members, picks))
        return next(one for one in found.items if one.id == item.id)

    def shown(one):
        return texts([Passage(kind="point", picks=one.picks)]), texts(
            [passage for passage in one.passages if passage.kind != "outlook"]
        )

    assert shown(again([*item.picks, *facts])) == shown(item)
    assert shown(again([item.picks[0], facts[2], facts[0]])) == (
        [item.picks[0].sentence.text],
        [POINTS[0], POINTS[2]],
    )


def test_nothing_is_told_twice(issue):
    """Neither by an item's sentences and its list, nor by its list and its outlook."""
    for item in issue.items:
        found = [(one.sentence.story, one.sentence.start) for one in item.told]
        assert len(found) == len(set(found))


@pytest.mark.parametrize("right", ["quote", "link-only"])
def test_the_rights_hold_over_sentences_and_passages_together(told, provenance, right):
    """Two sentences and a fifth of a story, whatever they are shown as; of what allows a link, nothing."""
    whole = made(told, provenance, right=right)
    lengths = {one.story.id: len(one.story.text) for one in told}
    for item in whole.items:
        for name in {pick.sentence.story for pick in item.told}:
            shown = [pick.sentence.text for pick in item.told if pick.sentence.story == name]
            assert right == "quote"
            assert len(shown) == 1 or (
                len(shown) <= QUOTED_SENTENCES and sum(map(len, shown)) <= QUOTED_SHARE * lengths[name]
            )


def test_the_order_of_the_stories_changes_nothing(told, provenance, issue):
    """Neither lists nor outlook nor the pick; and the same made again is the same, byte by byte."""
    assert codec.dump(made(told, provenance)) == codec.dump(issue)
    head = {item.id: item.headline.text for item in issue.items}
    for seed in range(3):
        shuffled = list(told)
        Random(seed).shuffle(shuffled)
        other = made(tuple(shuffled), provenance)
        for kinds in (tuple(LISTS), ("outlook",)):
            assert set(texts(passages(other, *kinds))) == set(texts(passages(issue, *kinds)))
        assert {item.id: item.headline.text for item in other.items}[other.choice] == head[issue.choice]


def test_a_list_stands_in_one_register(issue):
    """All its Korean facts in nouns, or all as they were written."""
    for one in passages(issue, *LISTS):
        shown = [pick.shown or pick.sentence.text for pick in one.picks]
        assert len({stand for stand in stands_in(shown) if stand}) == 1


def test_the_outlook_is_one_sentence_of_each_item_before_a_second_of_any(told, provenance, issue):
    """At most five; a second of an item only where there are few."""
    for one in passages(issue, "outlook"):
        assert len(one.picks) == 1
    assert len(texts(passages(issue, "outlook"))) <= EXPECTED
    alone = made([one for one in told if one.story.outlet == "가온뉴스"], provenance)
    assert [len(one.picks) for one in passages(alone, "outlook")] in ([1], [2])


def test_what_the_dates_ahead_tell_is_not_told_again(told, provenance):
    """A day's plan stands among the dates ahead, where these are shown."""
    both = made(told, provenance, boxes=("ahead",))
    ahead = {one.pick.sentence for one in both.ahead}
    assert ahead.isdisjoint(pick.sentence for one in passages(both, "outlook") for pick in one.picks)


def test_the_pick_is_what_ranks_first_where_something_sets_it_apart(issue):
    """Two texts tell it; where each item has one text, there is no pick, nor is there where it stands alone."""
    first = next(item for item in issue.items if item.id == issue.choice)
    assert len(first.references) == 2
    assert first.score == max(item.score for item in issue.items)
    single = tuple(item for item in issue.items if item is not first)
    assert pick_of_the_month(replace(issue, items=single)) == ""
    assert pick_of_the_month(replace(issue, items=(first,))) == ""


def test_a_headline_in_nouns_goes_before_one_in_a_verb(told, provenance):
    """Of titles that say the same."""
    heads = [item.headline.text for item in made(told, provenance).items]
    assert "솔바람 연구소, 손목시계용 음성 모델 가람 공개" in heads
