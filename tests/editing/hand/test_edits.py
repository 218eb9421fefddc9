"""Each edit does what it says, within what the sources allow, and what cannot be done is told."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from digest import codec
from digest.analysis.constraints import Constraints
from digest.delivery import phrases
from digest.editing.hand.keys import source_key
from digest.editing.hand.regroup import regroup
from digest.editing.hand.values import Hand, ItemEdit, Numbered
from digest.editing.verify import Frozen, verify
from digest.model import Cluster, Slots, Sponsor
from tests.editing.hand.newsroom import RIGHTS, SETTINGS, TOLD, Newsroom, stories


@pytest.fixture
def room():
    found = Newsroom(there=dict.fromkeys(range(len(TOLD)), False))
    found.build()
    return found


def of(room: Newsroom, word: str) -> str:
    """The id of the item with a source that is headed by this word, on the page or aside."""
    listing = room.build().listing
    entries = (*listing.page, *listing.aside)
    return next(one.id for one in entries if any(word in source.title for source in one.sources))


def page(made) -> dict[str, str]:
    return {item.headline.text: item.section for item in made.draft.issue.items}


def told(made) -> list[tuple[str, str]]:
    return [(one.kind, one.key) for one in made.listing.remarks]


def test_a_pinned_item_stands_first_though_it_ranked_below_the_page(room):
    room.settings = replace(SETTINGS, items=1)
    low = next(one for one in room.build().listing.aside if one.reason == "순위에서 밀림")
    room.put(low.id, "pin = true")
    made = room.build()
    first = {item.section: item.id for item in reversed(made.draft.issue.items) if item.size != "line"}
    shown = next(item for item in made.draft.issue.items if item.id == low.id)
    assert shown.size == "line" or first[shown.section] == low.id
    assert told(made) == []


def test_a_pin_makes_no_lead(room):
    """What leads the issue, and which section is first, stays as it is where an item is only pinned."""
    before = room.build().draft.issue
    lead = next(item.id for item in before.items if item.size == "lead")
    for pinned in [item.id for item in before.items if item.size == "full"]:
        room.put(pinned, "pin = 2")
        issue = room.build().draft.issue
        assert [item.id for item in issue.items if item.size == "lead"] == [lead]
        assert issue.sections[0] == before.sections[0]


def test_a_note_that_one_line_does_not_show_is_told(room):
    """No word of the editor is lost in silence; an own item of a note alone has room for it."""
    name = room.ids()[0]
    room.put(name, 'size = "line"')
    room.put(name, 'note = "우리 말"')
    assert told(room.build()) == [("idle", "note")]
    room.text += "\n" + '[[own]]\nheadline = "모임"\nnote = "화요일에 만나요."'
    own = next(item for item in room.build().draft.issue.items if not item.references)
    assert (own.size, own.note) == ("full", "화요일에 만나요.")


def test_dropped_and_held_items_are_left_out_and_say_why(room):
    dropped, held = room.ids()[:2]
    room.put(dropped, "drop = true")
    room.put(held, "hold = true")
    made = room.build()
    assert not {dropped, held} & {item.id for item in made.draft.issue.items}
    reasons = {one.reason.kind for one in made.draft.issue.left_out}
    assert {"editor", "held"} <= reasons
    assert {one.id for one in made.listing.aside} >= {dropped, held}


def test_an_item_moves_to_its_section_and_place(room):
    item = of(room, "도서관")
    room.put(item, 'section = "tech"\nposition = 1')
    made = room.build()
    assert made.draft.issue.items[0].id == item
    assert made.draft.issue.items[0].placement.by == "editor"


def test_one_lead_gives_way_to_the_editors(room):
    item = of(room, "도서관")
    room.put(item, 'size = "lead"')
    made = room.build()
    assert [one.id for one in made.draft.issue.items if one.size == "lead"] == [item]


def test_what_may_only_be_linked_is_never_told_larger_than_a_line(room):
    item = of(room, "등대 불")
    room.put(item, 'size = "full"')
    made = room.build()
    assert next(one.size for one in made.draft.issue.items if one.id == item) == "line"
    assert told(made) == [("refused", "size")]
    room.put(item, 'sentences = ["해온항에 등대가 섰습니다."]')
    made = room.build()
    shown = next(one for one in made.draft.issue.items if one.id == item)
    assert (shown.size, [pick.provenance for pick in shown.picks]) == ("full", ["editor"])
    assert told(made) == []


def test_no_more_is_quoted_than_the_rights_allow_and_that_is_told():
    """Three sentences of a story that may be quoted: the third is refused with the reason, none in silence."""
    rights = {**RIGHTS, "한빛일보": "quote"}
    room = Newsroom(there={0: False}, settings=replace(SETTINGS, rights=rights))
    room.build()
    item = room.ids()[0]
    room.put(item, "sentences = [1, 2, 3]")
    made = room.build()
    assert len(made.draft.issue.items[0].picks) == 1  # two are more than a fifth of so short a text
    assert told(made) == [("refused", "sentences")] * 2
    remark = made.listing.remarks[0]
    assert "more than may be quoted of 한빛일보" in remark.message
    assert 'write rights = "open" to its source' in remark.hint
    assert not re.search(
        "[a-z]{6}", phrases.korean(remark.hint).replace("config.toml", "").replace("rights", "")
    )


def test_a_sentence_of_a_source_never_stands_as_the_editors(room):
    item = of(room, "공장")
    copied = next(iter(room.offered(item).values()))
    room.put(item, f'sentences = ["그러니까 {copied}"]')
    made = room.build()
    shown = next(one for one in made.draft.issue.items if one.id == item)
    assert all(pick.provenance == "verbatim" for pick in shown.picks)
    assert told(made) == [("refused", "sentences")]


def test_a_headline_that_is_a_sources_title_is_that_title(room):
    item = of(room, "공장")
    room.put(item, f'headline = "{TOLD[1][1]}"')
    shown = next(one for one in room.build().draft.issue.items if one.id == item)
    assert (shown.headline.provenance, shown.headline.story) == ("verbatim", "s1")


def test_merged_items_are_one_under_the_id_that_took_the_other_in(room):
    one, other = of(room, "도서관"), of(room, "공장")
    room.put(one, f'merge_with = "{other}"')
    room.put(other, 'note = "쪽지"')
    made = room.build()
    shown = next(item for item in made.draft.issue.items if item.id == one)
    assert {reference.story for reference in shown.references} == {f"s{number}" for number in range(5)}
    assert other not in {item.id for item in made.draft.issue.items}
    assert [(remark.item, remark.kind) for remark in made.listing.remarks] == [(other, "idle")]
    room.text = room.text.replace(f'merge_with = "{other}"\n', "")
    made = room.build()
    back = next(item for item in made.draft.issue.items if item.id == other)
    assert back.note == "쪽지"
    assert made.decided == Constraints()


def test_a_source_that_leaves_makes_an_item_of_its_own_and_both_keep_their_ids(room):
    item = of(room, "공장")
    number = next(number for number, about in room.offered(item, "()").items() if "새벽경제" in about)
    room.put(item, f"split = [{number}]")
    ids = []
    for _ in range(2):
        made = room.build()
        named = made.named
        assert named["s0"] == named["s2"] == item
        assert named["s1"] not in (item, "")
        ids.append(named["s1"])
        room.there[5] = not room.there[5]
    assert len(set(ids)) == 1
    assert ("s0", "s1") in made.decided.apart
    room.there.pop(1)
    assert told(room.build()) == [("gone", "split")]


def test_what_leaves_an_item_may_be_edited_and_split_again(room):
    item = of(room, "공장")
    listed = room.offered(item, "()")
    out = [number for number, about in listed.items() if "한빛" not in about]
    room.put(item, f"split = {out}")
    left = room.build().named["s1"]
    assert room.build().named["s2"] == left
    number = next(number for number, about in room.offered(left, "()").items() if "테크누리" in about)
    room.put(left, f'split = [{number}]\nheadline = "나온 것"\nsize = "full"')
    made = room.build()
    assert len({made.named[one] for one in ("s0", "s1", "s2")}) == 3
    assert "나온 것" in page(made) or ("idle", "") in told(made)


def test_an_edit_that_contradicts_a_decision_is_refused():
    clusters = (Cluster(id="a", stories=("a",)), Cluster(id="b", stories=("b",)))
    hand = Hand(items=(ItemEdit(id="i", merge_with=("j",)),))
    made = regroup(clusters, {"i": ["a"], "j": ["b"]}, hand, Constraints(apart=(("a", "b"),)))
    assert made.clusters == clusters
    assert [(one.kind, one.key) for one in made.remarks] == [("refused", "merge_with")]


TITLES = {"a": "다리 이름을 묻는다", "b": "다리: 이름 셋", "c": "다리가 열린다"}


def test_what_an_edit_contradicts_is_told_by_titles():
    """Ids of stories say nothing to whoever wrote `merge_with` and numbers."""
    clusters = (Cluster(id="a", stories=("a", "c")), Cluster(id="b", stories=("b",)))
    merged = regroup(
        clusters,
        {"i": ["a", "c"], "j": ["b"]},
        Hand(items=(ItemEdit(id="i", merge_with=("j",)),)),
        Constraints(apart=(("a", "b"),)),
        TITLES,
    )
    parted = regroup(
        (Cluster(id="a", stories=("a", "b", "c")),),
        {"i": ["a", "b", "c"]},
        Hand(items=(ItemEdit(id="i", split=(Numbered(key=source_key("b"), number=2),)),)),
        Constraints(together=(("a", "c"), ("b", "c"))),
        TITLES,
    )
    told = [remark.message for made in (merged, parted) for remark in made.remarks]
    assert told == [
        'it contradicts another decision: "다리 이름을 묻는다" and "다리: 이름 셋" are told apart',
        'it contradicts another decision: "다리 이름을 묻는다" and "다리: 이름 셋" are told together by way of "다리가 열린다"',
    ]
    hint = "take one of the two back; `digest decisions` lists them"
    undone = "둘 가운데 하나를 거두어 주세요. `digest decisions`가 모두 보여 줍니다"
    assert [phrases.korean(f"{one}: {hint}").removesuffix(undone) for one in told] == [
        "다른 결정과 어긋납니다. “다리 이름을 묻는다”와 “다리: 이름 셋”은 나누어 싣기로 했습니다. ",
        '다른 결정과 어긋납니다. “다리 이름을 묻는다”와 “다리: 이름 셋”은 "다리가 열린다"를 거쳐 함께 싣기로 했습니다. ',
    ]


def test_items_cannot_take_each_other_in():
    clusters = (Cluster(id="a", stories=("a",)), Cluster(id="b", stories=("b",)))
    hand = Hand(items=(ItemEdit(id="i", merge_with=("j",)), ItemEdit(id="j", merge_with=("i",))))
    made = regroup(clusters, {"i": ["a"], "j": ["b"]}, hand)
    assert [one.stories for one in made.clusters] == [("a", "b")]
    assert made.merged == {"j": "i"}
    assert [(one.item, one.kind) for one in made.remarks] == [("j", "refused")]


def test_slots_and_own_items_stand_in_the_issue(room):
    room.text = 'subject = "주제"\nsponsor = { text = "커피" }\n' + room.text
    room.text += '\n[[own]]\nheadline = "알림"\ntext = "한 주 쉽니다."\nsection = "tech"\nposition = 1\n'
    issue = room.build().draft.issue
    assert issue.slots == Slots(subject="주제", sponsor=Sponsor(text="커피"))
    own = next(item for item in issue.items if item.headline.text == "알림")
    assert own.picks[0].provenance == "editor"
    assert next(item for item in issue.items if item.section == "tech") == own


def test_figures_and_names_that_no_source_has_are_listed(room):
    item = of(room, "공장")
    room.put(
        item,
        'sentences = ["노바칩이 1,200명을 뽑는다.", "노바칩이 9,999명을 뽑는다.", "김철수 장관과 Zeus사가 왔다."]',
    )
    frozen = {
        one.story.id: Frozen(
            story=one.story,
            text=one.story.text,
            fingerprint=codec.fingerprint(one.story.text),
            spans=frozenset(),
        )
        for (_, later), one in stories().items()
        if not later
    }
    issue = room.build().draft.issue
    found = {
        one.text: (one.verdict, one.message)
        for one in verify(issue, frozen)
        if one.item == item and one.what == "sentence"
    }
    assert found["노바칩이 1,200명을 뽑는다."] == ("editor", "")
    assert found["노바칩이 9,999명을 뽑는다."][0] == "unsupported"
    assert "9,999" in found["노바칩이 9,999명을 뽑는다."][1]
    assert all(name in found["김철수 장관과 Zeus사가 왔다."][1] for name in ("김철수", "Zeus"))
