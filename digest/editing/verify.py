"""Proof that an issue invents nothing.

Each headline is the title of its story, each sentence a whole sentence of the text it cites, letter by letter (or what the
rule of register that it names makes of that), told once and of a source that allows more than a link. Each new fact of a
storyline stands in a story of its item (a new outlet among its references), each quotation and figure of a box stands in a
whole sentence that it cites, each passage of a dated line is of the day of its story, and each reference says of its story what the store knows, outlets as well: all as they were
frozen when the issue was built. What a storyline says of earlier items is what the store remembers of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from digest.editing.dayproof import dated
from digest.editing.registerproof import of_other_rules, rewriting
from digest.editing.saidproof import Claim, claims, hiding, standing
from digest.editing.unsupported import unsupported
from digest.language.tags import untagged
from digest.model import Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.model import Fact, Headline, Issue, Item, Pick, Reference, Telling

Verdict = Literal["proved", "editor", "unsupported", "otherwise", "wrong", "gone", "unchecked"]
"""`editor`: a person wrote it; `unsupported`: a person did, with a figure or a name that no source of the item has.

`otherwise` (`by_other_rules`): its words stand where it says, but today's rules would not make a box of them, or not show a sentence so.
"""
What = Literal[
    "sentence",
    "headline",
    "note",
    "fact",
    "earlier",
    "quotation",
    "figure",
    "reference",
    "number",
    "term",
    "date",
    "event",
]
"""What an issue says, in the order in which it is counted; a `note` is the editor's and needs no proof."""


_TAGS = re.compile(r"\[[^\]]*\]|\([^)]*\)|<[^>]*>|【[^】]*】|[\W_]")
"""What the rule for headlines may leave of a title, or take away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A story as it was when an issue was built.

    `story` is without its text, which is None once it is no longer kept; `spans` are the places of its sentences, `parts` those of
    sentences that had run together in one of them, as they were parted then.
    """

    story: Story
    text: str | None
    fingerprint: str
    spans: frozenset[tuple[int, int]]
    parts: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What became of one thing that an item says; `message` says what is wrong, empty where nothing is.

    `stands`: it is wrong by today's rules alone, and its words all stand where it says.
    """

    item: str
    what: What
    text: str
    verdict: Verdict
    message: str = ""
    stands: bool = False


def by_other_rules(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings in an issue of which it is known that nobody changed it: what stands was made by the rules of another version."""
    return tuple(replace(one, verdict="otherwise") if one.stands else one for one in findings)


def verify(
    issue: Issue, frozen: Mapping[str, Frozen], told: Mapping[tuple[str, str], Telling] | None = None
) -> tuple[Finding, ...]:
    """One finding for each headline, sentence, new fact, earlier item, quotation, figure, day and reference of the issue's items.

    And one for each text that the editor wrote for the whole issue; its `item` is empty.

    What stands beside the items, `proof` and `calendarproof` have; numbers, `countproof`.

    Args:
        issue: as it stands in issue.json.
        frozen: story id → the story as the store froze it.
        told: (issue, item) → what the store remembers of an earlier item; None where nobody asked it: what the issue
            says of earlier items is then `unchecked`.
    """
    return (
        *_slots(issue),
        *(finding for item in issue.items for finding in _item(issue, item, frozen, told)),
    )


def _slots(issue: Issue) -> Iterator[Finding]:
    """What a person wrote for the whole issue: of no item, and so compared with none."""
    slots = issue.slots
    sponsor = (slots.sponsor.text, slots.sponsor.name) if slots.sponsor else ()
    for text in (slots.subject, slots.preheader, slots.greeting, slots.conclusion, *sponsor):
        if text:
            yield Finding(item="", what="note", text=text, verdict="editor")


def _item(
    issue: Issue, item: Item, frozen: Mapping[str, Frozen], told: Mapping[tuple[str, str], Telling] | None
) -> Iterator[Finding]:
    cited = {reference.story: reference for reference in item.references}
    yield _headline(item, frozen, cited)
    if item.note:
        yield _written(item, "note", item.note, frozen)
    yield from (_heading(item, one.heading, frozen, cited) for one in item.passages if one.heading)
    for place, pick in enumerate(item.told):
        if _again(pick, item.told[:place]):
            yield _told(item, "sentence", pick.sentence.text, "it stands in the item twice")
        else:
            yield _sentence(issue, item, pick, frozen, cited)
    for fact in item.storyline.new if item.storyline else ():
        yield _fact(item, fact, frozen.get(fact.story), cited.get(fact.story))
    for earlier in item.storyline.earlier if item.storyline else ():
        yield _earlier(item, earlier, told)
    for claim in (*claims(item, frozen, cited), *dated(issue, item, frozen, cited)):
        yield _claimed(item, claim)
    for reference in item.references:
        yield _reference(item, reference, frozen.get(reference.story))
    right = _outlets(item, frozen)
    if right != sorted(item.outlets):
        wrong = f'the outlets of its references are "{", ".join(right)}"'
        yield _told(item, "reference", ", ".join(item.outlets), wrong)
    copies = _copies(item)
    repeated = sum(reference.story in copies for reference in item.references)
    if repeated != item.copies:
        yield _told(
            item, "reference", str(item.copies), f"{repeated} of its references repeat another's text"
        )


def _claimed(item: Item, claim: Claim) -> Finding:
    if claim.gone:
        return _gone(item, claim.what, claim.text, claim.gone)
    if claim.otherwise and not claim.message:
        return _told(item, claim.what, claim.text, claim.otherwise, stands=True)
    return _told(item, claim.what, claim.text, claim.message)


def _again(pick: Pick, before: Sequence[Pick]) -> bool:
    """Whether a sentence that the editor did not write stands among those before it."""
    return pick.provenance != "editor" and any(
        pick.sentence == other.sentence for other in before if other.provenance != "editor"
    )


def _copies(item: Item) -> set[str]:
    return {copy.story for cluster in item.clusters for copy in cluster.copies}


def _outlets(item: Item, frozen: Mapping[str, Frozen]) -> list[str]:
    """The outlets of the references that repeat no other's text, as the store knows them, in order of letters."""
    copies = _copies(item)
    found = set()
    for reference in item.references:
        known = frozen.get(reference.story)
        if reference.story not in copies:
            found.add((known.story.outlet or known.story.source) if known else reference.outlet)
    return sorted(found)


def _headline(item: Item, frozen: Mapping[str, Frozen], cited: Mapping[str, Reference]) -> Finding:
    head = item.headline
    if head.provenance == "editor":
        return _written(item, "headline", head.text, frozen)
    source = frozen.get(head.story)
    if source is None:
        return _gone(item, "headline", head.text, head.story)
    if source.story.title:
        right = untagged(source.story.title)
    elif source.text is None:
        return _gone(item, "headline", head.text, head.story)
    elif head.story in cited and cited[head.story].rights in ("link-only", "private"):
        return _told(item, "headline", head.text, f"of story {head.story} no more than a link may be shown")
    else:  # a story without a title is headed by its first sentence, whole
        start, end = min(source.spans, default=(0, len(source.text)))
        right = source.text[start:end]
    wrong = "" if head.text == right else f'the story is headed "{right}"'
    tagged = head.text and not _TAGS.sub("", source.story.title.replace(head.text, "", 1)).strip()
    return _told(item, "headline", head.text, wrong, stands=bool(wrong) and bool(tagged))


def _heading(
    item: Item, head: Headline, frozen: Mapping[str, Frozen], cited: Mapping[str, Reference]
) -> Finding:
    """A heading within an item: the title of its story, or a line or block of its text, whole."""
    source = frozen.get(head.story)
    if head.provenance != "editor" and source is not None and source.text is not None:
        blocks = {source.text[one.span.start : one.span.end].strip() for one in source.story.blocks}
        if head.text in blocks or head.text in map(str.strip, source.text.split("\n")):
            return _told(item, "headline", head.text, hiding(source, source.text, cited.get(head.story)))
    return _headline(replace(item, headline=head), frozen, cited)


def _sentence(
    issue: Issue, item: Item, pick: Pick, frozen: Mapping[str, Frozen], cited: Mapping[str, Reference]
) -> Finding:
    text, story = pick.sentence.text, pick.sentence.story
    if pick.provenance == "editor":
        return _written(item, "sentence", text, frozen)
    source = frozen.get(story)
    if source is None or source.text is None:
        return _gone(item, "sentence", text, story)
    told = (pick, source, source.text, cited.get(story))
    wrong = difference(*told)
    return _told(item, "sentence", text, wrong, stands=bool(wrong) and stands_rewritten(issue, *told))


def _written(item: Item, what: What, text: str, frozen: Mapping[str, Frozen]) -> Finding:
    """What a person wrote: compared with the sources of the item, where it has any."""
    found = [frozen.get(one.story) for one in item.references]
    texts = [f"{one.story.title}\n{one.text}" for one in found if one and one.text is not None]
    missing = ", ".join(f'"{one}"' for one in unsupported(text, texts)) if texts else ""
    message = f"no source of the item says {missing}" if missing else ""
    verdict: Verdict = "unsupported" if missing else "editor"
    return Finding(item=item.id, what=what, text=text, verdict=verdict, message=message)


def difference(pick: Pick, source: Frozen, text: str, cited: Reference | None) -> str:
    """What keeps a pick from being a quotation; empty where nothing does."""
    return standing(pick.sentence, source, text, cited) or rewriting(pick)


def stands_rewritten(issue: Issue, pick: Pick, source: Frozen, text: str, cited: Reference | None) -> bool:
    """Whether a pick is a quotation but for its register, which the rules of another version gave it."""
    return not standing(pick.sentence, source, text, cited) and of_other_rules(issue, pick)


def _fact(item: Item, fact: Fact, source: Frozen | None, cited: Reference | None) -> Finding:
    if fact.kind == "outlet":
        known = any(fact.text == reference.outlet for reference in item.references)
        return _told(item, "fact", fact.text, "" if known else "no outlet of the item is called so")
    if not fact.story:
        return _told(item, "fact", fact.text, "it names no story that says so")
    if cited is None:
        return _told(item, "fact", fact.text, f"story {fact.story} is not among the item's references")
    if cited.rights == "link-only":
        return _told(item, "fact", fact.text, f"of story {fact.story} no more than a link may be shown")
    if source is None or source.text is None:
        return _gone(item, "fact", fact.text, fact.story)
    says = fact.text and (fact.text in source.text or fact.text in source.story.title)
    return _told(item, "fact", fact.text, "" if says else f"story {fact.story} does not say so")


def _earlier(item: Item, earlier: Telling, told: Mapping[tuple[str, str], Telling] | None) -> Finding:
    text = f"{earlier.issue}: {earlier.headline}"
    if told is None:
        message = "whether it was told then was not checked"
        return Finding(item=item.id, what="earlier", text=text, verdict="unchecked", message=message)
    known = told.get((earlier.issue, earlier.item))
    if known is None:
        return _told(item, "earlier", text, f"the store knows of no item {earlier.item} of {earlier.issue}")
    if known.headline != earlier.headline:
        return _told(item, "earlier", text, f'its headline there is "{known.headline}"')
    if (known.number, known.place) != (earlier.number, earlier.place):
        return _told(item, "earlier", text, f"it is item {known.place} of number {known.number}")
    if earlier.outlets not in (0, known.outlets):  # an issue of a former version does not say
        return _told(item, "earlier", text, f"{known.outlets} outlets told of it there")
    return _told(item, "earlier", text, "" if known.day == earlier.day else f"its day is {known.day}")


def _reference(item: Item, reference: Reference, source: Frozen | None) -> Finding:
    told = f"{reference.outlet}: {reference.title}"
    if source is None:
        return _gone(item, "reference", told, reference.story)
    story = source.story
    known: dict[str, object] = {
        "document": story.document,
        "title": story.title,
        "outlet": story.outlet or story.source,
        "url": story.url,
        "published": story.published,
        "precision": story.precision,
        "language": story.language,
        "fingerprint": source.fingerprint,
    }
    if reference.citations:
        known["citations"] = story.citations
    for name, right in known.items():
        if getattr(reference, name) != right:
            return _told(item, "reference", told, f'its {name} is "{right}"')
    return _told(item, "reference", told, "")


def _told(item: Item, what: What, text: str, message: str, *, stands: bool = False) -> Finding:
    """Proved where there is no message."""
    verdict: Verdict = "wrong" if message else "proved"
    return Finding(item=item.id, what=what, text=text, verdict=verdict, message=message, stands=stands)


def _gone(item: Item, what: What, text: str, story: str) -> Finding:
    message = f"the text of story {story} is not in the store"
    return Finding(item=item.id, what=what, text=text, verdict="gone", message=message)
