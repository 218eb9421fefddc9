"""The quality gate of grouping: B-cubed F1 by the scorer that will be used, over the program's own filter.

The floors are what was reached, less .005 (less .01 where one large affair decides), and never lower than before.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest.analysis.clusters import GroupingSettings, group
from digest.analysis.prepared import prepare_anew
from digest.cli.rows import parse
from digest.language.analyser import Analyser

if TYPE_CHECKING:
    from digest.analysis.prepared import Prepared

pytestmark = pytest.mark.slow  # thousands of stories are grouped

KO, OUTLETS, ECB = "grouping/ko-news-2019-05", "grouping/en-news-three-outlets", "grouping/en-ecbplus"
BOTH = "bilingual/ko-en-documents"
FLOORS = [
    ("group", (KO,), {"ko-news-2019-05": 0.983}),
    ("group", (OUTLETS,), {"en-news-three-outlets": 0.879}),
    ("group", (ECB,), {"en-ecbplus": 0.937}),
    ("group", (BOTH,), {"ko-en-documents": 0.869}),
    ("mixed", (KO, OUTLETS, ECB, BOTH), {"mixed": 0.901}),
    (
        "titles",
        (KO, OUTLETS),
        {"ko-news-2019-05, titles only": 0.841, "en-news-three-outlets, titles only": 0.761},
    ),
    (
        "alone",
        (KO, OUTLETS, ECB),
        {
            "ko-news-2019-05, most alone": 0.970,
            "en-news-three-outlets, most alone": 0.892,
            "en-ecbplus, most alone": 0.963,
        },
    ),
]


@pytest.fixture(scope="session")
def command(tmp_path_factory: pytest.TempPathFactory) -> str:
    """`digest` as one word without arguments, which the scorer wants."""
    if sys.platform == "win32":
        pytest.skip("the scorer starts a script without a suffix")
    path = tmp_path_factory.mktemp("bin") / "digest"
    path.write_text(f"#!{sys.executable}\nfrom digest.cli.main import main\n\nmain()\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("what", "sets", "floors"), FLOORS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_grouping_does_not_fall(
    shared: Path, command: str, what: str, sets: tuple[str, ...], floors: dict[str, float]
):
    """Each set stays at its floor or above."""
    files = [str(shared / "data" / f"{name}.jsonl") for name in sets]
    scorer = [sys.executable, str(shared / "score.py"), what, *files, "--digest", command, "--json"]
    done = subprocess.run(scorer, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    scores = [json.loads(line) for line in done.stdout.splitlines()]
    print(*(f"{one['set']}: P {one['P']} R {one['R']} F1 {one['F1']}" for one in scores), sep="\n")
    assert {one["set"] for one in scores} == set(floors)
    low = {one["set"]: one["F1"] for one in scores if one["F1"] < floors[one["set"]]}
    assert not low, f"below the floor: {low}"


_known: dict[str, bytes] = {}


def prepared(data: bytes, name: str) -> tuple[Prepared, ...]:
    """The stories of a set, ready to be grouped; what stood in an earlier one is not analysed again."""
    found, fresh = prepare_anew(parse(data, name).stories, Analyser(), _known)
    _known.update(fresh)
    return found


PRECISE = {KO: 0.98, OUTLETS: 0.98, ECB: 0.98, BOTH: 0.98}
"""The precision of the strictest level on each set, with its dates."""


@pytest.mark.shared
@pytest.mark.parametrize("name", PRECISE, ids=str)
def test_the_strictest_level_hardly_ever_joins_two_events(shared: Path, name: str):
    """`strictness = 1` says "never wrong"."""
    data = (shared / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, data) if row.get("group")]
    told = [{**row, "language": row["lang"], "title": row.get("title") or ""} for row in rows]
    stories = prepared("\n".join(map(json.dumps, told)).encode(), name)
    found = group(stories, GroupingSettings(strictness=1.0))
    place = {story: cluster.id for cluster in found for story in cluster.stories}
    precision, recall, _ = bcubed([row["group"] for row in rows], [place[row["id"]] for row in rows])
    print(f"{name}: P {precision:.3f} R {recall:.3f}")
    assert precision >= PRECISE[name]


TEASERS = Path(__file__).parent / "teasers.jsonl"
TEASER_FLOORS = {15: (0.99, 0.98), 30: (0.985, 0.98), 75: (0.98, 0.98)}
"""Size of a batch of short teasers → the least precision and F1 (the mean of twenty batches)."""


@pytest.fixture(scope="module")
def teasers() -> list[tuple[Prepared, str]]:
    """Invented feed teasers with the event each tells: most alone, many alike in all but the name."""
    data = TEASERS.read_bytes()
    stories = prepared(data, TEASERS.name)
    return list(zip(stories, [json.loads(line)["group"] for line in data.splitlines()], strict=True))


def batch(
    teasers: list[tuple[Prepared, str]], size: int, chance: random.Random
) -> list[tuple[Prepared, str]]:
    """Whole events drawn at random, until there are `size` stories."""
    events = sorted({event for _, event in teasers})
    chance.shuffle(events)
    counts = Counter(event for _, event in teasers)
    drawn: set[str] = set()
    while events and sum(counts[event] for event in drawn) < size:
        drawn.add(events.pop())
    return [(story, event) for story, event in teasers if event in drawn]


def bcubed(gold: list[str], got: list[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 (Bagga and Baldwin 1998)."""
    events, clusters = Counter(gold), Counter(got)
    both = Counter(zip(gold, got, strict=True))
    pairs = list(zip(gold, got, strict=True))
    precision = sum(both[pair] / clusters[pair[1]] for pair in pairs) / len(pairs)
    recall = sum(both[pair] / events[pair[0]] for pair in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


@pytest.mark.parametrize("size", TEASER_FLOORS)
def test_small_batches_of_short_teasers(teasers: list[tuple[Prepared, str]], size: int):
    """What an editor really feeds it: few stories, of a headline and a sentence or two."""
    chance = random.Random(size)
    gold, got = [], []
    for number in range(20 if size < len(teasers) else 1):
        drawn = batch(teasers, size, chance)
        found = {story: one.id for one in group([story for story, _ in drawn]) for story in one.stories}
        gold += [f"{number}:{event}" for _, event in drawn]
        got += [f"{number}:{found[story.story.id]}" for story, _ in drawn]
    precision, recall, f1 = bcubed(gold, got)
    print(f"{size}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    least, floor = TEASER_FLOORS[size]
    assert precision >= least
    assert f1 >= floor


TWINS = Path(__file__).parent / "twins.jsonl"
WRONG = {"first": 0, "second": 1}
"""Of 20 and 12 pairs of twins, how many may become one story in a week of eight of them; the rules were made beside the first set alone."""


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("alone", [False, True], ids=["with a second report", "alone"])
def test_twins_are_two_stories_and_two_reports_of_one_event_are_one(name: str, *, alone: bool):
    """Two makers' recalls of one day, two crashes in two towns: the same words but for who, where and how much."""
    data = TWINS.read_bytes()
    rows = [json.loads(line) for line in data.splitlines()]
    made = dict(zip([row["id"] for row in rows], prepared(data, TWINS.name), strict=True))
    pairs = sorted({row["pair"] for row in rows if row["set"] == name})
    halves = [[pair for pair in pairs if f"-{language}" in pair] for language in ("ko", "en")]
    weeks = [[*halves[0][at : at + 4], *halves[1][at : at + 4]] for at in range(0, len(halves[0]), 4)]
    wrong, missed = [], []
    for week in weeks:
        told = [row for row in rows if row["pair"] in week and not (alone and row["id"] == row["pair"] + "c")]
        of = {row["id"]: row["group"] for row in told}
        clusters = [{of[story] for story in one.stories} for one in group([made[row["id"]] for row in told])]
        wrong += [one for one in clusters if len(one) > 1]
        missed += [event for event in set(of.values()) if sum(event in one for one in clusters) > 1]
    assert len(wrong) <= WRONG[name], wrong
    assert not missed


ACROSS = {(ECB,): 0, (OUTLETS,): 5, (OUTLETS, ECB): 5}
"""English sets beside the Korean one → the most clusters that hold both languages.

ECB+ (2004 to 2013) and the Korean stories (2019) have nothing in common: there the goal of 2 in 500 clusters is held. The
three outlets tell some affairs of 2019 too (tariffs, a truce in Syria, an inquiry, a shutdown): all but one of these joins.
"""


@pytest.mark.shared
@pytest.mark.parametrize("english", ACROSS, ids="+".join)
def test_stories_that_have_nothing_in_common_are_not_joined_across_languages(
    shared: Path, english: tuple[str, ...]
):
    """Korean newspapers of 2019 and English texts, without dates, which would part most of what is joined."""
    rows, language = [], {}
    for name in (KO, *english):
        for line in (shared / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row.get("group"):
                told = {"id": f"{name}:{row['id']}", "title": row.get("title"), "text": row.get("text")}
                rows.append({**told, "language": "ko" if name == KO else "en"})
                language[told["id"]] = name == KO
    data = "\n".join(json.dumps(row) for row in rows).encode()
    found = group(prepared(data, "strangers"))
    joined = [one.stories for one in found if len({language[story] for story in one.stories}) > 1]
    print(f"{len(joined)} of {len(found)} clusters hold both languages: {joined}")
    assert len(joined) <= ACROSS[english]


WEEKLY = {"business": (0.91, 0.93), "public": (0.945, 0.91)}
"""Set of storylines → the least precision and recall of its weekly issues: small, in both languages, with dates."""


@pytest.mark.parametrize("name", WEEKLY)
def test_a_week_in_two_languages(name: str):
    """What a small publication really reads: some thirty stories, and Korean names in Latin letters among them."""
    data = (TEASERS.parent / "storylines" / f"{name}.jsonl").read_bytes()
    rows = [json.loads(line) for line in data.splitlines()]
    stories = prepared(data, name)
    gold, got = [], []
    for issue in sorted({row["issue"] for row in rows}):
        drawn = [
            (one, row["cluster"]) for one, row in zip(stories, rows, strict=True) if row["issue"] == issue
        ]
        found = {story: one.id for one in group([story for story, _ in drawn]) for story in one.stories}
        gold += [f"{issue}:{event}" for _, event in drawn]
        got += [f"{issue}:{found[one.story.id]}" for one, _ in drawn]
    precision, recall, f1 = bcubed(gold, got)
    print(f"{name}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")
    assert precision >= WEEKLY[name][0]
    assert recall >= WEEKLY[name][1]
