"""Sentences that an item can do without: its headline and its other sentences tell what they tell.

Reports begin with what their headline says, and go on to who, where and when: between the two such a lead tells nothing more.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from digest.analysis.told_so_far import ToldSoFar
from digest.analysis.unsaid import names_nobody
from digest.language.words import codes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from digest.analysis.candidates import Candidate, Looked
    from digest.analysis.room import Heading
    from digest.analysis.summary_settings import SummarySettings

CURED = frozenset({"opener", "pronoun", "reply", "explains"})
"""Objections that fall away where the sentence before is told too."""
_OBJECTED = 0.9
"""How much may be objected to a sentence that is told in the place of another: two good ones tell more than three."""
_AGE = re.compile(r"\([^()]*\d[^()]*\)")
_LIKE_THAT = re.compile(
    r"(?<![가-힣])(?:이 ?같(?:이|은)|이 ?처럼|이렇게|이러한|이런|그 ?같(?:이|은)|그렇게)(?![가-힣])"
)
_FIGURE = re.compile(r"\d[\d,.]*(?<![,.])[가-힣%]?")
_FIGURES, _NAMES = codes(("number", "numeral")), codes(("name", "latin", "hanja"))
_NAME, _WORD = codes(("name",)), codes(("word",))


def is_weak(
    standing: Mapping[str, float],
    anchors: AbstractSet[str],
    told: AbstractSet[str],
    penalties: Mapping[str, float],
) -> bool:
    """Whether a sentence is not worth the place of a needless one: something is objected to it, or it gives no name and no figure.

    Args:
        standing: what speaks for and against it.
        anchors: its names and figures.
        told: those that the item has.
        penalties: what objections weigh.
    """
    return -math.fsum(standing.get(name, 0.0) for name in penalties) > _OBJECTED or anchors <= told


def needless(
    told: Sequence[tuple[Candidate, Looked]],
    heading: Heading,
    settings: SummarySettings,
    opinion: Callable[[str], bool],
) -> int | None:
    """The place of the sentence that adds least to the headline and the others, if it adds next to nothing.

    Args:
        told: the sentences of an item, with what their texts show.
        heading: of the item.
        settings: how much is next to nothing.
        opinion: whether a story is an opinion.
    """
    headed, stated = frozenset(heading.terms), [_stated(one.sentence.text) for one, _ in told]
    # counted once for all: what all sentences but one tell would otherwise be gathered anew for each
    terms = Counter(chain.from_iterable(one.unique for one, _ in told))
    figures = Counter(
        chain(*stated, 2 * [*_stated(heading.text)])
    )  # what the headline states no sentence has alone
    most, found = 0.0, None
    for at, (one, seen) in enumerate(told):
        leads = bool(heading.terms) and not one.lead
        own = frozenset(one.unique)
        known = {form for form in one.words.forms if form in headed or terms[form] > (form in own)}
        share = _told_share(one, known, settings.needless_lead if leads else settings.needless)
        if share <= most or any(
            figures[figure] <= (figure in stated[at]) for figure in _stated(_AGE.sub("", one.sentence.text))
        ):
            continue
        if not _is_presumed(one, seen, [*told[:at], *told[at + 1 :]], opinion):
            most, found = share, at
    return found


def _stated(text: str) -> frozenset[str]:
    return frozenset(_FIGURE.findall(text))


def _told_share(one: Candidate, known: AbstractSet[str], least: float) -> float:
    """The share of a sentence's terms that are told elsewhere; 0 where it is below the least, or a name or a number is told nowhere else.

    The rest of a name (`도널드 트럼프`) is no such name, an age in brackets no such number, nor is what stands beside it.

    Args:
        one: the sentence.
        known: those of its forms that are told elsewhere.
        least: the share that is asked for.
    """
    text, start = one.sentence.text, one.sentence.start
    ages = [(found.start() + start, found.end() + start) for found in _AGE.finditer(text)]
    share = len(known & frozenset(one.unique)) / max(1, len(one.unique))
    if share < least and not ages:  # most are told nowhere else, and need no closer look
        return 0.0
    rows = [row for row in one.words.columns() if not any(begin < row[2] < end for begin, end in ages)]
    for at, (form, kind, begin, _) in enumerate(rows):
        if form in known:
            continue
        if kind in _FIGURES or (kind in _WORD and _is_name(text, begin - start)):
            return 0.0
        beside = rows[max(0, at - 1) : at + 2]
        if kind in _NAMES and not any(other[1] in _NAME and other[0] in known for other in beside):
            return 0.0
    own = frozenset(one.unique).intersection(row[0] for row in rows)
    share = len(own & known) / max(1, len(own))
    return share if share >= least else 0.0


def _goes_on(text: str) -> bool:
    """Whether a Korean sentence leaves to the one before it who acts, or what was said (`이같이 말했다고 전했다`)."""
    return names_nobody(text) or _LIKE_THAT.search(text) is not None


def _is_name(text: str, at: int) -> bool:
    """Whether an English word has a capital that is not the first of its sentence, or stands there before another."""
    if not at:
        return text.partition(" ")[2][:1].isupper()
    return text[at].isupper()


def _is_presumed(
    one: Candidate,
    seen: Looked,
    others: Sequence[tuple[Candidate, Looked]],
    opinion: Callable[[str], bool],
) -> bool:
    """Whether another sentence goes on from one, or means somebody whom that one introduces."""
    for other, looked in others:
        if "unspoken" in looked.objections:
            return True
        if (other.story, other.row) == (one.story, one.row + 1) and (
            not CURED.isdisjoint(looked.objections)
            or (other.language == "ko" and _goes_on(other.sentence.text))
        ):
            return True
    whole, rest = ToldSoFar(opinion), ToldSoFar(opinion)
    whole.take(one, seen)
    for other, looked in sorted(others, key=lambda each: each[0].place):
        if not {*whole.objections(other, looked)}.issuperset(rest.objections(other, looked)):
            return True
        whole.take(other, looked)
        rest.take(other, looked)
    return False
