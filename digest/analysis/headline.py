"""The headline of an item: the best of its members' own titles, verbatim, without an outlet's tags."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations
from typing import TYPE_CHECKING

from digest.analysis.outcomes import came_out
from digest.analysis.terms import terms
from digest.analysis.told import told
from digest.language.register import stands_in
from digest.language.tags import corrects, untagged
from digest.model import Headline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import Language

USUAL_TITLE: Mapping[Language, int] = {"ko": 26, "en": 60, "und": 60}
"""Characters of an ordinary headline."""
_BAIT = re.compile(
    r"(?:[을를할될날갈올줄될볼쓸살길릴킬질]까|[았었]나|는가|은가|인가)['\"’”]?\s*$|[?!…]['\"’”]?\s*$|\.\.\.\s*$|충격|경악|헉|소름|포토|화보|^\s*왜\b|(?<=\s)왜(?=\s)|이유는\s*$|알고 ?보니|"
    r"\b(?:why|how|what|watch|opinion|here's|here’s|this is|things to know|fact check|live updates?|analysis|editorial|video)\b",
    re.IGNORECASE,
)
_NO_NEWS = re.compile(
    r"[\[【<(（](?:[^\]】>)）]{0,8})(?:사설|칼럼|기고|포토|사진|화보|영상|인터뷰|시론|만평|카드뉴스|오피니언|기자수첩|데스크|광고)[^\]】>)）]{0,6}[\]】>)）]|"
    r"^\s*(?:OPINION|COMMENTARY|EDITORIAL|COLUMN|OP-ED|Opinion|Commentary|Editorial|Column|Op-Ed) ?[:|]"
)
"""A tag that says what the text is: not a report."""
_VOICE = re.compile(
    r"\b(?:I|we|you|your|our|(?-i:[Uu]s)|my|I'm|we're|you're|I’m|we’re|you’re)\b", re.IGNORECASE
)
_OUGHT = re.compile(r"\b(?:should|must|ought)\b|(?:해|돼|어|아)야 (?:한다|할|합니다)", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"]|(?<!\w)[‘']")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineSettings:
    """How titles are weighed.

    In standard deviations among the members' titles: `agreement` with the other titles; `support`, how many stories
    tell a term of the title, on average; `weight`, how often the stories tell its terms; `lead`, the share of its terms
    that its own story tells first; `length`, how far it is from an ordinary headline. Taken off as they stand: `bait`,
    `tag` (of an outlet), `correction` (of another text: it heads no event), `voice` (speaks as "we" or to "you"), `ought` (says what should be done), `quotation`, `verbal` (a
    Korean title that ends in a verb, where headlines should be noun phrases).
    """

    agreement: float = 0.6
    support: float = 1.0
    weight: float = 0.45
    lead: float = 0.35
    length: float = 0.2
    bait: float = 3.0
    tag: float = 1.5
    correction: float = 6.0
    voice: float = 1.2
    ought: float = 0.8
    quotation: float = 0.4
    verbal: float = 0.0


def choose(
    members: Sequence[Prepared],
    *,
    language: Language | None = None,
    settings: HeadlineSettings | None = None,
) -> Headline | None:
    """The members' title that agrees best with the other titles and with what the stories say first.

    Args:
        members: the stories of one cluster, in any order.
        language: titles in this language come first; where there is none, any title may be chosen.
        settings: the weights.

    Returns:
        The title without an outlet's tags, or None where no member has one.
    """
    titled = [m for m in members if m.story.title.strip()]
    spoken = [m for m in titled if language is None or m.story.language == language] or titled
    if not spoken:
        return None
    # float sums depend on their order: the choice must not depend on that of the members
    ordered = sorted(spoken, key=lambda member: member.story.id)
    best = ordered[0].story
    if len(ordered) > 1:
        scores = _scores(ordered, settings or HeadlineSettings())
        best = ordered[_best(ordered, scores)].story
    return Headline(text=untagged(best.title), story=best.id, language=best.language)


def _best(members: Sequence[Prepared], scores: Sequence[float]) -> int:
    """The place of the best title, or of the best one that tells how it came out what that one announces."""
    best = max(range(len(scores)), key=lambda i: (scores[i], -i))
    later = [i for i in came_out(members, best) if not _is_weak(members[i].story.title)]
    return max(later, key=lambda i: (scores[i], -i), default=best)


def _is_weak(title: str) -> bool:
    """Whether a title asks, lures or heads no report."""
    return _BAIT.search(title) is not None or any(_marks(title)) or corrects(title)


def opinionated(title: str) -> bool:
    """Whether a title heads an opinion: it is tagged so, speaks as "we" or to "you", or says what should be done."""
    return any(_marks(title))


@lru_cache(maxsize=10_000)
def _marks(title: str) -> tuple[bool, bool, bool]:
    """Whether a title is tagged as no report, speaks as "we" or to "you", says what should be done."""
    return (
        _NO_NEWS.search(title) is not None,
        _VOICE.search(title) is not None,
        _OUGHT.search(title) is not None,
    )


def _scores(members: Sequence[Prepared], settings: HeadlineSettings) -> list[float]:
    titles = [tuple(dict.fromkeys(terms(member.title))) for member in members]
    wanted = frozenset(chain.from_iterable(titles))
    # of what the stories tell only the terms of the titles count
    stories = [[wanted.intersection(one) for one in _sentences(member)] for member in members]
    often = Counter(chain.from_iterable(chain.from_iterable(stories)))
    leads = [sentences[0] if sentences else frozenset() for sentences in stories]
    spread = Counter(
        chain.from_iterable(
            frozenset(title).union(*sentences) for title, sentences in zip(titles, stories, strict=True)
        )
    )
    import numpy as np  # numpy is read where something is chosen: what is built again unchanged needs none

    from digest.analysis.features import standardise

    columns = (
        (settings.agreement, _agreements(titles)),
        (settings.support, [_mean([spread[term] for term in title]) for title in titles]),
        (settings.weight, [_volume([often[term] for term in title]) for title in titles]),
        (
            settings.lead,
            [_mean([term in lead for term in title]) for title, lead in zip(titles, leads, strict=True)],
        ),
        (-settings.length, [_oddness(member) for member in members]),
    )
    verbs = _verbal([untagged(member.story.title) for member in members]) if settings.verbal else ()
    sums = [-_objections(member.story.title, settings) for member in members]
    sums = [total - settings.verbal * (place in verbs) for place, total in enumerate(sums)]
    found = standardise([np.array(values, dtype=np.float64) for _, values in columns]).tolist()
    for (weight, _), values in zip(columns, found, strict=True):
        sums = [total + weight * value for total, value in zip(sums, values, strict=True)]
    return sums


def _sentences(member: Prepared) -> list[tuple[str, ...]]:
    """The terms of the sentences that are part of the news."""
    found = told(member)
    return [found.terms(row) for row in found.news()]


def _verbal(titles: Sequence[str]) -> frozenset[int]:
    """The places of the Korean titles that end in a verb: `공장 세운다`, not `공장 건설`."""
    known = enumerate(stands_in(titles))
    return frozenset(place for place, one in known if one in ("plain", "polite", "informal"))


def _objections(title: str, settings: HeadlineSettings) -> float:
    tag, voice, ought = _marks(title)
    against = (
        (settings.bait, _BAIT.search(title)),
        (settings.tag, tag),
        (settings.correction, corrects(title)),
        (settings.voice, voice),
        (settings.ought, ought),
        (settings.quotation, _QUOTED.search(title)),
    )
    return math.fsum(weight for weight, found in against if found)


def _oddness(member: Prepared) -> float:
    return abs(math.log(len(member.story.title.strip()) / USUAL_TITLE[member.story.language]))


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values) if values else 0.0


def _volume(counts: Sequence[int]) -> float:
    return math.fsum(map(math.log1p, counts)) / math.sqrt(len(counts)) if counts else 0.0


def _agreements(titles: Sequence[tuple[str, ...]]) -> list[float]:
    """Of each title the mean F1 of its terms with those of each other title."""
    alike = Counter(map(frozenset, titles))
    sums = {title: [float(times - 1)] if title else [] for title, times in alike.items()}
    for one, other in combinations(alike, 2):
        shared = len(one & other)
        if shared:
            agreed = 2 * shared / (len(one) + len(other))
            sums[one].append(alike[other] * agreed)
            sums[other].append(alike[one] * agreed)
    return [math.fsum(sums[frozenset(title)]) / (len(titles) - 1) for title in titles]
