"""The quality gate of grouping: B-cubed F1 by the scorer that will be used, over the program's own filter.

The floors are what was reached, less .005 (less .01 where one large affair decides).
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

KO, OUTLETS, ECB = "grouping/ko-news-2019-05", "grouping/en-news-three-outlets", "grouping/en-ecbplus"
BOTH = "bilingual/ko-en-documents"
FLOORS = [
    ("group", (KO,), {"ko-news-2019-05": 0.979}),
    ("group", (OUTLETS,), {"en-news-three-outlets": 0.874}),
    ("group", (ECB,), {"en-ecbplus": 0.934}),
    ("group", (BOTH,), {"ko-en-documents": 0.868}),
    ("mixed", (KO, OUTLETS, ECB, BOTH), {"mixed": 0.901}),
    (
        "titles",
        (KO, OUTLETS),
        {"ko-news-2019-05, titles only": 0.832, "en-news-three-outlets, titles only": 0.761},
    ),
    (
        "alone",
        (KO, OUTLETS, ECB),
        {
            "ko-news-2019-05, most alone": 0.955,
            "en-news-three-outlets, most alone": 0.886,
            "en-ecbplus, most alone": 0.952,
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
