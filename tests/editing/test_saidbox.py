"""The boxes of an item: proved like its sentences, within the same rights, and only where the genre shows them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from digest import codec
from digest.analysis.clusters import group
from digest.analysis.key_figures import key_figures
from digest.analysis.prepared import prepare
from digest.analysis.quoted import quotations
from digest.editing.affairs import trace
from digest.editing.compose import compose
from digest.editing.derivedsaid import measured, quoted_again
from digest.editing.material import Material
from digest.editing.quoting import QUOTED_SENTENCES, QUOTED_SHARE
from digest.editing.saidbox import sentences
from digest.editing.verify import Frozen, by_other_rules, verify
from digest.model import Issue, Memory, Period, Span, Speaker, Story

BOXES = ("figures", "quotations", "key-figures")
TOLD = (
    (
        "한빛일보",
        "해온시 배터리 공장 화재로 노동자 12명 부상",
        (
            "해온시 배터리 공장에서 18일 불이 났다. 해온시 배터리 공장 화재로 노동자 12명이 다쳤다. "
            "소방서는 소방차 34대를 보냈다. 불은 두 시간 만에 꺼졌다. "
            "한도윤 해온시장은 “불이 난 까닭을 끝까지 밝히겠다”고 말했다. "
            "공장은 문을 닫았고 주민 1800명이 대피했다. 시는 이웃 공장도 살펴보기로 했다."
        ),
    ),
    (
        "새벽경제",
        "해온시 배터리 공장 화재, 노동자 15명 다쳐",
        (
            "18일 해온시의 배터리 공장에 불이 나 공장이 멈췄다. 해온시 배터리 공장 화재로 노동자 15명이 다쳤다. "
            "회사는 생산을 멈췄다. 소방서는 소방차 34대를 보냈다. 배터리 값은 그대로다. "
            "이예린 노조위원장은 “소화기가 모자란다고 여러 번 알렸다”고 주장했다. "
            "회사는 사과문을 냈다. 공장은 다음 달에 다시 문을 연다."
        ),
    ),
)


@pytest.fixture(scope="module")
def told(analyser):
    return prepare(
        [
            Story(
                id=f"f{number}",
                document=f"f{number}",
                source=outlet,
                outlet=outlet,
                title=title,
                text=text,
                language="ko",
                published=datetime(2025, 11, 18, 3 + number, tzinfo=UTC),
            )
            for number, (outlet, title, text) in enumerate(TOLD)
        ],
        analyser,
    )


@pytest.fixture
def material(told):
    return Material(
        period=Period(start=date(2025, 11, 17), end=date(2025, 11, 24)),
        documents=(),
        stories=told,
        affairs=trace(group(told), told).affairs,
        memory=Memory(),
    )


@pytest.fixture
def boxed(settings):
    return replace(settings, boxes=BOXES, sentences=1)


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


def only(issue):
    (item,) = issue.items
    return item


def with_item(issue, **changes):
    return replace(issue, items=(replace(only(issue), **changes),))


def test_sources_that_differ_stand_side_by_side_with_their_sentences(material, boxed, provenance):
    item = only(compose(material, boxed, provenance))
    (differing,) = item.disagreements
    assert differing.counted == "노동자"
    assert [(one.text, one.sentence.story) for one in differing.figures] == [("12명", "f0"), ("15명", "f1")]


def test_speakers_are_told_with_name_and_office(material, boxed, provenance):
    """What an item's sentences tell already is not told again."""
    item = only(compose(material, boxed, provenance))
    shown = " ".join(pick.sentence.text for pick in item.picks)
    told = {one.speaker.name: one.text for one in item.quotations}
    known = {
        "한도윤 해온시장": "불이 난 까닭을 끝까지 밝히겠다",
        "이예린 노조위원장": "소화기가 모자란다고 여러 번 알렸다",
    }
    assert told == {name: text for name, text in known.items() if text not in shown}


def test_a_key_figure_names_all_sources_that_tell_it(material, boxed, provenance):
    item = only(compose(material, boxed, provenance))
    first = item.key_figures[0]
    assert (first.figure.text, first.counted, len(first.agreed)) == ("34대", "소방차", 1)


@pytest.mark.parametrize("boxes", [BOXES, ("key-figures",)])
def test_no_key_figure_is_one_that_a_source_contradicts(material, boxed, provenance, boxes):
    item = only(compose(material, replace(boxed, boxes=boxes), provenance))
    assert item.key_figures
    assert not {"12명", "15명"} & {one.figure.text for one in item.key_figures}


def test_a_genre_shows_only_its_boxes(material, boxed, provenance):
    bare = only(compose(material, replace(boxed, boxes=()), provenance))
    assert (bare.disagreements, bare.quotations, bare.key_figures) == ((), (), ())
    some = only(compose(material, replace(boxed, boxes=("key-figures",)), provenance))
    assert some.key_figures
    assert (some.disagreements, some.quotations) == ((), ())


@pytest.mark.parametrize("rights", ["open", "quote", "link-only", "private"])
def test_boxes_and_sentences_together_obey_the_rights(material, boxed, provenance, told, rights):
    """Of a story that may be quoted an item shows two sentences and a fifth at most, boxes and all; of others, none."""
    issue = compose(material, replace(boxed, rights=dict.fromkeys(boxed.rights, rights)), provenance)
    texts = {one.story.id: one.story.text for one in told}
    for item in issue.items:
        shown = [*(pick.sentence for pick in item.picks), *sentences(item)]
        for story, text in texts.items():
            own = {(one.start, one.text) for one in shown if one.story == story}
            if rights in ("link-only", "private"):
                assert not own
            elif rights == "quote" and len(own) > 1:
                assert len(own) <= QUOTED_SENTENCES
                assert sum(len(sentence) for _, sentence in own) <= QUOTED_SHARE * len(text)


def test_every_text_of_a_box_is_proved(material, boxed, provenance, frozen):
    findings = verify(compose(material, boxed, provenance), frozen)
    assert {"quotation", "figure"} <= {finding.what for finding in findings}
    assert {finding.verdict for finding in findings} == {"proved"}


def test_whatever_is_forged_in_a_box_is_found(material, boxed, provenance, frozen):
    """Another word, another speaker, another number, another thing, half a sentence: each is wrong."""
    issue = compose(material, boxed, provenance)
    item = only(issue)
    said, (key, *_), (differing, *_) = item.quotations[0], item.key_figures, item.disagreements
    first, *rest = differing.figures
    other = first.sentence if first.sentence != key.figure.sentence else rest[0].sentence
    half = replace(first.sentence, end=first.sentence.end - 1, text=first.sentence.text[:-1])
    forged = {
        "words": {"quotations": (replace(said, text="거짓이다"),)},
        "speaker": {"quotations": (replace(said, speaker=replace(said.speaker, name="아무개 시장")),)},
        "office": {"quotations": (replace(said, speaker=replace(said.speaker, office="시장")),)},
        "number": {"key_figures": (replace(key, figure=replace(key.figure, text="35대")),)},
        "thing": {"key_figures": (replace(key, counted="헬기"),)},
        "nothing": {"key_figures": (replace(key, figure=replace(key.figure, text="")),)},
        "part of the words": {"quotations": (replace(said, text=said.text[:-2]),)},
        "words outside the marks": {"quotations": (replace(said, text="말했다"),)},
        "speaker elsewhere": {
            "quotations": (replace(said, speaker=replace(said.speaker, story=rest[0].sentence.story)),)
        },
        "part of a number": {"key_figures": (replace(key, figure=replace(key.figure, text="4대")),)},
        "no figure": {"key_figures": (replace(key, figure=replace(key.figure, text="소방서는")),)},
        "part of a word": {"key_figures": (replace(key, counted=key.counted[:-1]),)},
        "another agrees": {"key_figures": (replace(key, agreed=(replace(first, sentence=other),)),)},
        "part of what differs": {
            "disagreements": (replace(differing, figures=(replace(first, text="2명"), *rest)),)
        },
        "nothing differs": {"disagreements": (replace(differing, figures=(first,)),)},
        "half": {"disagreements": (replace(differing, figures=(replace(first, sentence=half), *rest)),)},
    }
    for name, change in forged.items():
        verdicts = [finding.verdict for finding in verify(with_item(issue, **change), frozen)]
        assert "wrong" in verdicts, name


def test_what_today_would_not_make_is_told_from_what_does_not_stand_there(
    material, boxed, provenance, frozen
):
    """An issue that nobody changed may hold a box of other rules; no word of it may stand nowhere."""
    issue = compose(material, boxed, provenance)
    item = only(issue)
    said, key, differing = item.quotations[0], item.key_figures[0], item.disagreements[0]
    figure = key.figure
    short = replace(said, text=said.text[:-2])
    others = {
        "other words of the sentence": {"quotations": (short,)},
        "less of what is counted": {"key_figures": (replace(key, counted=key.counted[:-1]),)},
        "nothing differs": {"disagreements": (replace(differing, figures=differing.figures[:1]),)},
    }
    for name, change in others.items():
        findings = verify(with_item(issue, **change), frozen)
        assert {one.verdict for one in by_other_rules(findings)} == {"proved", "otherwise"}, name
    forged = {
        "words": {"quotations": (replace(said, text="거짓이다"),)},
        "speaker": {"quotations": (replace(short, speaker=replace(said.speaker, name="아무개 시장")),)},
        "number": {"key_figures": (replace(key, figure=replace(figure, text="35대")),)},
        "nothing": {"key_figures": (replace(key, figure=replace(figure, text="")),)},
        "thing": {"key_figures": (replace(key, counted="헬기"),)},
    }
    for name, change in forged.items():
        findings = verify(with_item(issue, **change), frozen)
        assert "wrong" in {one.verdict for one in by_other_rules(findings)}, name


def test_a_speaker_is_named_by_the_text_that_was_frozen(material, boxed, provenance, frozen):
    """Words are proved by a speaker only while the speaker's story may be shown, and is the one that was read."""
    issue = compose(material, boxed, provenance)
    said = only(issue).quotations[0]
    other = next(story for story in frozen if story != said.speaker.story)
    elsewhere = replace(said, speaker=replace(said.speaker, story=other))
    text = frozen[said.speaker.story].text or ""
    changed = frozen[other].text or ""
    place = said.speaker.span
    planted = changed[: place.start] + text[place.start : place.end] + changed[place.end :]
    kept = {**frozen, other: replace(frozen[other], text=planted)}
    boxes = [
        one for one in verify(with_item(issue, quotations=(elsewhere,)), kept) if one.what == "quotation"
    ]
    assert "frozen" in boxes[0].message


def test_an_english_quotation_and_figure_are_read_again(analyser):
    """What the rules yield is proved; another person of the same text, or other words beside the figure, are not."""
    text = (
        "“We will find out why the ferry sank, whatever it costs us,” said Jane Doe, a harbour engineer. "
        "The port paid a fine of $3 million. John Smith of the union left early."
    )
    story = Story(id="e", document="e", source="e", outlet="e", title="", text=text, language="en")
    (one,) = prepare([story], analyser)
    (said,), (key,) = quotations([one]), key_figures([one])
    spans = frozenset((sentence.start, sentence.end) for sentence in one.story.sentences)
    source = Frozen(
        story=replace(one.story, text="", sentences=()),
        text=text,
        fingerprint=codec.fingerprint(text),
        spans=spans,
    )
    place = text.index("John Smith")
    liar = Speaker(name="John Smith", story="e", span=Span(start=place, end=place + 10))
    assert quoted_again(said, said.sources[0], source, text)
    assert not quoted_again(replace(said, speaker=liar), said.sources[0], source, text)
    assert not quoted_again(replace(said, text=said.text[:-3]), said.sources[0], source, text)
    assert measured(key.figure, source, counted=key.counted, qualified=True)
    assert not measured(key.figure, source, counted="port", qualified=True)


def test_a_box_of_a_story_that_may_only_be_linked_is_wrong(material, boxed, provenance, frozen):
    issue = compose(material, boxed, provenance)
    linked = tuple(replace(one, rights="link-only") for one in only(issue).references)
    boxes = [one for one in verify(with_item(issue, references=linked), frozen) if one.what == "figure"]
    assert boxes
    assert {one.verdict for one in boxes} == {"wrong"}


def test_boxes_of_a_forgotten_text_prove_nothing(material, boxed, provenance, frozen):
    gone = {story: replace(one, text=None) for story, one in frozen.items()}
    boxes = [one for one in verify(compose(material, boxed, provenance), gone) if one.what == "quotation"]
    assert {one.verdict for one in boxes} == {"gone"}


def test_an_issue_without_boxes_is_still_read(material, boxed, provenance):
    """An issue.json written before there were boxes is an issue with none; one with boxes survives its own JSON."""
    issue = compose(material, boxed, provenance)
    assert codec.load(Issue, codec.dump(issue), subject="issue") == issue
    old = json.loads(codec.dump(issue))
    for item in old["items"]:
        for name in ("disagreements", "quotations", "key_figures"):
            del item[name]
    assert only(codec.load(Issue, json.dumps(old), subject="issue")).quotations == ()
