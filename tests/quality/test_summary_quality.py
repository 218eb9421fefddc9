"""The quality gate of summaries and headlines: the scorer that will be used, over the program's own filter.

The floors are what was reached, less a hair. Korean headline words are those of the scorer (Kiwi's morphemes); ROUGE is
`rouge-score` with its stemmer, on English only.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow  # hundreds of clusters are told

FLOORS = [
    (("picked",), "ko-science-20", {"F1@3": 0.5}),
    (
        ("headlines",),
        "ko-news-2019-05-headlines",
        {"1 sentence": 0.715, "3 sentences": 0.83, "130 characters": 0.72, "300 characters": 0.82},
    ),
    (("rouge", "3"), "en-cnndm-100", {"rouge1": 41.9, "rouge2": 18.3}),
    (("rouge", "2"), "en-three-outlets-roundup", {"rouge1": 40.3, "rouge2": 18.2}),
    (("title",), "en-three-outlets-roundup", {"rouge1": 44.5}),
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


def scores(shared: Path, command: str, what: tuple[str, ...], name: str) -> dict[str, float]:
    """What the scorer answers for one set."""
    file = str(shared / "data" / "summaries" / f"{name}.jsonl")
    scorer = [sys.executable, str(shared / "score.py"), *what, file, "--digest", command, "--json"]
    done = subprocess.run(scorer, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, float] = json.loads(done.stdout)
    print(found)
    return found


@pytest.mark.shared
@pytest.mark.parametrize(("what", "name", "floors"), FLOORS)
def test_summaries_do_not_fall(
    shared: Path, command: str, what: tuple[str, ...], name: str, floors: dict[str, float]
):
    """Each figure stays at its floor or above."""
    if what[0] in ("rouge", "title") and find_spec("rouge_score") is None:
        told = "rouge-score is not installed (the extra `bench`): ROUGE was not measured"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    found = scores(shared, command, what, name)
    low = {key: found[key] for key, floor in floors.items() if found[key] < floor}
    assert not low, f"below the floor: {low}"
    if "3 sentences, mean length" in found:
        assert found["3 sentences, mean length"] <= 360
