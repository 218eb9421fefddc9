"""How much each thing speaks for a reading: weights fitted to documents whose stories are known.

A document is a choice between its readings (as one story, or cut in one of the ways that were proposed), and the
weights give each the probability of a conditional logit (McFadden 1974): proportional to exp(weights · features), with
one story at exp(0). What is maximised is the probability, summed over logarithms, that falls on the readings whose
boundary F1 is the best of their document, less the squared distance from what a person expects (`prior`).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from prior import BOUNDS, HAND
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from digest.stories.assembling import assemble, subhead_families
from digest.stories.cutting import cut_up, one_piece
from digest.stories.judging import IMPOSSIBLE
from digest.stories.outskirts import trimmed
from digest.stories.profile import LayoutProfile
from digest.stories.unbundle import layout, weigh
from digest.stories.weights import BIAS, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy.typing as npt

    from digest.model import Document
    from digest.stories.cutting import Cut
    from digest.stories.tags import Tags
    from digest.stories.unbundle import Layout

    Numbers = npt.NDArray[np.float64]
    Quality = Callable[[list[dict[str, Any]]], float]

CUT = "a cut at all"
"""The feature of every reading that cuts."""
STRENGTH = 4.0
"""How much a step away from the expected weights costs, beside documents that count once."""
FOLDS = 6
_UNTAUGHT = LayoutProfile()
_HOPELESS = 0.3
"""Boundary F1: a document without a better reading teaches nothing."""
_SAME = 1e-6
_FILE = Path(__file__).resolve().parents[1] / "digest" / "stories" / "weights.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A document as a choice; the first reading is the one as a single story.

    Attributes:
        name: the document's.
        methods: what the headlines of each reading have in common.
        readings: features of each.
        quality: boundary F1 of each.
        counts: how many documents it counts for.
    """

    name: str
    methods: tuple[str, ...]
    readings: tuple[Mapping[str, float], ...]
    quality: tuple[float, ...]
    counts: float = 1.0

    def chosen(self, weights: dict[str, float]) -> int:
        """The reading that the weights choose."""
        scores = [sum(weights.get(name, 0.0) * value for name, value in f.items()) for f in self.readings]
        return max(range(len(scores)), key=scores.__getitem__)


def choice(
    document: Document, name: str, quality: Quality, *, counts: float = 1.0, tags: Tags | None = None
) -> Choice:
    """The readings of a document, each with the quality of its stories; `tags` as if the tagger had given them."""
    page = layout(document, _UNTAUGHT)
    readings = weigh(document, page, _UNTAUGHT, tags)
    one = one_piece(document, page.lines, page.roles, tags=readings.tags, sure=0.9, doubt=False)
    found: list[tuple[str, Mapping[str, float], float]] = [
        ("one story", {}, quality(_answer(document, one, page, readings.tags)))
    ]
    known: dict[tuple[object, ...], float] = {}
    for verdict in readings.verdicts:
        if verdict.score <= IMPOSSIBLE:
            continue
        proposal = verdict.proposal
        same = (proposal.heads, proposal.closers, proposal.told)
        if same not in known:
            cut = cut_up(document, page.lines, page.roles, verdict, tags=readings.tags)
            known[same] = quality(_answer(document, cut, page, readings.tags))
        found.append((proposal.method, {**verdict.features, CUT: 1.0}, known[same]))
    methods, features, values = zip(*found, strict=True)
    return Choice(name=name, methods=methods, readings=features, quality=values, counts=counts)


def _answer(document: Document, cut: Cut, page: Layout, tags: Tags | None) -> list[dict[str, Any]]:
    """The stories of a cut, as the scorer reads them."""
    cut = trimmed(cut, tags) if tags else cut
    subheads = subhead_families(page.lines)
    stories = [assemble(document, section, cut.roles, subheads) for section in cut.sections]
    return [
        {"title": story.title, "text": story.text}
        for story in stories
        if any(char.isalnum() for char in story.text)
    ]


def fit(choices: Sequence[Choice], strength: float = STRENGTH) -> dict[str, float]:
    """The weights, by feature."""
    names = sorted({name for one in choices for reading in one.readings for name in reading})
    prior = np.array([HAND.get(name, 0.0) for name in names])
    taught = [(one.counts, _table(one, names), _best(one)) for one in choices if max(one.quality) > _HOPELESS]

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        away = weights - prior
        value, slope = strength * float(away @ away), 2 * strength * away
        for counts, table, best in taught:
            scores = table @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            right = shares[best].sum()
            value -= counts * float(np.log(right + 1e-12))
            slope -= counts * (table.T @ (np.where(best, shares / right, 0.0) - shares))
        return value, slope

    bounds = [BOUNDS.get(name, (None, None)) for name in names]
    found = minimize(loss, prior, jac=True, method="L-BFGS-B", bounds=bounds).x
    return dict(zip(names, map(float, found), strict=True))


def _table(one: Choice, names: Sequence[str]) -> Numbers:
    """Readings × features."""
    return np.array([[reading.get(name, 0.0) for name in names] for reading in one.readings])


def _best(one: Choice) -> npt.NDArray[np.bool_]:
    return np.array([value >= max(one.quality) - _SAME for value in one.quality])


def reached(choices: Iterable[Choice], weights: dict[str, float]) -> list[float]:
    """Boundary F1 of the reading chosen for each document."""
    return [one.quality[one.chosen(weights)] for one in choices]


def across(choices: Sequence[Choice], strength: float) -> list[float]:
    """The same, each document's by weights fitted without it: every sixth document is left out in turn."""
    values = [0.0] * len(choices)
    for fold in range(FOLDS):
        weights = fit([one for place, one in enumerate(choices) if place % FOLDS != fold], strength)
        values[fold::FOLDS] = reached(choices[fold::FOLDS], weights)
    return values


def rounded(weights: dict[str, float]) -> dict[str, float]:
    """To two digits, without zeros, by name."""
    return {name: value for name in sorted(weights) if (value := round(weights[name], 2))}


def kept() -> dict[str, float]:
    """The weights that the program has now."""
    return {CUT: BIAS, **WEIGHTS}


def write(weights: dict[str, float]) -> None:
    """Put weights in the place of the program's."""
    told = rounded(weights)
    rows = "".join(f'    "{name}": {value},\n' for name, value in told.items() if name != CUT)
    before, after = _FILE.read_text(encoding="utf-8").split(f"BIAS = {BIAS}\n")
    head, _ = after.split("WEIGHTS: dict[str, float] = {\n")
    text = f"{before}BIAS = {told.get(CUT, 0.0)}\n{head}WEIGHTS: dict[str, float] = {{\n{rows}}}\n"
    _FILE.write_text(text, encoding="utf-8")
