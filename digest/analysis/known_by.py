"""The names that an affair is known by: those of its headlines that hardly any news has.

A short step of an affair tells little of what it is about, but names in its headline whom it is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.language.familiar import rate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from digest.analysis.affairs import Affair
    from digest.analysis.bags import Bag

OTHERS = 2
"""Other affairs that may tell a name: a step that was missed is one, too."""


def in_both(bag: Bag, affair: Affair, held: Mapping[str, AbstractSet[str]]) -> frozenset[str]:
    """The names that stand in a headline of a cluster and of an affair.

    Args:
        bag: the cluster.
        affair: what it may go on.
        held: of each term the ids of the affairs that tell it: one that more than OTHERS tell is none.
    """
    found = _names(bag, affair) & bag.headed & _headed(affair)
    return frozenset(name for name in found if len(held.get(name, frozenset()) - {affair.id}) <= OTHERS)


def in_either(bag: Bag, affair: Affair) -> frozenset[str]:
    """The names that both tell and one of them has in a headline."""
    told = frozenset(bag.all())
    return _names(bag, affair) & ((bag.headed & affair.told) | (_headed(affair) & told))


def _headed(affair: Affair) -> frozenset[str]:
    return frozenset().union(*(member.headed for member in affair.members))


def _names(bag: Bag, affair: Affair) -> frozenset[str]:
    names = bag.names | affair.names
    return frozenset(name for name in names if len(name) > 1 and name.isalnum() and rate(name) == 0.0)
