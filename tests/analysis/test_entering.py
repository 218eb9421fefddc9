"""Laws of grouping with a memory, whatever comes in which order."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from digest.analysis.clusters import GroupingSettings, group
from digest.analysis.recall import GROUPING
from digest.errors import ResultError
from digest.language.analyser import Analyser
from digest.language.detect import detect
from digest.language.glossary import EMPTY
from digest.pipeline.remembered import Policy
from digest.pipeline.remembering import group_with_memory
from digest.storage.memory import opened
from digest.storage.recollection import about, tell
from tests.analysis.test_large_batches import batch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.model import Story
    from digest.pipeline.remembered import Answer

ANALYSER = Analyser()
SETTINGS = GroupingSettings(window_days=5)
PARTLY = Policy(small=0, growth=1e9)
"""Never all anew."""


def stories(size: int, seed: int) -> list[Story]:
    """In no order."""
    found = [replace(one.story, sentences=()) for one in batch(size, seed)]
    random.Random(seed).shuffle(found)
    return found


class Memory:
    """A memory, and where all stories stand by what its answers said."""

    def __init__(self, path: Path, settings: GroupingSettings = SETTINGS) -> None:
        self.path = path
        self.settings = settings
        self.stands: dict[str, str] = {}

    def add(self, some: Sequence[Story], policy: Policy = PARTLY) -> Answer:
        answer = group_with_memory(self.path, some, ANALYSER, self.settings, EMPTY, policy=policy)
        for moved in answer.moved:
            assert self.stands[moved.id] == moved.was != moved.cluster
        self.stands |= answer.clusters | {moved.id: moved.cluster for moved in answer.moved}
        return answer


@pytest.fixture
def memory() -> Iterator[Memory]:
    with TemporaryDirectory() as folder:
        yield Memory(Path(folder) / "memory")


@pytest.mark.parametrize("seed", range(3))
def test_all_at_once_is_a_whole_grouping(memory: Memory, seed: int):
    """So is what --whole says of stories that came bit by bit; clusters are named by their first stories."""
    told = stories(60, seed)
    expected = {story: one.id for one in group(prepared(told), SETTINGS) for story in one.stories}
    memory.add(told)
    assert memory.stands == expected
    bit = Memory(memory.path.with_name("bit"))
    for start in range(0, 60, 20):
        bit.add(told[start : start + 20])
    bit.add([], Policy(whole=True))
    assert bit.stands == expected


@pytest.mark.parametrize("strictness", [0.3, 0.5, 0.9])
def test_whatever_comes_bit_by_bit_stands_in_clusters(memory: Memory, strictness: float):
    """Each cluster is named by the first of its stories that came, and answers and moves together tell where all stand."""
    told = stories(400, 11)
    memory.settings = GroupingSettings(window_days=5, strictness=strictness)
    memory.add(told[:200], Policy(whole=True))
    for start in range(200, 400, 40):
        assert not memory.add(told[start : start + 40]).whole
    came = {story.id: number for number, story in enumerate(told)}
    clusters: dict[str, list[str]] = {}
    for story, cluster in memory.stands.items():
        clusters.setdefault(cluster, []).append(story)
    assert len(memory.stands) == 400
    assert all(cluster == min(members, key=came.__getitem__) for cluster, members in clusters.items())
    assert memory.add(told).clusters == memory.stands


def test_a_copy_of_a_known_story_joins_its_cluster(memory: Memory):
    """Under another id and of the same day; it repeats what stands for itself, and changes nothing else."""
    told = stories(80, 5)
    memory.add(told)
    before = dict(memory.stands)
    known = [one for one in told if one.text]
    copies = [replace(one, id=f"copy-{one.id}", document=f"copy-{one.id}") for one in known]
    answer = memory.add(copies)
    assert not answer.moved
    for one in known:
        assert answer.clusters[f"copy-{one.id}"] in {
            before[other.id] for other in told if other.text == one.text
        }
        assert f"copy-{one.id}" in answer.copies
        assert not answer.copies[f"copy-{one.id}"].startswith("copy-")


def test_an_event_that_no_known_story_tells_opens_one_cluster(memory: Memory):
    """Words that were never seen count as rare ones do."""
    memory.add(stories(300, 3), Policy(whole=True))
    text = "Quellmark opened the Varnholt tunnel on Friday. Engineers of Quellmark dug it for nine years."
    first = replace(
        stories(1, 1)[0], title="Quellmark opens Varnholt tunnel", text=text, language="en", published=None
    )
    other = "The Varnholt tunnel is open. Quellmark, whose engineers dug nine years, cut a ribbon on Friday."
    answer = memory.add(
        [
            replace(first, id="x1", document="x1"),
            replace(first, id="x2", document="x2", title="Varnholt tunnel of Quellmark is open", text=other),
        ]
    )
    assert not answer.whole
    assert answer.clusters == {"x1": "x1", "x2": "x1"}


def test_a_story_that_is_replaced_leaves_nothing_behind(memory: Memory):
    """Taken out and put back, all stand as before; nobody stands with what is not there any more."""
    told = stories(120, 9)
    memory.add(told)
    before = dict(memory.stands)
    one = next(story for story in told if list(before.values()).count(before[story.id]) > 2)
    other = replace(one, title="Nothing", text="Nothing of the sort was told.", language="en")
    assert memory.add([other]).new == 1
    assert memory.stands[one.id] == one.id
    assert [story for story, cluster in memory.stands.items() if cluster == one.id] == [one.id]
    memory.add([one])
    assert memory.stands == before


def test_growth_groups_all_anew(memory: Memory):
    told = stories(100, 2)
    usual = Policy(small=0)
    assert memory.add(told[:60], usual).whole
    assert not memory.add(told[60:70], usual).whole
    assert memory.add(told[70:80], usual).whole
    small = Policy(small=100)
    assert memory.add(told[80:], small).whole


def test_a_memory_of_other_affinities_is_grouped_anew(memory: Memory):
    """Made by a version that weighed otherwise, it says at the next call what a whole grouping says, and goes on from there."""
    told = stories(60, 8)
    expected = {story: one.id for one in group(prepared(told), SETTINGS) for story in one.stories}
    memory.add(told[:40])
    with opened(memory.path) as connection:
        version = about(connection)["version"]
        earlier = version.replace(f"; grouping {GROUPING}", f"; grouping {GROUPING - 1}")
        assert earlier != version
        tell(connection, {"version": earlier})
    assert memory.add(told[40:]).whole
    assert memory.stands == expected
    assert not memory.add([replace(told[0], title="Nothing of the sort")]).whole


DAMAGE = {
    "a text is gone": "DELETE FROM texts",
    "another story": "UPDATE texts SET story = x'789c030000000001'",
    "a part is gone": "UPDATE stories SET part = NULL, leader = NULL",
    "counts are no numbers": "UPDATE about SET value = 'x' WHERE key LIKE 'size %'",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_does_not_fit_together_is_told_as_damage(memory: Memory, damage: str):
    """Pages in order that hold something else than was written: one line says so, and nothing is written."""
    told = stories(60, 4)
    memory.add(told)
    with opened(memory.path) as connection:
        connection.exec_driver_sql(damage)
    before = memory.path.read_bytes()
    with pytest.raises(ResultError, match="cannot be used as a memory"):
        memory.add([replace(one, id=f"{one.id} again", document=f"{one.id} again") for one in told])
    assert memory.path.read_bytes() == before


def prepared(told: Sequence[Story]):
    from digest.analysis.prepared import prepare

    return prepare(told, ANALYSER)


BAD = {
    "nothing": "",
    "one word": "회의",
    "a sign": ".",
    "half a sign": "The \ud800 meeting was held in Quellmark.",
    "no language": "会議は火曜日に開かれた。",
    "a run of letters": "abcdefgh" * 5000,
}


def test_bad_texts_do_no_harm(memory: Memory):
    """Whatever a text is, it is answered, kept, and known again."""
    memory.add(stories(100, 6))
    one = stories(1, 1)[0]
    bad = [
        replace(
            one, id=name, document=name, title="x" if not text else "", text=text, language=detect("", text)
        )
        for name, text in BAD.items()
    ]
    assert set(memory.add(bad).clusters) == set(BAD)
    again = memory.add([*bad, *(replace(one, id=f"{one.id} 2", document=one.id) for one in bad)])
    assert again.new == len(BAD)
    assert all(again.clusters[name] == memory.stands[name] for name in BAD)
