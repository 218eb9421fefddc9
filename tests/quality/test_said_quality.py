"""The boxes over instances written for them: nothing wrong may come out, and most of what is right must.

Written and judged by one engineer while the rules were made (2026-11); `because` says what forbids a disagreement.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.analysis.disagreement import disagreements
from digest.analysis.key_figures import key_figures
from digest.analysis.prepared import prepare
from digest.analysis.quoted import heard, quotations
from digest.codec import fingerprint
from digest.editing.derivedsaid import measured, quoted_again
from digest.editing.verify import Frozen
from digest.language.analyser import Analyser
from digest.model import Quotation, Story

FOLDER = Path(__file__).parent / "said"
FOUND = 0.85
"""The share of what is right that must be found."""


def rows(name):
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def story(name, text, language):
    return Story(
        id=name,
        document=name,
        source=name,
        outlet=name,
        title="",
        text=text,
        language=language,
        published=datetime(2025, 1, 6, 9, tzinfo=UTC),
    )


def frozen(one):
    spans = frozenset((sentence.start, sentence.end) for sentence in one.story.sentences)
    text = one.story.text
    return Frozen(story=replace(one.story, text=""), text=text, fingerprint=fingerprint(text), spans=spans)


@pytest.fixture(scope="module")
def analyser():
    return Analyser()


def test_quotations_have_the_right_speaker_or_none(analyser):
    """No speaker is ever wrong, what is no speech is no quotation, and most that are sure are found."""
    given = rows("quotations.jsonl")
    prepared = prepare([story(str(n), row["text"], row["language"]) for n, row in enumerate(given)], analyser)
    found = 0
    for row, one in zip(given, prepared, strict=True):
        told = [(quotation.text, quotation.speaker.name) for quotation in quotations([one])]
        right = [(row["quotation"], row["speaker"])] if row["quotation"] else []
        assert told in ([], right), row
        for said in quotations([one]):
            assert quoted_again(said, said.sources[0], frozen(one), one.story.text), row
        found += bool(told)
    assert found >= FOUND * sum(bool(row["quotation"]) for row in given)


def test_key_figures_count_the_right_thing_or_nothing(analyser):
    """No figure is shown with a thing that it does not count, nor a date, an age, an article or a forecast."""
    given = rows("key_figures.jsonl")
    prepared = prepare([story(str(n), row["text"], row["language"]) for n, row in enumerate(given)], analyser)
    found = 0
    for row, one in zip(given, prepared, strict=True):
        told = [(key.figure.text, key.counted) for key in key_figures([one])]
        right = [(row["figure"], row["counted"])] if row["figure"] else []
        assert told in ([], right), row
        for key in key_figures([one]):
            assert measured(key.figure, frozen(one), counted=key.counted, qualified=True), row
        found += bool(told)
    assert found >= FOUND * sum(bool(row["figure"]) for row in given)


@pytest.mark.parametrize(
    ("other", "agreed"),
    [
        ("대사관 직원 14명이 공항에서 가족을 맞았다.", 0),
        ("해온항공은 현지로 직원 14명을 보냈다.", 1),
    ],
)
def test_counts_of_anybodys_staff_agree_where_it_is_one_bodys(analyser, other: str, agreed: int):
    own = "해온항공은 밤사이 현지로 직원 14명을 보냈다."
    first, second = (story(str(n), text, "ko") for n, text in enumerate((own, other)))
    (key,) = (
        one for one in key_figures(prepare([first, second], analyser)) if one.figure.sentence.story == "0"
    )
    assert len(key.agreed) == agreed


def test_sources_disagree_only_where_nothing_else_explains_it(analyser):
    """Roundings, bounds, stages, forecasts, parts, other subjects, places and days are no disagreements."""
    given = rows("disagreements.jsonl")
    sides = [
        story(f"{side}{n}", row[side], row["language"])
        for n, row in enumerate(given)
        for side in ("left", "right")
    ]
    prepared = prepare(sides, analyser)
    found = 0
    for n, row in enumerate(given):
        told = disagreements(prepared[2 * n : 2 * n + 2], UTC)
        assert row["disagree"] or not told, row
        found += bool(told)
    assert found >= FOUND * sum(row["disagree"] for row in given)


def disputed(rows_):
    """What the boxes of some clusters name and what they should, each as the set of its figures."""
    for row in rows_:
        told = [
            replace(
                story(f"{row['id']}{n}", one["text"], one.get("language", row["language"])),
                outlet=one["outlet"],
                title=one["title"],
                published=datetime(2025, 1, one["day"], 9, tzinfo=UTC),
            )
            for n, one in enumerate(row["stories"])
        ]
        yield row, told


def named_rightly(given, analyser):
    """How many of the figures that differ are named, and how many there are; anything else that is named fails."""
    found = wanted = 0
    for row, told in disputed(given):
        prepared = prepare(told, analyser)
        named = disagreements(prepared, UTC)
        right = [{"".join(figure.split()).lower() for figure in pair} for pair in row["differ"]]
        of = {one.story.id: one for one in prepared}
        for one in named:
            assert {"".join(figure.text.split()).lower() for figure in one.figures} in right, row
            assert one.counted, row
            assert measured(one.figures[0], frozen(of[one.figures[0].sentence.story]), counted=one.counted), (
                row
            )
        found += len(named)
        wanted += len(right)
    return found, wanted


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ko", "en"])
def test_sources_disagree_in_other_words_too(analyser, language):
    """Reports of one event in words of their own: the figures that differ are named, nothing else is; each is proved again."""
    given = [row for row in rows("disputed.jsonl") if row["language"] == language]
    found, wanted = named_rightly(given, analyser)
    assert found >= FOUND * wanted


@pytest.mark.slow
@pytest.mark.parametrize(("language", "least"), [("ko", 7), ("en", 12), ("both", 0)])
def test_what_was_written_before_the_rules_were_known_is_named_rightly(analyser, language, least):
    """Of 28 figures that differ within a language those are named that were when it was last mended, and nothing else."""
    given = [row for row in rows("disputed_fresh.jsonl") if row["language"] == language]
    found, _ = named_rightly(given, analyser)
    assert found >= least


def test_a_quotation_that_an_earlier_version_showed_is_proved_still(analyser):
    """What is no longer chosen was said all the same: an issue that shows it stays right."""
    text = '"But the second pump was never switched on that night," Maren Tollast told reporters.'
    (one,) = prepare([story("0", text, "en")], analyser)
    ((said, speaker, sentence),) = heard(one.story, one.sentences)
    assert not quotations([one])
    shown = Quotation(text=said, speaker=speaker, sources=(sentence,))
    assert quoted_again(shown, sentence, frozen(one), text)
