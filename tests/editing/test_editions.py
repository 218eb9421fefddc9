"""One selection told in two languages: the same items in the same places, each by its own-language stories."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.analysis.clusters import group
from digest.analysis.prepared import prepare
from digest.editing.affairs import trace
from digest.editing.compose import compose
from digest.editing.editions import Edition, editions
from digest.editing.lint_editions import lint_editions
from digest.editing.sections import SectionSettings
from digest.editing.translations import OF_ISSUE, Translation, into, print_of, tells, wanted
from digest.language.pairs import Known, Sighting
from digest.model import Memory, Slots, Sponsor
from tests.editing.conftest import TOLD, story

if TYPE_CHECKING:
    from digest.editing.material import Material

ENGLISH = (
    (
        "Northwind Wire",
        "NovaChip to build chip plant in Gumi",
        (
            "NovaChip will build a power chip plant in Gumi for 2 trillion won, it said on Tuesday. The NovaChip plant opens in March 2027. "
            "It will hire 1,200 people."
        ),
    ),
    (
        "Northwind Wire",
        "Port Ellery orders five electric ferries",
        (
            "The Port Ellery council voted to buy five battery-electric ferries for $84 million. The first is due in June 2027. "
            "Each carries 320 passengers."
        ),
    ),
)


@pytest.fixture(scope="module")
def told(analyser):
    every = [story(number, *one) for number, one in enumerate(TOLD)]
    every += [replace(story(20 + number, *one), language="en") for number, one in enumerate(ENGLISH)]
    return prepare(every, analyser)


@pytest.fixture
def both(settings):
    korean = replace(
        settings,
        editions=("ko", "en"),
        rights={**settings.rights, "Northwind Wire": "open"},
        sections=(*settings.sections, SectionSettings(key="sea", title="바다", words=("굴", "ferries"))),
    )
    english = replace(
        korean,
        language="en",
        title="Test",
        sections=tuple(
            replace(one, title={"society": "Society", "tech": "Technology"}.get(one.key, one.title))
            for one in korean.sections
        ),
    )
    return korean, english


@pytest.fixture
def selection(told, both, material, provenance):
    names = Known(
        archive=tuple(
            Sighting(korean=korean, latin=latin, by="sound", document=f"n{number}")
            for korean, latin in (("노바칩", "NovaChip"), ("구미", "Gumi"))
            for number in range(3)
        )
    )
    made: Material = replace(
        material,
        stories=told,
        affairs=trace(group(told, known=names), told).affairs,
        memory=Memory(issues=4),
    )
    return compose(made, both[0], provenance)


def tell(selection, told, both, kept=(), untitled=("sea",)):
    kinds = [
        Edition(
            settings=one, translated=into(one.language, kept), untitled=untitled if one is both[1] else ()
        )
        for one in both
    ]
    return editions(selection, {one.story.id: one for one in told}, kinds)


def item_of(issue, outlet):
    return next(item for item in issue.items if outlet in {one.title for one in item.references})


def test_all_editions_have_the_same_items_in_the_same_places(selection, told, both):
    """Ids, order, sections, scores, number, charts and sources are those of the selection."""
    made = tell(selection, told, both)
    assert [issue.id for issue in made] == ["test-weekly-2025-11-17-ko", "test-weekly-2025-11-17-en"]
    assert {issue.primary for issue in made} == {made[0].id}
    for issue in made:
        assert [(one.id, one.section, one.score) for one in issue.items] == [
            (one.id, one.section, one.score) for one in selection.items
        ]
        assert [{one.story for one in item.references} for item in issue.items] == [
            {one.story for one in item.references} for item in selection.items
        ]
        assert (issue.number, issue.keywords, issue.outlets) == (5, selection.keywords, selection.outlets)
    assert [one.title for one in made[1].sections][:2] != [one.title for one in made[0].sections][:2]


def test_no_edition_has_a_sentence_of_another_language(selection, told, both):
    """Sentences, boxes and dates ahead are of stories in its language; what has none is one line."""
    language = {one.story.id: one.story.language for one in told}
    for issue in tell(selection, told, both):
        for item in issue.items:
            assert {language[pick.sentence.story] for pick in item.told} <= {issue.language}
            if not tells(item, issue):
                assert (item.size, item.picks, item.note) == ("line", (), "")
            else:
                assert language[item.headline.story] == issue.language
        assert {language[one.pick.sentence.story] for one in issue.ahead} <= {issue.language}


def test_an_item_of_both_languages_is_told_in_each(selection, told, both):
    korean, english = tell(selection, told, both)
    plant = ENGLISH[0][1]
    assert item_of(korean, plant).headline.language == "ko"
    assert item_of(english, plant).headline.text == plant
    assert item_of(english, plant).picks
    assert item_of(english, plant).references[0].language == "en"


def translations(made, text=lambda one: f"[{one.what}]"):
    return [
        Translation(what=one.what, of=one.of, to=one.to, text=text(one), source=print_of(one.source))
        for language in ("ko", "en")
        for one in wanted(made, language, ("sea",) if language == "en" else ())
    ]


def test_translations_stand_where_no_story_tells(selection, told, both):
    """Headline and note are the editor's; an item that its own stories tell keeps their words."""
    bare = tell(selection, told, both)
    made = tell(selection, told, both, translations(bare))
    for before, issue in zip(bare, made, strict=True):
        for old, item in zip(before.items, issue.items, strict=True):
            if tells(item, issue):
                assert item == old
            else:
                assert (item.headline.text, item.headline.provenance) == ("[headline]", "editor")
                assert (item.note, item.size) in (("[note]", "full"), ("", "line"))
    assert "[section]" in {one.title for one in made[1].sections}
    assert made[1].provenance.overrides != bare[1].provenance.overrides


def test_what_an_edition_lacks_is_the_same_once_it_is_translated(selection, told, both):
    """The source texts do not depend on what is translated: a table that is exported again has the same fingerprints."""
    bare = tell(selection, told, both)
    made = tell(selection, told, both, translations(bare))
    for language in ("ko", "en"):
        assert wanted(made, language, ("sea",)) == wanted(bare, language, ("sea",))


def test_a_translation_of_an_earlier_text_is_not_shown(selection, told, both):
    bare = tell(selection, told, both)
    old = [replace(one, source=print_of("what it was before")) for one in translations(bare)]
    assert tell(selection, told, both, old) == bare


def test_what_the_editor_wrote_is_shown_elsewhere_only_in_translation(selection, told, both):
    """Greeting, conclusion, subject and notes of the primary edition never stand untranslated in another."""
    noted = replace(
        selection,
        slots=Slots(greeting="안녕하세요.", subject="이번 주"),
        items=tuple(replace(item, note="우리 생각") for item in selection.items),
    )
    korean, english = tell(noted, told, both)
    assert (korean.slots.greeting, english.slots.greeting, english.slots.subject) == ("안녕하세요.", "", "")
    assert not any(item.note for item in english.items)
    kept = translations((korean, english), text=lambda one: f"en {one.source}")
    _, english = tell(noted, told, both, kept)
    assert (english.slots.greeting, english.slots.subject) == ("en 안녕하세요.", "en 이번 주")
    for item, theirs in zip(english.items, korean.items, strict=True):
        assert item.note == ("en 우리 생각" if tells(theirs, korean) else "")


def test_a_headline_of_the_editors_is_shown_elsewhere_only_in_translation(selection, told, both):
    """Until it is translated the item stands under a title of its sources; once it is, under the translation, own items too."""
    written = [
        replace(item, headline=replace(item.headline, text="우리 제목", story="", provenance="editor"))
        for item in selection.items
    ]
    own = replace(
        written[0], id="own", clusters=(), references=(), picks=(), outlets=(), storyline=None, size="line"
    )
    headed = replace(selection, items=(*written, own))
    korean, english = tell(headed, told, both)
    assert not any(item.headline.text == "우리 제목" for item in english.items if item.references)
    kept = translations((korean, english))
    _, english = tell(headed, told, both, kept)
    translated = [item for item in english.items if not tells(item, english)]
    assert {item.headline.text for item in translated} == {"[headline]"}
    assert {"own"} < {item.id for item in translated}


def test_a_lead_that_is_a_line_here_gives_way_to_the_next(selection, told, both):
    """Each edition that tells anything has as many leads as the selection: one."""
    for issue in tell(selection, told, both):
        assert [item.size for item in issue.items].count("lead") == 1


def test_one_edition_alone_is_the_issue_as_composed(selection, told):
    assert editions(selection, {one.story.id: one for one in told}, ()) == (selection,)


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_translations_leave_the_selection_as_it_is(data, shared):
    """Whatever is translated, to whatever: the same items, and no sentence in another language."""
    selection, told, both, bare = shared
    known = translations(bare)
    of = st.sampled_from([one.of for one in known] + ["nothing"])
    one = st.builds(
        Translation,
        what=st.sampled_from(("headline", "note", "section", *OF_ISSUE)),
        of=of,
        to=st.sampled_from(("ko", "en")),
        text=st.text(min_size=1, max_size=20),
        source=st.sampled_from([one.source for one in known] + ["0" * 16]),
    )
    made = tell(selection, told, both, data.draw(st.lists(one, max_size=8)))
    for issue, before in zip(made, bare, strict=True):
        assert [item.id for item in issue.items] == [item.id for item in before.items]
        assert [item.picks for item in issue.items] == [item.picks for item in before.items]


@pytest.fixture
def shared(selection, told, both):
    return selection, told, both, tell(selection, told, both)


def test_a_wrong_figure_in_a_translation_is_remarked(selection, told, both):
    bare = tell(selection, told, both)
    right = translations(bare, text=lambda one: "The vote" if one.to == "en" else "표결")
    assert [one.kind for one in lint_editions(tell(selection, told, both, right))] == []
    wrong = [replace(one, text="굴 140곳, 8400만 원") if one.to == "ko" else one for one in right]
    found = lint_editions(tell(selection, told, both, wrong))
    assert {one.kind for one in found} == {"edition-figure"}
    assert any('"8400만 원"' in one.message for one in found)
    assert all(one.number and one.headline for one in found), "it says in which item it stands"


def test_a_section_without_a_title_of_its_own_is_remarked(selection, told, both):
    made = tell(selection, told, both)
    titles = {section.title for section in made[1].sections}
    assert {one.text for one in lint_editions(made)} == titles & {"바다"}


def test_a_section_that_is_called_the_same_in_both_has_a_title_where_the_publication_gives_it_one(
    selection, told, both
):
    made = tell(selection, told, both)
    assert lint_editions(made, untitled={"en": ()}) == ()
    found = lint_editions(made, untitled={"en": ("sea",)})
    assert [(one.kind, one.text) for one in found] == [("edition-section", "바다")]


def test_a_sponsor_is_named_in_the_words_of_the_edition_once_there_are_some(selection, told, both):
    whole = replace(
        selection, slots=Slots(sponsor=Sponsor(text="바다를 한눈에.", name="물결", url="https://a.example"))
    )
    known = [one for one in translations(tell(whole, told, both)) if one.what.startswith("sponsor")]
    assert [one.what for one in known] == ["sponsor", "sponsor-name"]
    text, name = (replace(one, text=words) for one, words in zip(known, ("The sea.", "Wave"), strict=True))

    def english(*given: Translation) -> Sponsor | None:
        return tell(whole, told, both, given)[1].slots.sponsor

    assert english() is None
    assert english(name) is None
    assert english(text) == Sponsor(text="The sea.", name="물결", url="https://a.example")
    assert english(text, name) == Sponsor(text="The sea.", name="Wave", url="https://a.example")
