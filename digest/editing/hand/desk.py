"""The editor's hand at work while an issue is composed: which items come in, how large, where, in which words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.editing import quoting, reasons, untitled
from digest.editing.hand import words
from digest.editing.hand.candidates import all_keyed
from digest.editing.hand.keys import source_key
from digest.editing.hand.outlined import as_listed, as_placed, whole
from digest.editing.hand.values import ItemEdit, Numbered, Remark
from digest.editing.references import references
from digest.model import NotTold, Pick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.editing.hand.values import Hand, RemarkKind, Size
    from digest.editing.material import IssueSettings
    from digest.model import DatedBy, Headline, Item

Told = tuple["Item", tuple["Prepared", ...]]
"""An item and its stories."""

NO_EDIT = ItemEdit(id="")


def placed(hand: Hand, named: Mapping[str, str]) -> dict[str, str]:
    """Story → the section that the editor put its item in; `named` is story → item."""
    sections = {edit.id: edit.section for edit in hand.items if edit.section}
    return {story: sections[item] for story, item in named.items() if item in sections}


_MOST = "at most two sentences and a fifth of a text, none where only a link is allowed"
_OTHERWISE = (
    'choose another or fewer, or write rights = "open" to its source in config.toml where you may quote more'
)


class Desk:
    """What the editor wrote, done step by step; `remarks` are what could not be done as it is written."""

    def __init__(self, hand: Hand, settings: IssueSettings, dated_by: Mapping[str, DatedBy]) -> None:
        self._edits = {edit.id: edit for edit in hand.items}
        self._hand = hand
        self._settings = settings
        self._dated_by = dated_by
        self._chosen: dict[str, Item] = {}
        self.remarks: list[Remark] = []

    def out(self, item: str) -> NotTold | None:
        """Why the editor leaves an item out; None where it stays."""
        edit = self._edits.get(item)
        if edit is None or not (edit.drop or edit.hold):
            return None
        return NotTold(kind="editor" if edit.drop else "held")

    def ranked(self, candidates: Sequence[Told]) -> list[Told]:
        """Those that are pinned first; of these, and of the others, in their order."""
        return sorted(candidates, key=lambda one: not self.pinned(one[0].id))

    def edits(self, item: str) -> bool:
        """Whether the editor wrote anything of an item."""
        return item in self._edits

    def pinned(self, item: str) -> bool:
        """Whether an item stands in the issue in any case."""
        edit = self._edits.get(item)
        return edit is not None and edit.pin is not None

    def asked(self, items: Sequence[Item], tells: Callable[[int], bool]) -> dict[int, Size | None]:
        """The places of the items that are pinned, or whose size the editor said, with it; what shows no sentence is one line.

        `tells` says of a place whether its item has a sentence to show.
        """
        found: dict[int, Size | None] = {}
        for place, item in enumerate(items):
            edit = self._edits.get(item.id)
            size = edit.size if edit else None
            if edit and size and size != "line" and not tells(place):
                told = "its sources allow no sentence of theirs to be shown: it is told in one line"
                self._tell("refused", edit, "size", told, "give it sentences of your own")
                size = "line"
            if edit and (size or edit.pin is not None):
                found[place] = size
        return found

    def own(self, taken: Iterable[str]) -> list[Item]:
        """The editor's own items."""
        names = set(taken)
        rest = "other"
        return [
            words.item(one, self._settings.language, one.section or rest, names) for one in self._hand.own
        ]

    def told(self, item: Item, members: Sequence[Prepared]) -> Item:
        """The item in the editor's words: headline, sentences, note and links."""
        edit = self._edits.get(item.id)
        if edit is None:
            return item
        item = replace(item, headline=self._headline(edit, item, members), note=edit.note, links=edit.links)
        if not edit.sentences:
            return item
        picks = self._picks(edit, item, members)
        if not picks:
            return item
        self._chosen[item.id] = item
        cited = [pick.sentence.story for pick in picks]
        listed = references(members, cited, self._settings.rights, self._dated_by)
        return replace(item, picks=picks, references=listed)

    def to_fill(self, item: Item) -> tuple[Item, IssueSettings]:
        """What the genre fills an item in from: the item as it is told, and the settings of the issue.

        Of one whose sentences the editor listed, that is the item as it would be: what is listed is looked for in it.
        """
        if item.id not in self._chosen:
            return item, self._settings
        if self._settings.anatomy == "brief":
            return whole(item, self._settings)
        unlisted = self._chosen[item.id]
        return replace(item, picks=unlisted.picks, references=unlisted.references), self._settings

    def held_to(self, chosen: Item, filled: Item, members: Sequence[Prepared]) -> Item:
        """An item as its genre fills it in, with the headline and the sentences that the editor chose."""
        edit = self._edits.get(chosen.id)
        if edit is None:
            return filled
        if edit.headline:
            filled = replace(filled, headline=chosen.headline)
        if chosen.id not in self._chosen:
            return filled
        if self._settings.anatomy != "brief":
            return as_placed(chosen.picks, filled)
        headed = untitled.quoted_by(chosen.headline, {one.story.id: one for one in members})
        shown = (*headed, *(pick.sentence for pick in chosen.picks if pick.provenance != "editor"))
        quota = quoting.Quota(members, self._settings.rights, shown)
        return as_listed(chosen.picks, filled, members, quota)

    def untold(self, item: Item) -> None:
        """Tell of what the editor wrote that an item of one line does not show."""
        edit = self._edits.get(item.id)
        if edit is None:
            return
        if edit.sentences and edit.size != "line":
            told = "it is told in one line, which shows no sentences"
            self._tell("idle", edit, "sentences", told, 'write size = "full"')
        for key, written, what in (("note", edit.note, "note"), ("links", edit.links, "links of yours")):
            if written:
                told = f"it is told in one line, which shows no {what}"
                self._tell("idle", edit, key, told, 'write size = "full"')

    def absent(self, names: Mapping[str, NotTold], page: Iterable[str]) -> None:
        """Tell of each edit whose item is not on the page; `names` is item → why it is not told."""
        shown = set(page)
        for edit in self._hand.items:
            why = names.get(edit.id)
            if edit.id in shown or (why and why.kind in ("editor", "held")):
                continue
            if why and edit == replace(NO_EDIT, id=edit.id, merge_with=edit.merge_with):
                continue  # what it took in is told with it, wherever that is
            if why:
                hint = "" if edit.pin else "pin = true brings it in"
                self._tell("idle", edit, "", f"is not on the page: {reasons.told(why)}", hint)
            else:
                self._tell("gone", edit, "", "no item has this id any more")

    def arranged(self, items: Sequence[Item], own: Sequence[Item]) -> tuple[Item, ...]:
        """The items of the page, those that the editor gave a place at it: in their section, lines apart."""
        places = {edit.id: edit.place for edit in self._hand.items if edit.place is not None}
        places |= {
            item.id: one.position for item, one in zip(own, self._hand.own, strict=True) if one.position
        }
        groups: dict[tuple[str, bool], list[Item]] = {}
        for item in items:
            groups.setdefault((item.section, item.size == "line"), []).append(item)
        arranged = {key: _arranged(group, places) for key, group in groups.items()}
        return tuple(item for group in arranged.values() for item in group)

    def _headline(self, edit: ItemEdit, item: Item, members: Sequence[Prepared]) -> Headline:
        if isinstance(edit.headline, Numbered):
            member = next((one for one in members if source_key(one.story.id) == edit.headline.key), None)
            if member is None:
                self._lost(edit, "headline", edit.headline, "source")
            elif not member.story.title:
                told = f"source ({edit.headline.number}) has no title"
                self._tell("refused", edit, "headline", told, "name another, or write one of your own")
            else:
                return words.title(member)
        elif edit.headline and edit.headline != " ".join(item.headline.text.split()):
            given = words.headline(edit.headline, members, self._settings.language)
            if given.provenance != "editor" or self._may_be_own(edit, "headline", edit.headline, members):
                return given
        return item.headline

    def _may_be_own(self, edit: ItemEdit, key: str, text: str, members: Sequence[Prepared]) -> bool:
        """Whether a text may stand there as the editor's: it is no source's, word for word; tells where it is."""
        known = all_keyed(members)
        copied = words.quoted(text, known)
        if copied:
            outlet = _outlets(members)[known[copied].story]
            told = f'"{text[:40]}" has a sentence of {outlet} in it, word for word, and would stand there as yours'
            self._tell(
                "refused",
                edit,
                key,
                told,
                "write its number under sentences instead, or tell it in your own words",
            )
        return not copied

    def _picks(self, edit: ItemEdit, item: Item, members: Sequence[Prepared]) -> tuple[Pick, ...]:
        """The sentences that the editor chose, as far as they are there and may be shown."""
        known = all_keyed(members)
        headed = untitled.quoted_by(item.headline, {one.story.id: one for one in members})
        quota = quoting.Quota(members, self._settings.rights, headed)
        outlets = _outlets(members)
        picks: list[Pick] = []
        for one in edit.sentences:
            if isinstance(one, str):
                if self._may_be_own(edit, "sentences", one, members):
                    picks.append(words.pick(one))
            elif one.key not in known:
                self._lost(edit, "sentences", one, "sentence")
            elif not quota.take(known[one.key]):
                told = f"[{one.number}] is more than may be quoted of {outlets[known[one.key].story]}"
                hint = f"{_MOST}: {_OTHERWISE}"
                self._tell("refused", edit, "sentences", told, hint)
            else:
                picks.append(Pick(sentence=known[one.key]))
        return tuple(picks)

    def _lost(self, edit: ItemEdit, key: str, one: Numbered, what: str) -> None:
        if one.key:
            told = f"{what} {one.number} is no longer there: its text has changed, or it has left the item"
            self._tell("gone", edit, key, told, "choose another")
        else:
            told = f"there is no {what} {one.number} in the list"
            self._tell("refused", edit, key, told, "write a number that stands there")

    def _tell(self, kind: RemarkKind, edit: ItemEdit, key: str, message: str, hint: str = "") -> None:
        self.remarks.append(Remark(kind=kind, item=edit.id, key=key, message=message, hint=hint))


def _outlets(members: Sequence[Prepared]) -> dict[str, str]:
    return {one.story.id: one.story.outlet or one.story.source for one in members}


def _arranged(items: Sequence[Item], places: Mapping[str, int]) -> list[Item]:
    """Those with a place at it, as far as there are so many; the others around them in their order."""
    fixed = sorted((item for item in items if item.id in places), key=lambda item: places[item.id])
    made = [item for item in items if item.id not in places]
    for item in fixed:
        made.insert(places[item.id] - 1, item)
    return made
