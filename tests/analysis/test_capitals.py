"""Names of English texts are told by their capitals."""

from __future__ import annotations

from digest.analysis.capitals import Name, capitalised
from digest.analysis.prepared import prepare
from digest.language.analyser import Analyser
from digest.model import Story


def names(text: str) -> list[Name]:
    (story,) = prepare(
        [Story(id="s", document="d", source="test", title="", text=text, language="en")], Analyser()
    )
    return list(capitalised(story))


def test_the_first_word_counts_only_before_another():
    """The very first of a text as any other: nothing stands before it."""
    assert names("Rain fell all night.") == []
    assert [name.letters for name in names("Duram Chemical builds a plant. Duram Chemical hires.")] == [
        "chemical",
        "duramchemical",
        "chemical",
        "duramchemical",
    ]


def test_two_words_are_one_name_only_side_by_side():
    found = {
        name.letters for name in names("The plant of Duram, Chemical engineers say, feeds Duram 12 Chemical.")
    }
    assert "duramchemical" not in found
    assert {"duram", "chemical"} <= found
    assert all(name.term for name in names("Duram Chemical and NovaChip's Lab merge."))
