"""An issue is composed of clusters, and invents nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from digest import codec
from digest.analysis.clusters import group
from digest.analysis.prepared import prepare
from digest.editing.affairs import trace
from digest.editing.compose import compose
from digest.editing.quoting import QUOTED_SENTENCES, QUOTED_SHARE
from digest.editing.saidbox import sentences
from digest.editing.verify import Frozen, verify
from digest.language.analyser import Analyser
from digest.language.words import NO_WORDS
from digest.model import Fact, Issue, Memory, NotTold, Passage, Story, Storyline, Telling


@pytest.fixture
def frozen(prepared):
    return {
        one.story.id: Frozen(
            story=replace(one.story, text="", sentences=()),
            text=one.story.text,
            fingerprint=codec.fingerprint(one.story.text),
            spans=frozenset((sentence.start, sentence.end) for sentence in one.story.sentences),
        )
        for one in prepared
    }


def verdicts(issue, frozen):
    return [finding.verdict for finding in verify(issue, frozen)]


def with_first(issue, **changes):
    """The issue with its first item changed."""
    return replace(issue, items=(replace(issue.items[0], **changes), *issue.items[1:]))


EARLIER = Telling(
    issue="w1", number=1, item="old", place=1, headline="노바칩 공장 검토", day=date(2025, 11, 10)
)


def going_on(issue, **told):
    """The issue with its first item on a storyline."""
    return with_first(issue, storyline=Storyline(id="old", name="노바칩", clusters=(), **told))


def test_what_is_told_as_new_is_proved(material, settings, provenance, frozen):
    """A fact stands in a story of the item, an outlet among its references, and no fact comes of a bare link."""
    issue = compose(material, settings, provenance)
    item, other = issue.items[:2]
    story = next(one.story for one in item.references if "1200명" in frozen[one.story].text)
    bare = tuple(replace(one, rights="link-only") for one in item.references)
    right = Fact(kind="figure", text="1200명", story=story)
    outlet = Fact(kind="outlet", text="새벽경제")
    for made in (
        going_on(issue, new=(right, outlet)),
        going_on(with_first(issue, references=bare), new=(outlet,)),
    ):
        facts = [one.verdict for one in verify(made, frozen) if one.what == "fact"]
        assert facts == ["proved"] * len(made.items[0].storyline.new)
    wrong = (
        replace(right, text="9999명"),
        replace(right, story=""),
        replace(right, story=other.references[0].story),
        replace(outlet, text="유령일보"),
        replace(outlet, text="1200명", story=story),
    )
    for fact in wrong:
        assert [
            one.text for one in verify(going_on(issue, new=(fact,)), frozen) if one.verdict == "wrong"
        ] == [fact.text], fact
    silent = going_on(with_first(issue, references=bare), new=(right,))
    facts = [one for one in verify(silent, frozen) if one.what == "fact"]
    assert [(one.text, one.verdict) for one in facts] == [("1200명", "wrong")]


def test_what_earlier_issues_told_is_proved_from_what_is_remembered(material, settings, provenance, frozen):
    """Issue, item, number, place, headline and day; without a memory at hand it is said that nobody checked."""
    issue = going_on(compose(material, settings, provenance), earlier=(EARLIER,))
    told = {("w1", "old"): EARLIER}

    def found(issue, told):
        return [one.verdict for one in verify(issue, frozen, told) if one.what == "earlier"]

    assert found(issue, told) == ["proved"]
    assert found(issue, None) == ["unchecked"]
    for change in (
        {"issue": "w2"},
        {"item": "x"},
        {"headline": "특종"},
        {"day": date(2025, 11, 11)},
        {"number": 9},
        {"place": 9},
    ):
        forged = going_on(issue, earlier=(replace(EARLIER, **change),))
        assert found(forged, told) == ["wrong"], change


def test_the_same_story_stands_once_with_all_its_sources(material, settings, provenance):
    issue = compose(material, settings, provenance)
    first = next(item for item in issue.items if item.size == "lead")
    assert {reference.outlet for reference in first.references} == {"한빛일보", "새벽경제", "테크누리"}
    assert first.outlets == ("한빛일보", "새벽경제", "테크누리")
    told = [reference.story for item in issue.items for reference in item.references]
    assert sorted(told) == sorted(set(told))


def test_the_lead_opens_the_issue_and_sections_keep_together(material, settings, provenance):
    issue = compose(material, settings, provenance)
    assert issue.items[0].size == "lead"
    assert [section.key for section in issue.sections] == ["tech", "society"]
    assert [item.section for item in issue.items] == ["tech", "society", "society"]


def test_every_sentence_headline_and_reference_is_proved(material, settings, provenance, frozen):
    issue = compose(material, settings, provenance)
    findings = verify(issue, frozen)
    assert len(findings) == sum(1 + len(item.picks) + len(item.references) for item in issue.items)
    assert {finding.verdict for finding in findings} == {"proved"}


def test_whatever_is_forged_is_found(material, settings, provenance, frozen):
    """A letter, a fragment, a rewording, a headline, a source: each is one wrong finding."""
    issue = compose(material, settings, provenance)
    item = issue.items[0]
    pick, *others = item.picks
    sentence = pick.sentence
    half = replace(sentence, end=sentence.start + 5, text=sentence.text[:5])
    empty = replace(sentence, end=sentence.start, text="")
    forged = {
        "letter": with_first(issue, picks=(replace(pick, sentence=replace(sentence, text="거짓")), *others)),
        "fragment": with_first(issue, picks=(replace(pick, sentence=half), *others)),
        "nothing": with_first(issue, picks=(replace(pick, sentence=empty), *others)),
        "shown": with_first(issue, picks=(replace(pick, shown="거짓"), *others)),
        "rule": with_first(
            issue, picks=(replace(pick, shown="거짓", rule="none", provenance="register"), *others)
        ),
        "headline": with_first(issue, headline=replace(item.headline, text="특종")),
        "prefix": with_first(issue, headline=replace(item.headline, text=item.headline.text[:4])),
        "outlet": with_first(
            issue, references=(replace(item.references[0], outlet="다른 신문"), *item.references[1:])
        ),
        "twice": with_first(issue, picks=(*item.picks, pick)),
        "outlets": with_first(issue, outlets=(*item.outlets, "유령일보")),
        "fewer outlets": with_first(issue, outlets=item.outlets[1:]),
        "outlet twice": with_first(issue, outlets=(*item.outlets, item.outlets[0])),
        "url": with_first(
            issue, references=(replace(item.references[0], url="https://example.net/"), *item.references[1:])
        ),
    }
    assert {name: verdicts(one, frozen).count("wrong") for name, one in forged.items()} == dict.fromkeys(
        forged, 1
    )


@pytest.mark.parametrize("rights", ["link-only", "private"])
def test_no_sentence_is_proved_of_a_story_that_may_only_be_linked(
    material, settings, provenance, frozen, rights
):
    """Its sentences are wrong; its title, which a link may have, is not."""
    issue = compose(material, settings, provenance)
    item = issue.items[0]
    linked = with_first(issue, references=tuple(replace(one, rights=rights) for one in item.references))
    told = [one for one in verify(linked, frozen) if one.item == item.id]
    assert {one.verdict for one in told if one.what == "sentence"} == {"wrong"}
    assert {one.verdict for one in told if one.what == "headline"} == {"proved"}


def test_a_first_sentence_heads_no_story_that_may_only_be_linked(
    material, settings, provenance, prepared, frozen
):
    bare = tuple(replace(one, story=replace(one.story, title=""), title=NO_WORDS) for one in prepared)
    kept = {key: replace(one, story=replace(one.story, title="")) for key, one in frozen.items()}
    issue = compose(replace(material, stories=bare), settings, provenance)
    assert "wrong" not in verdicts(issue, kept)
    item = issue.items[0]
    linked = with_first(issue, references=tuple(replace(one, rights="link-only") for one in item.references))
    told = [one for one in verify(linked, kept) if one.item == item.id and one.what == "headline"]
    assert [one.verdict for one in told] == ["wrong"]


@pytest.mark.parametrize("rights", ["open", "quote"])
def test_a_headline_that_is_a_sentence_counts_as_quoted_and_is_not_told_again(
    material, settings, provenance, prepared, rights
):
    """Headline, sentences and boxes together keep to two sentences and a fifth of a text that may be quoted."""
    bare = tuple(replace(one, story=replace(one.story, title=""), title=NO_WORDS) for one in prepared)
    texts = {one.story.id: one.story.text for one in bare}
    boxed = ("terms", "figures", "ahead", "quotations", "key-figures")
    given = replace(settings, rights=dict.fromkeys(settings.rights, rights), sentences=9, boxes=boxed)
    issue = compose(replace(material, stories=bare), given, provenance)
    assert issue.items
    for item in issue.items:
        dates = [one.pick.sentence for one in issue.ahead if one.item == item.id]
        below = [*(pick.sentence for pick in item.picks), *sentences(item), *dates]
        assert item.headline.text not in [pick.sentence.text for pick in item.picks]
        for story, text in texts.items():
            quoted = {one.text for one in below if one.story == story}
            quoted |= {item.headline.text} if item.headline.story == story else set()
            if rights == "quote" and len(quoted) > 1:
                assert len(quoted) <= QUOTED_SENTENCES
                assert sum(len(one) for one in quoted) <= QUOTED_SHARE * len(text)
    assert rights == "quote" or any(item.picks for item in issue.items)


def test_a_text_that_changed_or_is_gone_proves_nothing(material, settings, provenance, frozen):
    issue = compose(material, settings, provenance)
    story = issue.items[0].picks[0].sentence.story
    changed = frozen | {story: replace(frozen[story], text=(frozen[story].text or "") + " ")}
    assert "wrong" in verdicts(issue, changed)
    assert "gone" in verdicts(issue, frozen | {story: replace(frozen[story], text=None)})
    assert "gone" in verdicts(issue, {key: value for key, value in frozen.items() if key != story})


def test_the_issue_survives_its_own_json(material, settings, provenance):
    issue = compose(material, settings, provenance)
    assert codec.load(Issue, codec.dump(issue), subject="issue") == issue


def test_no_whole_text_enters_the_issue(material, settings, provenance, prepared):
    """issue.json holds cited sentences, never whole texts."""
    told = codec.dump(compose(material, settings, provenance))
    assert not any(one.story.text in told for one in prepared)


def test_what_was_told_is_left_out_with_the_reason(material, settings, provenance):
    memory = Memory(issues=3, told={"s5": "test-weekly-2025-11-10"})
    issue = compose(replace(material, memory=memory), settings, provenance)
    assert issue.number == 4
    assert [(left.story, left.reason) for left in issue.left_out] == [
        ("s5", NotTold(kind="told", values={"issue": "test-weekly-2025-11-10"}))
    ]


@pytest.mark.parametrize(("rights", "most"), [("link-only", 0), ("quote", 2), ("open", 9)])
def test_selection_obeys_rights(material, settings, provenance, rights, most):
    limited = replace(
        settings, rights=dict.fromkeys(settings.rights, rights), sentences=9, max_characters=9000
    )
    issue = compose(material, limited, provenance)
    for item in issue.items:
        taken = [pick.sentence.story for pick in item.picks]
        assert all(taken.count(story) <= most for story in taken)
    assert issue.items


def test_a_link_without_a_headline_is_left_out(material, settings, provenance, prepared):
    """Its first sentence may not stand for a headline: only a link is allowed."""
    bare = tuple(replace(one, story=replace(one.story, title=""), title=NO_WORDS) for one in prepared)
    linked = replace(settings, rights=dict.fromkeys(settings.rights, "link-only"))
    issue = compose(replace(material, stories=bare), linked, provenance)
    assert issue.items == ()
    assert {left.reason.kind for left in issue.left_out} == {"link"}


def test_equals_are_ordered_by_instants_not_by_letters(material, settings, provenance, prepared):
    """One in the morning in UTC is later than nine in the morning in Seoul's zone said an hour earlier."""
    early = datetime(2025, 11, 20, 9, tzinfo=timezone(timedelta(hours=9)))
    late = datetime(2025, 11, 20, 1, tzinfo=UTC)
    times = {"s5": early, "s3": late, "s4": late}
    moved = tuple(
        replace(one, story=replace(one.story, published=times.get(one.story.id, one.story.published)))
        for one in prepared
    )
    only = tuple(affair for affair in material.affairs if set(affair.clusters[0].stories) & {"s3", "s5"})
    affairs = tuple(
        replace(one, clusters=(replace(one.clusters[0], stories=one.clusters[0].stories[:1], evidence=()),))
        for one in only
    )
    issue = compose(replace(material, stories=moved, affairs=affairs), settings, provenance)
    assert [item.references[0].story for item in issue.items] == ["s5", "s3"]


def test_what_does_not_fit_is_listed(material, settings, provenance):
    issue = compose(material, replace(settings, items=1, lines=1), provenance)
    assert [item.size for item in issue.items] == ["lead", "line"]
    assert issue.items[1].picks == ()
    assert len(issue.left_out) == 1


def test_an_item_keeps_the_id_it_was_given(material, settings, provenance):
    """The id is inherited from the item that held most of the stories."""
    known = {"s0": "old", "s1": "old", "s2": "other"}
    issue = compose(replace(material, item_ids=known), settings, provenance)
    assert issue.items[0].id == "old"


def test_what_earlier_issues_told_of_ranks_lower_the_less_of_it_is_new(material, settings, provenance):
    """Three outlets still stand above one, but the affair says what it lost by being known."""
    new = Fact(kind="figure", text="1200명", story="s0")
    scores = {}
    for name, change in {
        "new": {},
        "told": {"earlier": (EARLIER,), "storyline": "old"},
        "moved": {"earlier": (EARLIER,), "storyline": "old", "new": (new, replace(new, text="2조"))},
    }.items():
        affairs = tuple(
            replace(one, **change) if "s0" in one.clusters[0].stories else one for one in material.affairs
        )
        issue = compose(replace(material, affairs=affairs), settings, provenance)
        item = next(one for one in issue.items if one.size == "lead")
        scores[name] = item.score
        assert ("novelty" in {one.feature for one in item.reasons}) == bool(change)
    assert scores["told"] < scores["moved"] < scores["new"]


def test_a_copy_is_a_reference_and_no_source(material, settings, provenance, prepared, analyser):
    """The same text in two more papers adds two references, no outlet, and no weight in the ranking."""
    before = next(item for item in compose(material, settings, provenance).items if item.size == "lead")
    original = prepared[0].story
    later = original.published + timedelta(hours=1)
    copies = prepare(
        [
            replace(
                original,
                id="c0",
                document="c0",
                outlet="첫째 신문",
                title="구미에 공장",
                published=later,
                sentences=(),
            ),
            replace(
                original,
                id="c1",
                document="c1",
                outlet="둘째 신문",
                text=original.text.rsplit(" 구미시는", 1)[0],
                published=later,
                sentences=(),
            ),
        ],
        analyser,
    )
    stories = (*prepared, *copies)
    more = replace(material, stories=stories, affairs=trace(group(stories), stories).affairs)
    item = next(item for item in compose(more, settings, provenance).items if item.size == "lead")
    assert (item.outlets, item.copies) == (before.outlets, 2)
    assert item.score == before.score
    assert len(item.references) == len(before.references) + 2
    assert {copy.story for cluster in item.clusters for copy in cluster.copies} == {"c0", "c1"}


def test_copies_add_nothing_to_what_is_told(material, settings, provenance, prepared, analyser):
    """A text in five papers stands for one: its sentences come from one of them, and other sources are told as well as before."""
    before = next(item for item in compose(material, settings, provenance).items if item.size == "lead")
    copies = again(prepared[0].story, analyser, count=4)
    stories = (*prepared, *copies)
    more = replace(material, stories=stories, affairs=trace(group(stories), stories).affairs)
    item = next(item for item in compose(more, settings, provenance).items if item.size == "lead")
    assert item.copies == 4
    assert [pick.sentence for pick in item.picks] == [pick.sentence for pick in before.picks]
    assert len({pick.sentence.story for pick in item.picks}) > 1


def test_a_forged_number_of_copies_is_found(material, settings, provenance, frozen):
    """What stands behind `출처 N곳` is proved as the number before it."""
    issue = compose(material, settings, provenance)
    assert set(verdicts(issue, frozen)) == {"proved"}
    assert "wrong" in verdicts(with_first(issue, copies=9), frozen)


def test_copies_make_no_word_told_more(material, settings, provenance, prepared, analyser):
    """`도서관 3건` are three texts, however many papers print one of them."""
    words = {one.text: one.stories for one in compose(material, settings, provenance).keywords}
    assert "구미" in words
    stories = (*prepared, *again(prepared[0].story, analyser, count=4))
    more = replace(material, stories=stories, affairs=trace(group(stories), stories).affairs)
    assert {one.text: one.stories for one in compose(more, settings, provenance).keywords} == words


def test_of_a_text_the_outlet_is_quoted_that_may_be(material, settings, provenance, prepared, analyser):
    """Where who wrote a text first may not be quoted, who printed it with leave is."""
    copies = again(prepared[5].story, analyser, count=1)
    stories = (*prepared, *copies)
    more = replace(material, stories=stories, affairs=trace(group(stories), stories).affairs)
    closed = replace(settings, rights={**settings.rights, "가온뉴스": "private", "신문 0": "open"})
    item = next(one for one in compose(more, closed, provenance).items if "s5" in one.clusters[0].stories)
    assert item.copies == 1
    assert {pick.sentence.story for pick in item.picks} == {"c0"}


def again(original, analyser, *, count):
    """The story as other papers print it an hour later."""
    later = original.published + timedelta(hours=1)
    return prepare(
        [
            replace(original, id=f"c{n}", document=f"c{n}", source=f"신문 {n}", outlet=f"신문 {n}", published=later, sentences=())
            for n in range(count)
        ],
        analyser,
    )  # fmt: skip


def test_a_sentence_parted_from_its_sub_headline_is_proved_and_less_of_it_is_not(
    provenance, settings, material
):
    """Of `시장 “둑 높이겠다”해온시는 …` the sentence behind the seam is told, whole."""
    sentence = "해온시는 밤사이 무너진 강둑을 다시 쌓는 데 300억 원을 들인다."
    text = f"시장 “둑 높이겠다”{sentence}"
    told = Story(
        id="g", document="g", source="한빛일보", title="해온시 강둑 다시 쌓는다", text=text, language="ko"
    )
    (member,) = prepare([told], Analyser())
    kept = Frozen(
        story=replace(member.story, text="", sentences=()),
        text=text,
        fingerprint=codec.fingerprint(text),
        spans=frozenset((one.start, one.end) for one in member.story.sentences),
    )
    alone = replace(
        material, stories=(member,), affairs=trace(group([member]), (member,)).affairs, documents=()
    )
    issue = compose(alone, settings, provenance)
    (pick,) = issue.items[0].picks
    assert pick.sentence.text == sentence
    assert set(verdicts(issue, {"g": kept})) == {"proved"}
    less = replace(pick.sentence, start=pick.sentence.start + 5, text=sentence[5:])
    assert "wrong" in verdicts(with_first(issue, picks=(replace(pick, sentence=less),)), {"g": kept})


def test_what_passages_say_is_proved_and_what_they_forge_is_found(material, settings, provenance, frozen):
    """A passage's heading is a title or a line of its story, its sentences stand in theirs, and none is told twice."""
    made = compose(material, settings, provenance)
    item = made.items[0]
    told = item.picks[-1]
    heading = replace(item.headline, text=item.references[0].title, story=item.references[0].story)

    def verdicts(passage: Passage) -> list[str]:
        other = replace(item, picks=item.picks[:-1], passages=(passage,))
        issue = replace(made, items=(other, *made.items[1:]))
        return [one.text for one in verify(issue, frozen) if one.verdict != "proved"]

    assert verdicts(Passage(kind="point", heading=heading, picks=(told,))) == []
    invented = replace(told, sentence=replace(told.sentence, text="그런 말은 없다."))
    assert verdicts(Passage(kind="point", picks=(invented,))) == ["그런 말은 없다."]
    assert verdicts(Passage(kind="contents", heading=replace(heading, text="없는 제목"), picks=(told,))) == [
        "없는 제목"
    ]
    assert verdicts(Passage(kind="after", picks=(told, told))) == [told.sentence.text]
