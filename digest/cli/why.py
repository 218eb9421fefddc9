"""Why stories stand together, or do not, in lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from digest.model import Against, Cluster, Evidence, GoesOn, Item, NearMiss

LIKELY = 0.5
"""The chance from which a cluster almost goes on a storyline."""
_AGAINST = {
    "days": "{detail} days apart",
    "document": "both of one document",
    "outlet": "one outlet tells both ({detail})",
    "names": "each opens with another name ({detail})",
    "strangers": "neither names what the other names first ({detail})",
    "proof": "short, and little of it proves anything",
    "pivots": "few words found in both languages",
    "figures": "figures differ ({detail})",
    "weekdays": "they name other weekdays ({detail})",
    "single": "they have one word alone in common",
    "untied": "no name or telling figure in both languages",
    "form": "their texts fill one form, and neither tells what the other's headline names",
}


def item_lines(item: Item, titles: Mapping[str, str]) -> Iterator[str]:
    """The same of all clusters of an item; what two of them say of each other once."""
    seen: set[str] = set()
    for cluster in item.clusters:
        yield from cluster_lines(cluster, titles, named=len(item.clusters) > 1, seen=seen)
        seen.add(cluster.id)


def cluster_lines(
    cluster: Cluster, titles: Mapping[str, str], *, named: bool = False, seen: Collection[str] = ()
) -> Iterator[str]:
    """Each link of a cluster, and each cluster that almost joined it.

    Args:
        cluster: of an issue or of `digest group`.
        titles: by story.
        named: says which story it is that stands alone, where several clusters are told together.
        seen: clusters that have told already how they almost joined this one.
    """
    if len(cluster.stories) == 1:
        name = f'"{titles.get(cluster.stories[0]) or cluster.stories[0]}" ' if named else ""
        yield f"{name}stands alone" + ("" if cluster.near else ": no other story is like it")
    said: set[frozenset[str]] = set()
    for link in cluster.evidence:
        # two stories that are each other's nearest are one link
        pair = frozenset((link.left, link.right))
        if pair not in said:
            said.add(pair)
            yield from _link_lines(link, titles)
    for miss in cluster.near:
        if miss.cluster not in seen:
            yield from _near_lines(miss, titles)


def storyline_lines(item: Item, titles: Mapping[str, str]) -> Iterator[str]:
    """Where an item goes on, part by part, and why each of its clusters goes on there, or nearly does.

    Args:
        item: of an issue.
        titles: by story.
    """
    line = item.storyline
    if line and line.earlier:
        yield f'part {len(line.earlier) + 1} of storyline {line.id} "{line.name}"'
        for told in line.earlier:
            yield f'  {told.day} in {told.issue}: "{told.headline}" {told.item}'
    elif line:
        yield f'begins storyline {line.id} "{line.name}" with {len(item.clusters)} clusters'
    for kind in ("figure", "date", "name", "outlet"):
        facts = [fact.text for fact in line.new if fact.kind == kind] if line else []
        if facts:
            yield f"  new {kind}s: {', '.join(facts)}"
    for one in item.goes_on:
        kept_off = one.by == "editor" and one.storyline != (line.id if line else "")
        which = f'"{titles.get(one.cluster) or one.cluster}" ' if len(item.clusters) > 1 else ""
        yield from _goes_on_lines(one, which, followed=one.followed and not (kept_off and one.storyline))


def _goes_on_lines(one: GoesOn, which: str, *, followed: bool) -> Iterator[str]:
    from digest.analysis.storylines import DEFAULT

    told = f'"{one.headline}"' if one.headline else "that storyline"
    needed = one.needed or DEFAULT.least
    shown = one.chance if one.followed else _below(one.chance, needed)
    chance = f"chance {shown:.2f}"
    if not followed and one.by == "editor":
        yield f"{which}the editor keeps it from going on ({chance}): {told} {one.storyline}".rstrip()
    elif not followed:
        how = "almost goes on" if one.chance >= LIKELY else "goes on nothing; nearest is"
        yield f"{which}{how} ({chance}, {needed:.2f} needed): {told} {one.storyline}".rstrip()
    elif one.by == "editor":
        yield f"{which}put there by the editor ({chance}): after {told}"
    elif one.by == "story":
        yield f"{which}goes on, for it holds a story that was told there ({chance}): after {told}"
    else:
        yield f"{which}goes on ({chance}): after {told}"
    if one.shared:
        yield f"  shared: {', '.join(one.shared)}"
    if one.strangers:
        yield f"  against: opens with {', '.join(one.strangers)}, which it never told"
    if one.missing:
        yield f"  against: does not tell {', '.join(one.missing)}"


def _below(chance: float, needed: float) -> float:
    """A chance that is shown as less than what is needed, where it is less."""
    return min(chance, needed - 0.01) if chance < needed else chance


def _link_lines(link: Evidence, titles: Mapping[str, str]) -> Iterator[str]:
    left, right = _titles(link, titles)
    if link.by == "copy":
        yield f"the same text ({link.similarity:.2f}): {left} and {right}"
        return
    how = "together"
    if link.by == "editor":
        how = "put together by the editor"
    elif f"{link.similarity:.2f}" == "0.00":  # nothing joins the two but the others of their cluster
        how = "together through others"
    yield f"{how} ({link.similarity:.2f}): {left} and {right}"
    yield from _reasons(link)


def _near_lines(miss: NearMiss, titles: Mapping[str, str]) -> Iterator[str]:
    left, right = _titles(miss.link, titles)
    if miss.because == "editor":
        yield f"kept apart by the editor: {left} and {right}"
    else:
        what = "mean affinity" if miss.because == "affinity" else "mean likeness of words"
        yield f"almost together ({what} {miss.measured:.2f}, {miss.needed:.2f} needed): {left} and {right}"
    yield f"  strongest pair {miss.link.similarity:.2f}; the other is {miss.link.right}"
    yield from _reasons(miss.link)


def _reasons(link: Evidence) -> Iterator[str]:
    if link.terms:
        kinds = {"name": " (name)", "number": " (number)", "date": " (date)", "word": ""}
        told = [
            f"{term.text}{kinds[term.kind]}{f' {term.share:.0%}' if term.share else ''}"
            for term in link.terms
        ]
        yield f"  shared: {', '.join(told)}"
    elif link.shared:
        yield f"  shared: {', '.join(link.shared)}"
    if link.against:
        yield f"  against: {'; '.join(_objection(one) for one in link.against)}"


def _objection(one: Against) -> str:
    told = _AGAINST[one.what].format(detail=one.detail)
    return f"{told} −{one.weight:.0%}" if one.weight else f"{told}, not weighed"


def _titles(link: Evidence, titles: Mapping[str, str]) -> tuple[str, str]:
    left, right = (f'"{titles.get(story) or story}"' for story in (link.left, link.right))
    return left, right
