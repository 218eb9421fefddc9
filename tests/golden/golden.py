"""The mails of the sample publication as they were last looked at; `make golden` writes them anew.

One HTML and one text a genre and edition, built from config.toml and samples/ at a fixed moment, and pictures of the
HTML, made small, light and dark, wide and narrow. After `make golden`, look at what `git diff` shows before you commit.
"""

from __future__ import annotations

import shutil
import tempfile
import tomllib
from pathlib import Path

from tests.acceptance.small import ROOT, Publication

GOLDEN = Path(__file__).parent
SHOTS = GOLDEN / "shots"
NOW = "2025-11-24T07:00+09:00"
PERIODS = {"week": "2025-W47"}
"""The days that a genre's issue is built of, by its period; one that stands not here is built of PERIOD."""
PERIOD = "2025-11-01..2025-11-24"


def editions() -> dict[str, tuple[str, str]]:
    """The golden mails by name, each with its genre and the period it is built of."""
    genres = tomllib.loads((ROOT / "config.toml").read_text(encoding="utf-8"))["genres"]
    return {
        f"{genre}-ko": (genre, PERIODS.get(str(table.get("period")), PERIOD))
        for genre, table in genres.items()
    }


def built(folder: Path) -> dict[str, bytes]:
    """The files as the program makes them now, by name; works in an empty folder."""
    shutil.copy(ROOT / "config.toml", folder)
    shutil.copytree(ROOT / "samples", folder / "samples")
    publication = Publication(folder)
    made: dict[str, bytes] = {}
    for name, (genre, period) in editions().items():
        issue = Path(
            publication.good("build", "--genre", genre, "--period", period, "--now", NOW).split()[-1]
        )
        for kind in ("html", "txt"):
            made[f"{name}.{kind}"] = (issue / f"issue.{kind}").read_bytes()
    return made


def renew() -> None:
    """Write the golden mails, and their pictures where Chromium is."""
    from tests.golden import shots

    with tempfile.TemporaryDirectory() as folder:
        made = built(Path(folder))
    for name, content in made.items():
        (GOLDEN / name).write_bytes(content)
        print(GOLDEN / name)
    for path in shots.renew(sorted(name for name in made if name.endswith(".html"))):
        print(path)


if __name__ == "__main__":
    renew()
