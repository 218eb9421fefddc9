"""One selection, told in each language of the publication: the same items in the same places, each by its own-language stories.

An item that no story tells in an edition's language has the editor's translated headline and note there; without them it is
one line, marked as foreign. Memory and ids are those of the primary edition, so that a story is told once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digest.codec import fingerprint
from digest.editing import boxes
from digest.editing.anatomies import filling
from digest.editing.bank import NO_BANK, Bank
from digest.editing.compose import filled_in
from digest.editing.material import IssueSettings
from digest.editing.references import NEVER
from digest.editing.register import in_register
from digest.editing.telling import headed_and_told
from digest.editing.translations import UNTRANSLATED, Translated, Wanted, What, tells, wanted
from digest.model import Headline, Section, Slots, Telling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import Fact, Issue, Item, Provenance

Stories = Mapping[str, "Prepared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What one edition has of its own.

    Args:
        settings: its language, titles and names.
        bank: what its readers know of terms.
        translated: the editor's words in its language.
        untitled: keys of sections that have no title in its language.
        earlier: (issue, item) of the primary edition → where this edition told of it.
    """

    settings: IssueSettings
    bank: Bank = NO_BANK
    translated: Translated = UNTRANSLATED
    untitled: tuple[str, ...] = ()
    earlier: Mapping[tuple[str, str], Telling] = field(default_factory=dict)


def editions(issue: Issue, stories: Stories, of: Sequence[Edition]) -> tuple[Issue, ...]:
    """The editions of an issue, in their order; the issue alone where it has no others.

    Args:
        issue: the selection, as composed for the primary edition.
        stories: all that its items cite, by id.
        of: one for each of the issue's editions.
    """
    if not of:
        return (issue,)
    own = [_own(issue, stories, one) for one in of]
    return tuple(_finished(told, own, issue, stories, one) for told, one in zip(own, of, strict=True))


def _own(issue: Issue, stories: Stories, edition: Edition) -> Issue:
    """What an edition tells without a translation."""
    settings = edition.settings
    if settings.language == issue.language:
        return replace(issue, items=tuple(_primary(item, stories, settings) for item in issue.items))
    titles = {section.key: section.title for section in settings.sections}
    told = replace(
        issue,
        id=issue.edition(settings.language),
        language=settings.language,
        title=settings.title,
        publisher=settings.publisher,
        sections=tuple(Section(key=one.key, title=titles.get(one.key, one.title)) for one in issue.sections),
        items=tuple(_retold(item, stories, edition) for item in issue.items),
        slots=Slots(),
    )
    return _laid_out(told, stories, settings)


def _primary(item: Item, stories: Stories, settings: IssueSettings) -> Item:
    """An item of the primary edition; what the editor wrote there stands."""
    own = _speaking(item, stories, settings)
    written = item.headline.provenance == "editor"
    if own or not item.references:
        foreign = item.headline.language != settings.language and own and not written
        return replace(item, headline=headed_and_told(own, settings, item.clusters)[0]) if foreign else item
    told = replace(
        _silent(item), picks=tuple(pick for pick in item.picks if pick.provenance == "editor"), note=item.note
    )
    return replace(told, size=item.size if told.picks or told.note else "line", links=item.links)


def _retold(item: Item, stories: Stories, edition: Edition) -> Item:
    """An item told by its stories in the edition's language alone; its references are still all of them."""
    own = _speaking(item, stories, edition.settings)
    line = item.storyline
    if line:
        speaking = {member.story.id for member in own}
        line = replace(
            line,
            earlier=tuple(edition.earlier.get((one.issue, one.item), one) for one in line.earlier),
            new=tuple(fact for fact in line.new if _readable(fact, speaking)),
        )
    bare = replace(_silent(item), storyline=line, links=tuple(replace(link, text="") for link in item.links))
    if not own:
        return _as_its_sources_say(bare, stories, edition.settings)
    headline, picks = headed_and_told(own, edition.settings, item.clusters)
    cited = {story: place for place, story in enumerate(dict.fromkeys(one.sentence.story for one in picks))}
    references = sorted(
        item.references, key=lambda one: (cited.get(one.story, len(cited)), one.published or NEVER, one.story)
    )
    told = replace(bare, headline=headline, references=tuple(references))
    if not picks or item.size == "line":
        return told
    return filled_in(replace(told, picks=picks, size=item.size), own, edition.settings)


def _as_its_sources_say(item: Item, stories: Stories, settings: IssueSettings) -> Item:
    """An item under a headline of its sources, where the editor's is in the other language alone."""
    members = _members(item, stories)
    if item.headline.provenance != "editor" or not members:
        return item
    return replace(item, headline=headed_and_told(members, settings, item.clusters)[0])


def _silent(item: Item) -> Item:
    """An item as one line: its headline and its sources."""
    return replace(
        item, picks=(), passages=(), disagreements=(), quotations=(), key_figures=(), note="", size="line"
    )


def _speaking(item: Item, stories: Stories, settings: IssueSettings) -> tuple[Prepared, ...]:
    """The stories of an item in the language of an edition, in the order of its clusters."""
    members = _members(item, stories)
    return tuple(member for member in members if member.story.language == settings.language)


def _members(item: Item, stories: Stories) -> tuple[Prepared, ...]:
    named = (story for cluster in item.clusters for story in cluster.stories)
    return tuple(stories[story] for story in named if story in stories)


def _readable(fact: Fact, speaking: set[str]) -> bool:
    return fact.kind == "outlet" or fact.story in speaking


def _laid_out(told: Issue, stories: Stories, settings: IssueSettings) -> Issue:
    """The edition as its genre fills in the whole; which items it has, and in what order, the selection says."""
    made = filling(settings.anatomy).issue(_narrowed(told), stories, settings)
    found = {item.id: item for item in made.items}
    whole = {item.id: item for item in told.items}
    items = (replace(found.get(name, item), references=item.references) for name, item in whole.items())
    return replace(made, items=tuple(items), choice=told.choice)


def _narrowed(told: Issue) -> Issue:
    """The edition with the references in its own language alone."""
    return replace(
        told,
        items=tuple(
            replace(item, references=tuple(one for one in item.references if one.language == told.language))
            for item in told.items
        ),
    )


def _finished(
    told: Issue, own: Sequence[Issue], selection: Issue, stories: Stories, edition: Edition
) -> Issue:
    """The edition with its translations and boxes, in its register."""
    asked = wanted(own, told.language, edition.untitled)
    used = {one.key: (one, text) for one in asked if (text := edition.translated.of(one))}
    texts = {key: text for key, (_, text) in used.items()}
    items = tuple(_translated(item, told, texts) for item in told.items)
    told = replace(
        told,
        sections=tuple(
            replace(one, title=texts.get(("section", one.key), one.title)) for one in told.sections
        ),
        items=_led(items, selection),
        slots=_slots(told, selection, texts),
        provenance=_provenance(told, [one for one, _ in used.values()], texts),
    )
    settings = edition.settings
    boxed = boxes.filled(_narrowed(told), stories, settings.rights, settings.boxes, edition.bank)
    return in_register(replace(boxed, items=told.items), settings.register)


def _translated(item: Item, told: Issue, texts: Mapping[tuple[What, str], str]) -> Item:
    headline, note = texts.get(("headline", item.id), ""), texts.get(("note", item.id), "")
    written = item.headline.provenance == "editor" and item.headline.language == told.language
    if headline and not tells(item, told) and not written:
        item = replace(
            item,
            headline=Headline(text=headline, story="", language=told.language, provenance="editor"),
        )
    if note and not item.note:
        item = replace(item, note=note, size="full" if item.size == "line" else item.size)
    return item


def _led(items: Sequence[Item], selection: Issue) -> tuple[Item, ...]:
    """The items with a lead where the selection has one: the first that is told, where its own is only a line here."""
    leads = any(item.size == "lead" for item in selection.items)
    if not leads or any(item.size == "lead" for item in items):
        return tuple(items)
    first = next((item for item in items if item.size == "full" and item.told), None)
    return tuple(replace(item, size="lead") if item is first else item for item in items)


def _slots(told: Issue, selection: Issue, texts: Mapping[tuple[What, str], str]) -> Slots:
    """What the editor wrote for the whole issue, in the edition's words; an advertisement only where its text is translated."""
    if told.id == selection.id:
        return told.slots

    def text(what: What) -> str:
        return texts.get((what, selection.selection), "")

    sponsor, advertised = selection.slots.sponsor, text("sponsor")
    if (
        sponsor and advertised
    ):  # a name that is not translated stands as it is: it may be written so in both languages
        sponsor = replace(sponsor, text=advertised, name=text("sponsor-name") or sponsor.name)
    return Slots(
        greeting=text("greeting"),
        conclusion=text("conclusion"),
        sponsor=sponsor if advertised else None,
        subject=text("subject"),
        preheader=text("preheader"),
    )


def _provenance(told: Issue, used: Sequence[Wanted], texts: Mapping[tuple[What, str], str]) -> Provenance:
    if not used:
        return told.provenance
    lines = sorted(f"translation {one.what} {one.of} {texts[one.key]}" for one in used)
    return replace(told.provenance, overrides=fingerprint(told.provenance.overrides, *lines))
