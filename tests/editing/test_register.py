"""An issue in one register: what is shown, what stays beside it, what proves it, and what mixes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest import codec
from digest.editing.compose import compose
from digest.editing.lint import lint
from digest.editing.verify import Frozen, verify
from digest.language.register import derived
from digest.model import Issue, Pick, Reference, Sentence


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


@pytest.fixture
def issue(material, settings, provenance):
    return compose(material, replace(settings, register="polite"), provenance)


def picks(issue):
    return [pick for item in issue.items for pick in item.picks]


def told(issue, frozen):
    """The verdict on each sentence."""
    return [found.verdict for found in verify(issue, frozen) if found.what == "sentence"]


def with_pick(issue, **changes):
    """The issue with its first rewritten pick changed."""
    item = next(one for one in issue.items if any(pick.provenance == "register" for pick in one.picks))
    place = next(at for at, pick in enumerate(item.picks) if pick.provenance == "register")
    made = list(item.picks)
    made[place] = replace(made[place], **changes)
    return replace(
        issue, items=tuple(replace(one, picks=tuple(made)) if one is item else one for one in issue.items)
    )


def test_as_is_changes_nothing(material, settings, provenance):
    assert {pick.provenance for pick in picks(compose(material, settings, provenance))} == {"verbatim"}


def test_each_sentence_is_shown_in_the_register_of_its_genre_beside_its_original(
    issue, material, settings, provenance
):
    """Nothing else of the issue changes: the same items, the same sentences at the same places."""
    plain = compose(material, settings, provenance)
    assert [pick.sentence for pick in picks(issue)] == [pick.sentence for pick in picks(plain)]
    rewritten = [pick for pick in picks(issue) if pick.provenance == "register"]
    assert rewritten
    for pick in rewritten:
        assert pick.sentence.text.endswith("다.")
        assert pick.shown.endswith("니다.")
        assert pick.rule.startswith("polite:")
    assert all(pick.shown is None and pick.rule is None for pick in picks(issue) if pick not in rewritten)


def test_an_issue_in_a_register_is_kept_and_read_again(issue):
    assert codec.load(Issue, codec.dump(issue).encode(), subject="issue") == issue


def test_english_and_what_a_person_wrote_stay(issue):
    from digest.editing.register import in_register

    item = issue.items[0]
    picks = (
        Pick(sentence=Sentence(story="e", start=0, end=7, text="비가 온다.")),
        Pick(
            sentence=Sentence(story=item.references[0].story, start=0, end=7, text="비가 온다."),
            provenance="editor",
        ),
    )
    english = replace(item.references[0], story="e", language="en")
    told = replace(item, picks=picks, references=(*item.references, english))
    assert in_register(replace(issue, items=(told,)), "polite").items[0].picks == picks


def test_a_rewriting_is_proved_by_making_it_anew(issue, frozen):
    assert set(told(issue, frozen)) == {"proved"}


def test_a_rewriting_that_was_touched_is_not_proved(issue, frozen):
    """In its text, its rule, its provenance or its original: one character is enough."""
    pick = next(one for one in picks(issue) if one.provenance == "register")
    other = replace(pick.sentence, text=pick.sentence.text.replace("다", "디", 1))
    touched = (
        {"shown": pick.shown + " "},
        {"shown": pick.shown.replace("니다", "니디")},
        {"shown": f"또 {pick.shown}"},
        {"shown": None},
        {"rule": "polite:shout"},
        {"rule": "noun:past"},
        {"rule": None},
        {"provenance": "verbatim"},
        {"sentence": other},
        {"sentence": replace(pick.sentence, start=pick.sentence.start + 1)},
    )
    for changes in touched:
        assert told(with_pick(issue, **changes), frozen).count("wrong") == 1, changes


def test_a_sentence_shown_in_words_that_no_rule_makes_is_not_proved(material, settings, provenance, frozen):
    """Also where it names a rule: 인수됐다 is not 인수."""
    plain = compose(material, settings, provenance)
    item = plain.items[0]
    first = item.picks[0]
    made = replace(first, shown=first.sentence.text.split()[0], rule="noun:past", provenance="register")
    changed = replace(plain, items=(replace(item, picks=(made, *item.picks[1:])), *plain.items[1:]))
    assert told(changed, frozen).count("wrong") == 1


def shown(issue, *texts):
    """The issue with one item that shows these sentences."""
    item = issue.items[0]
    reference: Reference = item.references[0]
    made = tuple(
        Pick(sentence=Sentence(story=reference.story, start=0, end=len(text), text=text)) for text in texts
    )
    return replace(issue, items=(replace(item, picks=made, references=(reference,)),))


def test_a_sentence_in_another_register_than_the_most_is_found(issue):
    mixed = shown(issue, "비가 왔다.", "값이 올랐습니다.", "눈이 왔다.", "왜 그런가?", "“끝났습니다.”")
    (found,) = lint(mixed)
    assert (found.kind, found.level, found.text) == ("register", "warning", "값이 올랐습니다.")
    assert found.item == mixed.items[0].id
    assert "2 of 3" in found.message


def test_the_register_that_a_genre_states_is_what_others_are_measured_by(issue):
    mixed = shown(issue, "비가 왔다.", "값이 올랐습니다.", "눈이 왔다.")
    assert [found.text for found in lint(mixed, register="polite")] == ["비가 왔다.", "눈이 왔다."]


def test_one_register_has_no_finding(issue):
    assert lint(shown(issue, "비가 왔다.", "눈이 온다.", "왜 그런가?")) == ()
    assert lint(issue) == lint(issue, register="polite") == ()


def test_what_cannot_be_told_in_nouns_ends_alike(issue):
    """A brief over sources of both: nouns where a rule is safe, else -다, never -다 beside -습니다."""
    from digest.editing.register import in_register

    texts = (
        "회사가 공장을 세운다고 밝혔습니다.",
        "문은 내년에 열 예정이었습니다.",
        "값은 두 배로 오를 것으로 보인다.",
        "누가 낼까요?",
    )
    made = in_register(shown(issue, *texts), "noun")
    told = [pick.shown or pick.sentence.text for pick in made.items[0].picks]
    assert told[1:] == ["문은 내년에 열 예정이었다.", "값은 두 배로 오를 것으로 보인다.", "누가 낼까요?"]
    assert not any(text.endswith("니다.") for text in told)
    second = made.items[0].picks[1]
    assert (second.provenance, (second.rule or "").partition(":")[0]) == ("register", "plain")
    assert derived(second.sentence.text, second.rule or "") == second.shown
