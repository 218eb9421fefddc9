"""Different numbers that sources give for one and the same thing: named only where nothing else explains them.

Two figures disagree if the same unit counts the same thing, told on the same day, in sentences that are otherwise alike or that tell
one act (`one_act.py`); neither is a bound, a forecast, a stage or a rounding of the other, and no source has both numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from digest.analysis.acted import Acted, acted
from digest.analysis.figure_clauses import clause, same_times
from digest.analysis.one_act import one_act
from digest.analysis.settled import exact, settled, told_as_done
from digest.analysis.told_figures import told
from digest.language.english import stem
from digest.language.measures import measures, same
from digest.model import Disagreement

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence
    from datetime import date, tzinfo

    from digest.analysis.prepared import Prepared
    from digest.analysis.told_figures import Told
    from digest.language.measures import Measure
    from digest.model import Figured

SHARED = 3
"""Words, at least, of the clauses, numbers aside."""
MANY = 100
"""Numbers from which one is hardly told twice by chance."""
FAR = 20
"""How many times the other no figure is: that is another thing."""

_WORD = re.compile(r"[a-z]+")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w'-]+")


def disagreements(members: Sequence[Prepared], zone: tzinfo) -> tuple[Disagreement, ...]:
    """The disagreements of independent texts, in the order of their first sentence.

    Args:
        members: the stories of one cluster that repeat no other's text.
        zone: whose days count: a later report supersedes an earlier one.
    """
    figured = [one for one in told(members) if exact(one)] if len(members) > 1 else []
    acts = {_key(one): known for one in figured if told_as_done(one) and (known := acted(one))}
    sure = {_key(one) for one in figured if settled(one)}
    comparable: defaultdict[Hashable, list[Told]] = defaultdict(list)
    for one in figured:
        if _day(one, zone) is not None:
            comparable[_kind(one, zone)].append(one)
    made: list[Disagreement] = []
    used: set[tuple[str, int]] = set()
    for one in figured:
        if _key(one) in used:
            continue
        same_thing = _first_of_each(
            [
                other
                for other in comparable.get(_kind(one, zone), ())
                if _comparable(one, other)
                and (
                    ({_key(one), _key(other)} <= sure and _alike(one, other)) or _act_alike(one, other, acts)
                )
            ]
        )
        figures = [one, *same_thing]
        if not _differ(figures) or _known_elsewhere(figures, members):
            continue
        used |= {_key(other) for other in figures}
        made.append(Disagreement(counted=_label(one, acts), figures=tuple(other.shown for other in figures)))
    return tuple(made)


def _label(one: Told, acts: Mapping[tuple[str, int], Acted]) -> str:
    """The words of its sentence for what the first figure counts."""
    counted, known = one.counted(), acts.get(_key(one))
    if counted:
        return one.text[slice(*counted[1])]
    return one.text[known.act.start : known.act.end] if known else ""


def _key(one: Told) -> tuple[str, int]:
    return one.story.story.id, one.measure.start


def _all(member: Prepared) -> tuple[tuple[Measure, str], ...]:
    """Every measure of a story and its sentence, its headline's and what it quotes included."""
    story = member.story
    texts = (story.title, *(sentence.text for sentence in story.sentences))
    return tuple((one, text) for text in texts for one in measures(text, story.language))


def _kind(one: Told, zone: tzinfo) -> Hashable:
    """What figures have in common that may be told of one thing: the language, the unit and the day."""
    return one.story.story.language, one.measure.unit, _day(one, zone)


def _comparable(one: Told, other: Told) -> bool:
    """Whether two figures of one kind are told by different sources, and neither is many times the other."""
    left, right = one.story.story, other.story.story
    return (left.outlet or left.source) != (right.outlet or right.source) and max(
        one.measure.value, other.measure.value
    ) < FAR * min(one.measure.value, other.measure.value)


def _day(one: Told, zone: tzinfo) -> date | None:
    story = one.story.story
    known = story.published is not None and story.precision != "month"
    return story.published.astimezone(zone).date() if known and story.published else None


def counted_words(one: Told) -> frozenset[str]:
    """The words for what is counted."""
    found = one.counted()
    return one.words(*found[1]) if found else frozenset()


def _act_alike(one: Told, other: Told, acts: Mapping[tuple[str, int], Acted]) -> bool:
    """Whether two sentences tell one act at the same times."""
    left, right = acts.get(_key(one)), acts.get(_key(other))
    return left is not None and right is not None and one_act(left, right) and same_times(one, other)


def _alike(one: Told, other: Told) -> bool:
    """Whether two sentences say the same but for the figure: same times, no name that only one of both has against one."""
    left, right = clause(one), clause(other)
    if left != right or len(left) < SHARED or counted_words(one) != counted_words(other):
        return False
    mine, theirs = names_beside(one), names_beside(other)
    return same_times(one, other) and not (mine - theirs and theirs - mine)


def names_beside(one: Told) -> set[str]:
    """The names of a figure's sentence."""
    if one.story.story.language == "en":
        return set(_NAME.findall(one.sentence.text))
    found = one.story.sentences[one.place].words
    return {word.form for word in found if word.kind in ("name", "latin")}


def _first_of_each(found: Sequence[Told]) -> list[Told]:
    """One figure of each outlet."""
    first: dict[str, Told] = {}
    for one in found:
        first.setdefault(one.story.story.outlet or one.story.story.source, one)
    return list(first.values())


def _differ(figures: Sequence[Told]) -> bool:
    """Whether the figures fall into groups of which none rounds another."""
    values = [one.measure for one in figures]
    different = any(not same(left, right) for left in values for right in values)
    rounded = any(same(left, right) and left.value != right.value for left in values for right in values)
    return different and not rounded


def differ(figures: Sequence[Figured]) -> bool:
    """Whether figures that were found to disagree still do, some of them left out."""
    return len({"".join(figure.text.split()) for figure in figures}) > 1


def _known_elsewhere(figures: Sequence[Told], members: Sequence[Prepared]) -> bool:
    """Whether any story tells two of the numbers: it knows what sets them apart."""
    distinct = {one.measure.value: one for one in figures}.values()
    return any(
        sum(any(_told_there(one, other, text) for other, text in known) for one in distinct) > 1
        for known in map(_all, members)
    )


def _told_there(one: Told, other: Measure, text: str) -> bool:
    """Whether a number stands elsewhere, too. A small English one, which has no unit, must be beside a word of its thing."""
    if other.unit != one.measure.unit or not same(one.measure, other):
        return False
    if other.unit or other.value >= MANY:
        return True
    return bool(one.near() & set(map(stem, _WORD.findall(text.lower()))))
