"""The mails of the sample publication as they were last looked at; `make golden` writes them anew.

One HTML and one text a genre, built from config.toml and samples/ at fixed moments, and pictures of the HTML, made small:
the weekly light and dark, wide and narrow, the others light and narrow. After `make golden`, look at what `git diff` shows
before you commit.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Literal

from tests.acceptance.small import ROOT, Publication

GOLDEN = Path(__file__).parent
SHOTS = GOLDEN / "shots"
PERIODS = {
    "weekly": ("2025-W47", "2025-11-24T07:00+09:00"),
    "brief": ("2025-11", "2025-12-01T07:00+09:00"),
    "report": ("2025-11", "2025-12-01T07:00+09:00"),
    "review": ("2025-11", "2025-12-01T07:00+09:00"),
    "retrospective": ("2025-01-01..2025-11-30", "2025-12-01T07:00+09:00"),
}
"""By genre: the days that its issue is built of, and the moment of its building."""
Scheme = Literal["light", "dark"]
WAYS: tuple[tuple[int, Scheme], ...] = tuple(
    (width, scheme) for width in (700, 390) for scheme in ("light", "dark")
)
FEW: tuple[tuple[int, Scheme], ...] = ((390, "light"),)
"""How the other genres are looked at: the look is the weekly's, and pictures are large."""


def mails() -> dict[str, str]:
    """The golden mails by name, each with its genre."""
    return {f"{genre}-ko": genre for genre in PERIODS}


def ways(mail: str) -> tuple[tuple[int, Scheme], ...]:
    """The widths and schemes that a mail (or its file) has pictures of."""
    return WAYS if mail.startswith("weekly-") else FEW


def built(folder: Path) -> dict[str, bytes]:
    """The files as the program makes them now, by name; works in an empty folder."""
    shutil.copy(ROOT / "config.toml", folder)
    shutil.copytree(ROOT / "samples", folder / "samples")
    publication = Publication(folder)
    made: dict[str, bytes] = {}
    for name, genre in mails().items():
        period, now = PERIODS[genre]
        told = publication.good("build", "--genre", genre, "--period", period, "--now", now)
        issue = Path(told.split()[-1])
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
