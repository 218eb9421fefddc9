"""Names in both scripts: which of those that are known are used."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from digest.language.called import called
from digest.language.exchange import exported
from digest.language.glossary import read
from digest.language.pairs import ENOUGH, Known, Sighting, pairs, sightings

DAY = datetime(2025, 11, 3, tzinfo=UTC)


def known(glossary: str = "", *texts: tuple[str, str]) -> Known:
    """A glossary, and an archive of texts (id of the document, text)."""
    return Known(glossary=read(glossary)[0], archive=sightings(texts))


def used(what: Known, *batch: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [(pair.korean, pair.latin, pair.origin) for pair in pairs(what, sightings(batch)) if pair.believed]


def test_a_name_that_sounds_alike_is_used_at_once_a_translation_when_it_comes_again():
    bank = "이날 한결은행(Bank of Gyeol)이"
    assert used(known("", ("a", "노바칩(NovaChip)이"))) == [("노바칩", "NovaChip", "archive")]
    assert used(known("", ("a", f"{bank} {bank}"))) == []
    assert used(known("", ("a", bank)), ("b", bank)) == [("한결은행", "Bank of Gyeol", "archive")]
    assert ENOUGH == 2


def test_where_a_pair_was_learned():
    """In the batch alone; in earlier documents; in the glossary, which goes before both."""
    text = "노바칩(NovaChip)이"
    assert used(known(), ("a", text)) == [("노바칩", "NovaChip", "batch")]
    assert used(known("", ("a", text)), ("a", text)) == [("노바칩", "NovaChip", "batch")]
    assert used(known("", ("a", text)), ("b", text)) == [("노바칩", "NovaChip", "archive")]
    assert used(known("노바칩 = NovaChip", ("a", text))) == [("노바칩", "NovaChip", "glossary")]


def test_a_document_of_the_batch_counts_once():
    (pair,) = pairs(known("", ("a", "노바칩(NovaChip)")), sightings([("a", "노바칩(NovaChip)")]))
    assert (pair.documents, pair.times) == (("a",), 1)


def test_the_glossary_wins():
    """It gives a name another form, or refuses one: what texts say of that is not used, however often they do."""
    texts = [(str(number), "세온(Seon)은") for number in range(5)]
    assert used(known("세온 = Saeon", *texts)) == [("세온", "Saeon", "glossary")]
    assert used(known("세온 != Seon", *texts)) == []
    assert used(known("세온 != Saeon", *texts)) == [("세온", "Seon", "archive")]


def test_the_most_frequent_form_holds_in_any_order():
    texts = [("a", "세온(Seon)은"), ("b", "세온(Seon)이"), ("c", "세온(Saeon)을")]
    for order in (texts, texts[::-1]):
        assert called(pairs(known("", *order))).words == {"세온": "seon"}


def test_the_words_of_a_long_name_are_names_and_share_what_others_make_of_them():
    names = called(pairs(known("", ("a", "제프리 힌턴(Geoffrey Hinton), 제프리 엡스턴(Jeffrey Epston)"))))
    assert {stem for stem, _ in names.learned["제프리"]} == {"geoffrey", "jeffrey"}
    assert dict(names.learned["힌턴"]) == {"hinton": 1.0}
    assert names.sounding >= {"제프리", "힌턴", "제프리힌턴"}


def test_an_ordinary_word_is_no_name_though_a_text_explains_it():
    """Else 모델 would be told apart from the 모델 of every batch that does not explain it."""
    texts = ("a", "모델(Model)과 노바칩(NovaChip)")
    assert called(pairs(known("", texts))).words == {"노바칩": "novachip"}
    assert called(pairs(known("모델 = Model", texts))).words == {"노바칩": "novachip", "모델": "model"}


def test_a_name_that_is_told_by_meaning_is_no_transliteration():
    names = called(pairs(known("한결은행 = Bank of Gyeol, BOG")))
    assert dict(names.given["한결은행"]).keys() == {"bank", "gyeol", "bog"}
    assert names.sounding == frozenset()


def test_since_when_a_pair_is_known():
    seen = [
        Sighting(
            korean="노바칩",
            latin=latin,
            by="sound",
            document=name,
            published=DAY + timedelta(days=days),
            learned=DAY,
        )
        for name, latin, days in (("a", "NovaChip", 3), ("b", "Novachip", 1), ("c", "NovaChip", 2))
    ]
    (pair,) = pairs(Known(archive=tuple(seen)))
    assert (pair.latin, pair.documents, pair.learned) == ("NovaChip", ("a", "b", "c"), DAY)
    assert (pair.first, pair.last) == (DAY + timedelta(days=1), DAY + timedelta(days=3))


@pytest.mark.parametrize("glossary", ["", "노바칩 = Nova\n벨로라 != Velora\n한결은행 = Bank of Gyeol, BOG"])
def test_what_is_exported_is_a_glossary_that_says_the_same(glossary):
    texts = [("a", "노바칩(NovaChip), 벨로라(Velora), 마라 켈린(Mara Kellin), 이날 한결재단(Even Body)은")]
    found = pairs(known(glossary, *texts))
    read_back, mistakes = read(exported(found, UTC))
    assert mistakes == ()
    told = {(pair.korean, pair.latin, pair.refused) for pair in found if pair.believed or pair.refused}
    again = pairs(Known(glossary=read_back))
    assert {(pair.korean, pair.latin, pair.refused) for pair in again} == told
    assert called(again).words == called(found).words
    assert "Even Body" in exported(found, UTC)
