"""How the tagger of lines is trained (`digest.stories.tagging`), and how good it is on sets that it did not see.

The list of words and both networks are trained by stacking: what a network is told of a line by an earlier step comes,
in training, from a step that did not see the line's document. Folds are whole sets, each by another writer.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import numpy.typing as npt
from labels import labels
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from digest.model import Span
from digest.stories.cutting import cut_up, one_piece
from digest.stories.facts import Facts
from digest.stories.identity import normalise
from digest.stories.profile import LayoutProfile
from digest.stories.proposal import READ
from digest.stories.proposals import proposals
from digest.stories.tagging.network import Network, evened, squeezed
from digest.stories.tagging.tagger import (
    BEGIN,
    INSIDE,
    OUTSIDE,
    Seen,
    Tagger,
    first_inputs,
    second_inputs,
    seen,
)
from digest.stories.tagging.terms import Lexicon, terms
from digest.stories.tags import Tags
from digest.stories.unbundle import layout, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType

    from digest.model import Document
    from digest.stories.assembling import Section
    from digest.stories.unbundle import Layout

    Numbers = npt.NDArray[np.float32]

_Fitted = TypeVar("_Fitted")
_Said = TypeVar("_Said")

FOLDS = 4
_COMMON = 3
"""Documents: a word in fewer is not in the list."""
_LOOSENESS = 2.0
"""The inverse strength of the list's regularisation."""
_UNITS, _ROUNDS, _STRENGTH, _NETWORKS = 64, 15, 0.3, 5
_FILE = Path(__file__).resolve().parents[1] / "digest" / "stories" / "tagging" / "data" / "tagger.npz"
_LEAST = 1e-3


@dataclass(frozen=True, kw_only=True)
class Example:
    """A document with the tags of its lines, and the set that it is of; its words are listed if they are `ours`."""

    group: str
    seen: Seen
    tags: npt.NDArray[np.int_]
    ours: bool = True


def article(document: Document, group: str) -> Example:
    """A page that is one article: its title opens it, and all its text is inside."""
    page, sight = _sight(document)
    name = normalise(document.title)
    tags = [INSIDE if role in READ else OUTSIDE for role in page.roles]
    for line in page.lines:
        if name and normalise(line.text) == name:
            tags[line.index] = BEGIN
            break
    return Example(group=group, seen=sight, tags=np.array(tags, dtype=int), ours=False)


def known(document: Document, heads: Sequence[str], group: str) -> Example:
    """A document of which only the headlines are known: it is cut there, and what is left over is outside."""
    page, sight = _sight(document)
    tags = [OUTSIDE] * len(page.lines)
    for section in told(document, page, heads):
        for line in section.lines:
            tags[line.index] = INSIDE if page.roles[line.index] in READ else OUTSIDE
        if section.head:
            tags[section.head.index] = BEGIN
    return Example(group=group, seen=sight, tags=np.array(tags, dtype=int), ours=False)


def told(document: Document, page: Layout, heads: Sequence[str]) -> tuple[Section, ...]:
    """The sections of the reading that has these headlines; one where there are none.

    Raises:
        LookupError: no way to cut is thought of that gives them.
    """
    if not heads:
        return one_piece(document, page.lines, page.roles, sure=1.0, doubt=False).sections
    wanted = [normalise(head) for head in heads]
    silent = Tags(begin=(0.0,) * len(page.lines), outside=(0.0,) * len(page.lines))  # none is trained yet
    for verdict in weigh(document, page, LayoutProfile(), silent).verdicts:
        cut = cut_up(document, page.lines, page.roles, verdict)
        if [normalise(section.title) for section in cut.sections] == wanted:
            return cut.sections
    raise LookupError(document.id)


def example(document: Document, gold: dict[str, Any], group: str, score: ModuleType) -> Example:
    """A document as the tagger sees it, and what it should say."""
    page, sight = _sight(document)
    return Example(group=group, seen=sight, tags=np.array(labels(page.lines, gold, score), dtype=int))


def clipped(
    document: Document, gold: dict[str, Any], group: str, score: ModuleType, *, above: bool
) -> Example | None:
    """A document without what stands below its last story (and `above` its first): many real ones have nothing there.

    None where nothing would go, or no story is known.
    """
    page = layout(document, LayoutProfile())
    tags = labels(page.lines, gold, score)
    told = [index for index, tag in enumerate(tags) if tag != OUTSIDE]
    if BEGIN not in tags:
        return None
    first, last = tags.index(BEGIN) if above else 0, told[-1]
    if last - first + 1 == len(tags):
        return None
    start = page.lines[first].end - len(page.lines[first].shown)
    some = _slice(document, start, page.lines[last].end)
    tags = tags[first : last + 1]
    if len(layout(some, LayoutProfile()).lines) != len(tags):
        return None
    return Example(group=group, seen=_sight(some)[1], tags=np.array(tags, dtype=int))


def _slice(document: Document, start: int, end: int) -> Document:
    """A stretch of a document as one of its own."""

    def within(span: Span | None) -> bool:
        return span is not None and start <= span.start and span.end <= end

    def moved(span: Span) -> Span:
        return Span(start=span.start - start, end=span.end - start)

    places = [place for place, block in enumerate(document.blocks) if within(block.span)]
    return replace(
        document,
        text=document.text[start:end],
        blocks=tuple(
            replace(document.blocks[place], span=moved(document.blocks[place].span)) for place in places
        ),
        links=tuple(
            replace(link, span=moved(link.span)) for link in document.links if link.span and within(link.span)
        ),
        stressed=tuple(moved(span) for span in document.stressed if within(span)),
        gaps=tuple(document.gaps[place] for place in places) if document.gaps else (),
    )


def _sight(document: Document) -> tuple[Layout, Seen]:
    page = layout(document, LayoutProfile())
    facts = Facts(lines=page.lines, roles=page.roles, title=document.title, is_page=document.format == "html")
    ways = list(proposals(page.lines, page.roles, document.title))
    return page, seen(facts, ways)


def train(examples: Sequence[Example]) -> Tagger:
    """Train on documents, by stacking."""
    parts = folds(examples)
    lexicon = _lexicon(examples)
    said = _apart(examples, parts, _lexicon, lambda one, given: one.said(given.seen.shown))
    firsts = {id(one): first_inputs(one.seen, said[id(one)]) for one in examples}
    guess = _apart(
        examples,
        parts,
        lambda some: _network([firsts[id(one)] for one in some], some),
        lambda network, given: network.shares(firsts[id(given)]),
    )
    first = _network([firsts[id(one)] for one in examples], examples)
    seconds = [second_inputs(one.seen, said[id(one)], guess[id(one)]) for one in examples]
    return Tagger(lexicon=lexicon, first=first, second=_network(seconds, examples))


def folds(examples: Sequence[Example]) -> dict[str, int]:
    """The fold of each set: large sets first, each into the fold that is smallest."""
    sizes = Counter(one.group for one in examples)
    filled = [0] * FOLDS
    found = {}
    for group, size in sizes.most_common():
        found[group] = filled.index(min(filled))
        filled[found[group]] += size
    return found


def across(examples: Sequence[Example]) -> dict[int, Tags]:
    """Each document's tags (by the example's `id`) from a tagger that saw no document of its fold.

    The folds are trained beside each other, each by a process of its own that has these examples since its birth.
    """
    parts = folds(examples)
    _known[:] = examples
    with get_context("fork").Pool() as pool:
        told = pool.map(partial(_left_out, parts), sorted(set(parts.values())), chunksize=1)
    return {id(examples[place]): tags for found in told for place, tags in found.items()}


_known: list[Example] = []


def _left_out(parts: dict[str, int], part: int) -> dict[int, Tags]:
    """The tags of the examples of one fold (by their place), from a tagger that was trained on the others."""
    fitted = train([one for one in _known if parts[one.group] != part])
    return {place: fitted.tags(one.seen) for place, one in enumerate(_known) if parts[one.group] == part}


def quality(examples: Sequence[Example], tags: dict[int, Tags], least: float = 0.35) -> tuple[float, float]:
    """F1 of lines told to open stories, and the mean logarithm of the likelihood that was given to what is right."""
    right = np.concatenate([one.tags == BEGIN for one in examples])
    given = np.concatenate([np.array(tags[id(one)].begin) for one in examples])
    told = given > least
    likely = np.where(right, given, 1 - given)
    return 2 * (right & told).sum() / (right.sum() + told.sum()), float(
        np.log(np.maximum(likely, _LEAST)).mean()
    )


def _apart(
    examples: Sequence[Example],
    parts: dict[str, int],
    fit: Callable[[Sequence[Example]], _Fitted],
    say: Callable[[_Fitted, Example], _Said],
) -> dict[int, _Said]:
    """What is said of each example by what was fitted without its fold."""
    found: dict[int, _Said] = {}
    for part in sorted(set(parts.values())):
        fitted = fit([one for one in examples if parts[one.group] != part])
        found |= {id(one): say(fitted, one) for one in examples if parts[one.group] == part}
    return found


def _lexicon(examples: Sequence[Example]) -> Lexicon:
    often = Counter(
        word for one in examples if one.ours for word in frozenset[str]().union(*map(terms, one.seen.shown))
    )
    words = sorted(word for word, count in often.items() if count >= _COMMON)
    place = {word: number for number, word in enumerate(words)}
    rows, columns, values = [], [], []
    lines = [line for one in examples for line in one.seen.shown]
    for row, line in enumerate(lines):
        known = sorted(place[word] for word in terms(line) if word in place)
        rows += [row] * len(known)
        columns += known
        values += [max(1, len(known)) ** -0.5] * len(known)
    table = csr_matrix((values, (rows, columns)), shape=(len(lines), len(words)))
    model = LogisticRegression(C=_LOOSENESS, max_iter=300).fit(
        table, np.concatenate([one.tags for one in examples])
    )
    return Lexicon(words, model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32))


def _network(inputs: Sequence[Numbers], examples: Sequence[Example]) -> Network:
    table = squeezed(np.vstack(inputs).astype(np.float32))
    mean, scale = table.mean(axis=0), table.std(axis=0)
    scale[scale < _LEAST] = 1
    even = evened(table, mean, scale)
    tags = np.concatenate([one.tags for one in examples])
    models = [
        MLPClassifier((_UNITS,), alpha=_STRENGTH, max_iter=_ROUNDS, random_state=seed).fit(even, tags)
        for seed in range(1, _NETWORKS + 1)
    ]
    return Network(
        mean=mean,
        scale=scale,
        hidden=np.stack([one.coefs_[0] for one in models], axis=1).astype(np.float32),
        hidden_bias=np.stack([one.intercepts_[0] for one in models]).astype(np.float32),
        out=np.stack([one.coefs_[1] for one in models]).astype(np.float32),
        out_bias=np.stack([one.intercepts_[1] for one in models]).astype(np.float32),
    )


def write(tagger: Tagger) -> None:
    """Put a tagger in the place of the program's."""
    words, says, bias = tagger.lexicon.kept()
    arrays: dict[str, Any] = {"words": np.frombuffer("\n".join(words).encode(), dtype=np.uint8)}
    arrays |= {"says": says.astype(np.float16), "bias": bias}
    for name, network in (("first", tagger.first), ("second", tagger.second)):
        arrays |= {f"{name}.mean": network.mean, f"{name}.scale": network.scale}
        arrays |= {
            f"{name}.hidden": network.hidden.astype(np.float16),
            f"{name}.hidden_bias": network.hidden_bias,
        }
        arrays |= {f"{name}.out": network.out, f"{name}.out_bias": network.out_bias}
    buffer = BytesIO()
    np.savez_compressed(buffer, **arrays)
    _FILE.write_bytes(buffer.getvalue())
