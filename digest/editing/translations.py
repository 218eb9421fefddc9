"""What the editor translates for an edition, each with the text that it is a translation of.

A translation holds for that text alone: where the text has changed since, it is kept and not shown, for a figure or a name
in it may be another by now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from digest.codec import fingerprint
from digest.model import Language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from digest.model import Issue, Item

What = Literal[
    "headline",
    "note",
    "section",
    "greeting",
    "conclusion",
    "sponsor",
    "sponsor-name",
    "subject",
    "preheader",
]
"""A headline or note is an item's, a section's title is of all issues, the rest is an issue's."""
WHATS: tuple[What, ...] = get_args(What)
OF_ISSUE: tuple[What, ...] = ("greeting", "conclusion", "sponsor", "sponsor-name", "subject", "preheader")


def print_of(source: str) -> str:
    """The fingerprint of a text to translate; how its words are spaced does not matter."""
    return fingerprint("translation", " ".join(source.split()))[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A text that an edition lacks: `of` is the id of an item or an issue, or the key of a section."""

    what: What
    of: str
    language: Language
    source: str
    to: Language

    @property
    def key(self) -> tuple[What, str]:
        """What it is, of what."""
        return self.what, self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The editor's words for a text whose fingerprint is `source`."""

    what: What
    of: str
    to: Language
    text: str
    source: str

    @property
    def key(self) -> tuple[What, str]:
        """What it is, of what."""
        return self.what, self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """The translations into one language."""

    kept: Mapping[tuple[What, str], Translation] = field(default_factory=dict)

    def of(self, wanted: Wanted) -> str:
        """The translation of a text as it stands now; empty where there is none, or one of an earlier text."""
        found = self.kept.get(wanted.key)
        return found.text if found and found.source == print_of(wanted.source) else ""

    def stale(self, wanted: Wanted) -> str:
        """A translation of what the text was before; empty where there is none."""
        found = self.kept.get(wanted.key)
        return found.text if found and found.source != print_of(wanted.source) else ""


UNTRANSLATED = Translated()


def into(language: Language, kept: Iterable[Translation]) -> Translated:
    """Those into one language."""
    return Translated(kept={one.key: one for one in kept if one.to == language})


def tells(item: Item, issue: Issue) -> bool:
    """Whether an edition tells an item in its own language; what the editor alone tells is in that of the primary edition."""
    if not item.references:
        return issue.id == issue.primary
    return any(reference.language == issue.language for reference in item.references)


def wanted(editions: Sequence[Issue], to: Language, untitled: Collection[str] = ()) -> tuple[Wanted, ...]:
    """What an edition lacks, in the order of its page.

    Args:
        editions: of one selection, the primary first.
        to: the language of the edition.
        untitled: keys of sections that the publication gives no title in it.
    """
    mine = next(one for one in editions if one.language == to)
    primary = editions[0]
    found: list[Wanted] = []
    if mine is not primary:
        found += _of_issue(primary, to)
        found += [
            Wanted(what="section", of=section.key, language=primary.language, source=section.title, to=to)
            for section in primary.sections
            if section.key in untitled and section.title
        ]
    for item in mine.items:
        others = [
            (one, theirs)
            for one in editions
            if one is not mine
            for theirs in one.items
            if theirs.id == item.id
        ]
        found += _of_item(item, mine, others)
    return tuple(found)


def _of_item(item: Item, mine: Issue, others: Sequence[tuple[Issue, Item]]) -> Iterator[Wanted]:
    told = next(((one, theirs) for one, theirs in others if tells(theirs, one)), None)
    if not tells(item, mine) and told:
        issue, theirs = told
        said = theirs.note if issue.id == issue.primary else ""
        said = said or "\n".join(pick.sentence.text for pick in theirs.told)
        yield _wanted("headline", item, issue, theirs.headline.text, mine)
        if said:
            yield _wanted("note", item, issue, said, mine)
        return
    for issue, theirs in others:
        # Of an item that the primary edition does not tell either, its note may be a translation itself.
        if issue.id == issue.primary and theirs.note and tells(theirs, issue):
            yield _wanted("note", item, issue, theirs.note, mine)


def _wanted(what: What, item: Item, issue: Issue, source: str, mine: Issue) -> Wanted:
    return Wanted(what=what, of=item.id, language=issue.language, source=source, to=mine.language)


def _of_issue(primary: Issue, to: Language) -> Iterator[Wanted]:
    slots = primary.slots
    texts: dict[What, str] = {
        "greeting": slots.greeting,
        "conclusion": slots.conclusion,
        "sponsor": slots.sponsor.text if slots.sponsor else "",
        "sponsor-name": slots.sponsor.name if slots.sponsor else "",
        "subject": slots.subject,
        "preheader": slots.preheader,
    }
    for what, source in texts.items():
        if source:
            yield Wanted(what=what, of=primary.selection, language=primary.language, source=source, to=to)
