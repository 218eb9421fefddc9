"""Grouping with a memory: stories join what earlier calls brought, and the memory keeps them, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest import codec
from digest.analysis import analysed
from digest.analysis.recall import GROUPING, without
from digest.errors import InputError, UsageError
from digest.pipeline.naming import lexicon_version
from digest.pipeline.recalling import Recalled, kept_with, mended
from digest.pipeline.remembered import USUAL, Answer, Moved, Policy
from digest.storage import memory
from digest.storage import recollection as r

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from digest.analysis.clusters import GroupingSettings
    from digest.analysis.recall import Changes
    from digest.language.analyser import Analyser
    from digest.language.glossary import Glossary
    from digest.model import Story
    from digest.storage.store import Connection

DAY = 86400.0
"""Seconds."""
_ODD = (LookupError, ValueError, TypeError)


def group_with_memory(
    path: Path,
    stories: Sequence[Story],
    analyser: Analyser,
    settings: GroupingSettings,
    glossary: Glossary,
    *,
    policy: Policy = USUAL,
) -> Answer:
    """Join stories to those that the memory at `path` has, and keep them there.

    Raises:
        UsageError: the memory was made with other settings, and not all are to be grouped anew.
        ResultError: the file is no memory, damaged, or cannot be written.
    """
    whole = [mended(story) for story in stories]
    with memory.opened(path) as connection:
        about = r.about(connection)
        chosen = _chosen(settings, glossary)
        if about and not policy.whole:
            _check(about, chosen, str(path))
        try:
            return _Run(connection, about | chosen, analyser, settings, glossary).answer(whole, policy)
        except (InputError, *_ODD) as error:  # what was read back does not fit together
            told = error.message if isinstance(error, InputError) else repr(error)
            raise memory.damaged(path, told) from error


def _chosen(settings: GroupingSettings, glossary: Glossary) -> dict[str, str]:
    entries = sorted(f"{one.korean}\t{one.refused}\t{one.latin}" for one in glossary.entries)
    return {
        "--window-days": str(settings.window_days),
        "--strictness": str(settings.strictness),
        "--glossary": codec.fingerprint(*entries) if entries else "none",
    }


def _check(about: Mapping[str, str], chosen: Mapping[str, str], subject: str) -> None:
    for option, value in chosen.items():
        if about.get(option) != value:
            told = "another one" if option == "--glossary" else about.get(option)
            raise UsageError(
                subject,
                f"was made with {option} {told}",
                f"give the same, or --whole to group all its stories anew with {option} {value}"
                if option != "--glossary"
                else "give the same, or --whole to group all its stories anew",
            )


class _Run:
    """One call."""

    def __init__(
        self,
        connection: Connection,
        about: dict[str, str],
        analyser: Analyser,
        settings: GroupingSettings,
        glossary: Glossary,
    ) -> None:
        self.connection = connection
        self.about = about
        self.analyser = analyser
        self.settings = settings
        self.glossary = glossary
        self.recalled = Recalled(connection, about, analyser)
        self.version = f"{analysed.version(analyser)}; lexicon {lexicon_version()}; grouping {GROUPING}"

    def answer(self, stories: Sequence[Story], policy: Policy) -> Answer:
        """Join stories, keep them, and say where they stand."""
        prints = {story.id: codec.fingerprint(codec.row(story)) for story in stories}
        known = r.known(self.connection, list(prints))
        begun = "version" in self.about
        new = [one for one in stories if one.id not in known or known[one.id].fingerprint != prints[one.id]]
        forgotten = self._forgotten(policy, set(prints))
        anew = bool(forgotten) or self._wholly(new, policy)
        before = r.everything(self.connection) if anew else {}
        fresh = self._numbered(new, known)
        if anew:
            self._regroup(fresh, prints, forgotten)
        elif new:
            before = self._enter(fresh, prints, [known[one.id].number for one in new if one.id in known])
        if anew or new or not begun:
            r.tell(self.connection, self.about | {"version": self.version})
        return Answer(
            **self._places(list(prints)),
            moved=tuple(self._moved(before, set(prints), forgotten)),
            new=len(new),
            known=self._count("known"),
            whole=anew,
        )

    def _count(self, name: str) -> int:
        return int(self.about.get(name, "0"))

    def _numbered(self, new: Sequence[Story], known: Mapping[str, r.Known]) -> dict[int, Story]:
        """New stories by number: a changed one keeps its own."""
        at = self._count("next")
        found = {}
        for story in new:
            if story.id in known:
                found[known[story.id].number] = story
            else:
                found[at] = story
                at += 1
        self.about["known"] = str(self._count("known") + at - self._count("next"))
        self.about["next"] = str(at)
        return found

    def _wholly(self, new: Sequence[Story], policy: Policy) -> bool:
        """Whether all stories are grouped anew."""
        if policy.whole or self.about.get("version", self.version) != self.version:
            return True
        since = self._count("since") + len(new)
        strange = any(one.language != "und" and not self.recalled.size(one.language) for one in new)
        few = self._count("known") + len(new) <= policy.small
        return bool(new) and (strange or few or since > policy.growth * self._count("grouped"))

    def _forgotten(self, policy: Policy, read: set[str]) -> set[int]:
        """The stories of clusters that are all dated before the moment; what is read now is not forgotten."""
        if policy.forget_before is None:
            return set()
        limit = policy.forget_before.timestamp() / DAY
        placed = r.days(self.connection)
        held = {one.number for one in r.known(self.connection, sorted(read)).values()}
        staying = {
            cluster for number, cluster, day in placed if day is None or day >= limit or number in held
        }
        return {number for number, cluster, _ in placed if cluster not in staying}

    def _regroup(self, fresh: Mapping[int, Story], prints: Mapping[str, str], forgotten: set[int]) -> None:
        """All anew."""
        from digest.analysis.regrouping import regroup

        r.forget(self.connection, sorted(forgotten))
        if self.about.get("version", self.version) != self.version:
            old = self.recalled.unread()  # what another version said of them is of no use
            told = {**{one.id: codec.fingerprint(codec.row(one)) for one in old.values()}, **prints}
            found = kept_with(self.connection, {**old, **fresh}, told, self.analyser)
        else:
            rest = [one for one in r.everything(self.connection) if one not in fresh]
            found = self.recalled.texts(rest) | kept_with(self.connection, fresh, prints, self.analyser)
        stories = {number: found[number] for number in sorted(found)}
        r.clear(self.connection)
        self.about |= {"grouped": str(len(stories)), "known": str(len(stories)), "since": "0"}
        for name in [name for name in self.about if name == "usual" or name.startswith("size ")]:
            del self.about[name]
        self._keep(regroup(stories, self.settings, self.glossary))

    def _enter(
        self, fresh: Mapping[int, Story], prints: Mapping[str, str], changed: Sequence[int]
    ) -> dict[int, r.Known]:
        """Only what the new stories come near to; says where what was concerned stood before."""
        from digest.analysis.entering import enter

        left = [one for one in self.recalled.standing(changed) if one.number not in fresh]
        again = [one.number for one in left if one.leader in fresh]
        stood = r.numbered(self.connection, again)
        for number in sorted({*changed, *again}):
            self._take_out(number)
        new = kept_with(self.connection, fresh, prints, self.analyser) | self.recalled.texts(again)
        ordered = {number: new[number] for number in sorted(new)}
        disturbed = [one.number for one in left if one.number not in ordered]
        changes = enter(ordered, disturbed, self.recalled, self.settings, self.glossary)
        stood |= r.numbered(
            self.connection, [one.number for one in changes.kept if one.number not in ordered]
        )
        self.about["since"] = str(self._count("since") + len(fresh))
        self._keep(changes)
        return stood

    def _take_out(self, number: int) -> None:
        """A story that comes in anew: nobody is its neighbour any more."""
        from digest.analysis.recall import unpack_edges

        (one,) = r.neighbours(self.connection, [number])
        others = r.neighbours(self.connection, unpack_edges(one.edges)[0].tolist())
        r.remove(self.connection, number)
        r.set_edges(self.connection, {other.number: without(other.edges, number) for other in others})

    def _keep(self, changes: Changes) -> None:
        r.keep(self.connection, changes)
        for space, size in changes.sizes.items():
            self.about[f"size {space}"] = str(self._count(f"size {space}") + size)
        if changes.usual is not None:
            self.about["usual"] = repr(changes.usual)

    def _places(self, ids: Sequence[str]) -> dict[str, dict[str, str]]:
        found = r.known(self.connection, ids)
        places = {place for one in found.values() for place in (one.leader, one.cluster)}
        named = {number: one.id for number, one in r.numbered(self.connection, places).items()}
        return {
            "clusters": {name: named[found[name].cluster] for name in ids},
            "copies": {
                name: named[found[name].leader] for name in ids if found[name].leader != found[name].number
            },
        }

    def _moved(
        self, before: Mapping[int, r.Known], read: set[str], forgotten: Iterable[int]
    ) -> Iterator[Moved]:
        """Stories that stand in another cluster than before."""
        gone = set(forgotten)
        stayed = {n: one for n, one in before.items() if one.id not in read and n not in gone}
        now = r.numbered(self.connection, stayed)
        other = {number for number in now if now[number].cluster != stayed[number].cluster}
        places = {one.cluster for number in other for one in (now[number], stayed[number])}
        named = {number: one.id for number, one in r.numbered(self.connection, places).items()}
        for number in sorted(other):
            was = stayed[number].cluster
            told = before[was].id if was in before else named[was]
            yield Moved(id=now[number].id, cluster=named[now[number].cluster], was=told)
