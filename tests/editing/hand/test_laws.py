"""Whatever the editor writes and whatever comes: no edit is lost in silence, and none is done to another item or sentence."""

from __future__ import annotations

import tomllib
from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from digest import codec
from digest.editing.hand.values import ItemEdit, Numbered
from digest.editing.verify import Frozen, verify
from tests.editing.hand.newsroom import SECTIONS, TOLD, Newsroom, stories

NUMBERS = st.integers(0, 40)
STORY = st.integers(0, len(TOLD) - 1)


class Editing(RuleBasedStateMachine):
    """An editor and the world, in any order; after each step the issue is built twice."""

    def __init__(self) -> None:
        super().__init__()
        self.room = Newsroom()
        self.made = self.room.build()
        self.count = 0
        self.lines: Counter[str] = Counter()  # the editor's own
        self.meant: dict[
            tuple[str, int], str
        ] = {}  # (item, number) → the sentence that it meant when it was written

    # the world

    @rule(number=STORY)
    def a_story_comes(self, number: int) -> None:
        self.room.there.setdefault(number, False)

    @rule(number=STORY)
    def a_story_is_edited(self, number: int) -> None:
        if number in self.room.there:
            self.room.there[number] = not self.room.there[number]

    @rule(number=STORY)
    def a_story_goes(self, number: int) -> None:
        if len(self.room.there) > 1:
            self.room.there.pop(number, None)

    # the editor

    def write(self, place: int, key: str, value: str) -> bool:
        """Set a key of an item of the file, if it has it not yet."""
        ids = self.room.ids()
        item = ids[place % len(ids)]
        if getattr(self.room.read().hand.of(item), key) != getattr(ItemEdit(id=item), key):
            return False
        self.room.put(item, f"{key} = {value}")
        self.lines[f"{key} = {value}"] += 1
        return True

    @rule(place=NUMBERS)
    def a_headline(self, place: int) -> None:
        self.count += 1
        self.write(place, "headline", f'"제목 {self.count}"')

    @rule(place=NUMBERS, number=NUMBERS)
    def a_headline_of_a_source(self, place: int, number: int) -> None:
        ids = self.room.ids()
        offered = list(self.room.offered(ids[place % len(ids)], "()")) or [1]
        self.write(place, "headline", f"{offered[number % len(offered)]}")

    @rule(place=NUMBERS)
    def a_note_and_a_comment(self, place: int) -> None:
        self.count += 1
        self.write(place, "note", f'"쪽지 {self.count}\\n\\n[[items]]\\n#: 아님"')
        self.comment(place)

    def comment(self, place: int) -> None:
        ids = self.room.ids()
        self.count += 1
        line = f"# 잊지 말 것 {self.count}"
        self.room.put(ids[place % len(ids)], line)
        self.lines[line] += 1

    @rule(place=NUMBERS, numbers=st.lists(NUMBERS, min_size=1, max_size=3, unique=True), own=st.booleans())
    def sentences(self, place: int, numbers: list[int], *, own: bool) -> None:
        ids = self.room.ids()
        item = ids[place % len(ids)]
        offered = self.room.offered(item)
        listed = list(offered)
        chosen = list(dict.fromkeys(listed[one % len(listed)] for one in numbers)) if listed else [77]
        self.count += 1
        written = [*map(str, chosen), *([f'"편집자의 문장 {self.count}."'] if own else [])]
        if self.write(place, "sentences", f"[{', '.join(written)}]"):
            self.meant |= {(item, one): offered.get(one, "") for one in chosen}

    @rule(place=NUMBERS, key=st.sampled_from(["drop", "hold", "pin"]))
    def out_or_in(self, place: int, key: str) -> None:
        edit = self.room.read().hand.of(self.room.ids()[place % len(self.room.ids())])
        if not (edit.drop or edit.hold or edit.pin):
            self.write(place, key, "true")

    @rule(place=NUMBERS, at=st.integers(1, 4))
    def position(self, place: int, at: int) -> None:
        self.write(place, "position", f"{at}")

    @rule(place=NUMBERS, section=st.sampled_from(SECTIONS))
    def section(self, place: int, section: str) -> None:
        self.write(place, "section", f'"{section}"')

    @rule(place=NUMBERS, size=st.sampled_from(["lead", "full", "line"]))
    def size(self, place: int, size: str) -> None:
        self.write(place, "size", f'"{size}"')

    @rule(place=NUMBERS, other=NUMBERS)
    def merge(self, place: int, other: int) -> None:
        ids = self.room.ids()
        if ids[place % len(ids)] != ids[other % len(ids)]:
            self.write(place, "merge_with", f'"{ids[other % len(ids)]}"')

    @rule(place=NUMBERS, number=NUMBERS)
    def split(self, place: int, number: int) -> None:
        ids = self.room.ids()
        offered = list(self.room.offered(ids[place % len(ids)], "()")) or [1]
        self.write(place, "split", f"[{offered[number % len(offered)]}]")

    @rule()
    def an_item_of_ones_own(self) -> None:
        self.count += 1
        lines = ["[[own]]", f'headline = "알림 {self.count}"', f'text = "본문 {self.count}."']
        self.room.text += "\n" + "\n".join(lines) + "\n"
        self.lines.update(lines)

    @rule(number=NUMBERS)
    def take_back(self, number: int) -> None:
        mine = [
            line
            for line in self.lines.elements()
            if " = " in line and not line.startswith(('headline = "알림', "text"))
        ]
        if mine:
            line = mine[number % len(mine)]
            self.room.text = self.room.text.replace(f"\n{line}\n", "\n", 1)
            self.lines[line] -= 1

    # the laws

    @invariant()
    def built_the_laws_hold(self) -> None:
        room = self.room
        before = room.read()
        self.made = room.build()
        text, issue = room.text, codec.dump(self.made.draft.issue)
        assert room.read().hand == before.hand  # every edit is still there
        tomllib.loads(text)
        found = Counter(text.split("\n"))
        assert all(found[line] == count for line, count in self.lines.items() if count)
        again = room.build()
        assert room.text == text
        assert codec.dump(again.draft.issue) == issue
        self.nothing_invented()
        self.each_done_or_told()

    def nothing_invented(self) -> None:
        frozen = {
            one.story.id: Frozen(
                story=one.story,
                text=one.story.text,
                fingerprint=codec.fingerprint(one.story.text),
                spans=frozenset((sentence.start, sentence.end) for sentence in one.story.sentences),
            )
            for one in (stories()[key] for key in self.room.there.items())
        }
        verdicts = {one.verdict for one in verify(self.made.draft.issue, frozen)}
        assert verdicts <= {"proved", "editor", "unsupported"}

    def each_done_or_told(self) -> None:
        hand, issue = self.room.read().hand, self.made.draft.issue
        page = {item.id: item for item in issue.items}
        told = {(one.item, one.key) for one in self.made.listing.remarks}
        for item in issue.items:
            if not item.clusters:
                continue
            edit = hand.of(item.id)
            assert not edit.drop
            assert not edit.hold
            self.check_words(item, edit, told)
        for edit in hand.items:
            aside = {one.id: one.reason.kind for one in self.made.draft.aside}
            if edit.drop or edit.hold:
                assert aside.get(edit.id) in ("editor", "held") or (edit.id, "") in told
            elif edit.id not in page and edit != ItemEdit(id=edit.id, merge_with=edit.merge_with):
                assert (edit.id, "") in told, edit
            for other in edit.merge_with:
                done = other in self.made.listing.merged
                assert done or (edit.id, "merge_with") in told or edit.id in self.made.listing.merged
            left = {one.key for one in edit.split}
            listed = {entry.id: {one.key for one in entry.sources} for entry in self.made.listing.page}
            assert not left & listed.get(edit.id, set()) or (edit.id, "split") in told
        own = [item.headline.text for item in issue.items if not item.clusters]
        assert sorted(own) == sorted(one.headline for one in hand.own)

    def check_words(self, item, edit: ItemEdit, told: set[tuple[str, str]]) -> None:
        """What stands in an item is what was written of it, and nothing that was written of another."""
        assert item.note == edit.note
        if isinstance(edit.headline, str) and edit.headline:
            assert item.headline.text == edit.headline
        elif isinstance(edit.headline, Numbered):
            assert item.headline.provenance == "verbatim"
        else:
            assert item.headline.provenance == "verbatim"
        assert not edit.section or item.section == edit.section
        assert edit.size in (None, item.size) or (item.id, "size") in told
        if not edit.sentences or item.size == "line":
            assert all(pick.provenance != "editor" for pick in item.picks)
            return
        shown = [pick.sentence.text for pick in item.picks]
        wanted = [one if isinstance(one, str) else self.meant[item.id, one.number] for one in edit.sentences]
        assert shown == [text for text in wanted if text in shown] or (item.id, "sentences") in told
        assert set(wanted) == set(shown) or (item.id, "sentences") in told
        own = {one for one in edit.sentences if isinstance(one, str)}
        assert {pick.sentence.text for pick in item.picks if pick.provenance == "editor"} <= own
        if set(shown) & set(wanted):
            assert set(shown) <= set(wanted)


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=15,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
