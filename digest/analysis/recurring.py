"""What is no step of an affair, however alike: what one document tells apart, fills one form of another thing, or counts anew.

A memory holds no texts, and so no runs of words (`forms`). But headlines of one form share the form's words and differ in what each
is about, of which the other tells nothing. A later step of an affair names in its headline somebody or something of whom was told.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from digest.analysis.forms import OWN, OWN_TOLD
from digest.analysis.known_by import in_either
from digest.language.numbers import figures
from digest.language.readable import is_figure, is_telling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.analysis.affairs import Affair
    from digest.analysis.bags import Bag
    from digest.analysis.remembered import Remembered
    from digest.model import Language

_HANGUL = re.compile("[가-힣]")
SHARED = 0.4
"""Share of the words of each of two headlines that the form makes, at least."""


def told_apart(bag: Bag, affair: Affair) -> bool:
    """Whether one document tells a cluster apart from the affair: under headlines that name nobody both.

    Whoever writes a round-up tells its stories apart. Two can be one affair, but are then under its name.
    """
    documents, names = set(bag.cluster.documents), set(bag.cluster.headline_names)
    together = [one.cluster for one in affair.members if documents.intersection(one.cluster.documents)]
    return bool(together) and not any(names.intersection(one.headline_names) for one in together)


def fills_its_form(cluster: Remembered, affair: Affair) -> bool:
    """Whether a cluster and each one of an affair tell next to nothing of what only the other's headline names."""
    return all(_fill_one(cluster, member.cluster) for member in affair.members)


def counts_anew(bag: Bag, affair: Affair) -> bool:
    """Whether a cluster and each one of an affair are headed by figures of their own, and neither a figure nor a name ties them.

    Prices of each month, an index of each day share all but what they count. A step of an affair that is headed by a
    figure tells again one that was told, or names in its headline whom it is about; and a death toll rises.
    """
    if bag.cluster.tolls:
        return False
    own = _figures(bag.cluster)
    others = [_figures(member.cluster) for member in affair.members]
    if not (own and all(others)) or not own.isdisjoint(chain.from_iterable(others)):
        return False
    return not any(map(is_telling, bag.figures & affair.figures)) and not in_either(bag, affair)


def _figures(cluster: Remembered) -> frozenset[str]:
    """The figures of its headline that count something."""
    language: Language = "ko" if _HANGUL.search(cluster.headline) else "en"
    return frozenset(one for one in figures(cluster.headline, language) if one[0] in "ncpx")


def _fill_one(one: Remembered, other: Remembered) -> bool:
    if _languages(one) != _languages(other) or all(_languages(one)):
        return False  # of two languages one headline has not the other's words
    own, others = _words(one.headline_terms), _words(other.headline_terms)
    both = own & others
    # analysis may take a name for one in one headline, and for a noun in the other
    named = {*one.headline_names, *one.names, *other.headline_names, *other.names}
    if len(both) < SHARED * max(len(own), len(others), 1) or not named.isdisjoint(both):
        return False
    sides = ((own - others, other), (others - own, one))
    return all(len(terms) >= OWN and _share(terms, told) <= OWN_TOLD for terms, told in sides)


def _languages(cluster: Remembered) -> tuple[bool, bool]:
    return bool(cluster.korean), bool(cluster.english)


def _words(terms: Iterable[str]) -> set[str]:
    return {term for term in terms if not term[0].isdigit() and not is_figure(term)}


def _share(terms: set[str], cluster: Remembered) -> float:
    known = {term for term, _ in (*cluster.korean, *cluster.english)}
    return sum(term in known for term in terms) / len(terms)
