"""What is known before an issue is made: what earlier issues told, and what the editor decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from digest.analysis.remembered import Remembered
from digest.language.called import NO_NAMES, Called
from digest.model import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is remembered of a cluster that a sent issue told, and the item that it stood in.

    The id of `cluster` is one of this telling: a story can be told twice. Its storyline is what the editor made of it; `name`
    is what that was called then, empty where it began.
    """

    telling: Telling
    cluster: Remembered
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What the editor decided of storylines, and of clusters (`apart`: pairs of stories).

    `follows` gives for a story the storyline that it goes on, empty where it begins one; `begins` then the item that was
    to begin it: all its clusters together.
    """

    follows: Mapping[str, str] = field(default_factory=dict)
    begins: Mapping[str, str] = field(default_factory=dict)
    apart: tuple[tuple[str, str], ...] = ()


UNDECIDED = Decided()


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """A storyline that sent issues of other genres told, within the period of an issue that looks back on them.

    Args:
        storyline: its id.
        name: empty where it has none.
        told: its clusters, in the order of telling.
        stories: ids of those that were told.
    """

    storyline: str
    name: str
    told: tuple[Told, ...]
    stories: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is known before an issue is made.

    Args:
        told: what earlier issues told, in the order of telling.
        items: story → the item that it was first told under, in earlier issues.
        drafted: the same of this issue, when it was last built.
        decided: what the editor decided.
        archive: what issues of other genres told, for an issue that looks back on them; no reason to leave anything out.
        names: names that are known in both scripts.
        silent: sources (keys) of whose texts nothing may be shown.
        zone: the publication's, in which days are counted.
    """

    told: tuple[Told, ...] = ()
    items: Mapping[str, str] = field(default_factory=dict)
    drafted: Mapping[str, str] = field(default_factory=dict)
    decided: Decided = UNDECIDED
    archive: tuple[Archived, ...] = ()
    names: Called = NO_NAMES
    silent: frozenset[str] = frozenset()
    zone: tzinfo | None = None


NO_PAST = Past()
