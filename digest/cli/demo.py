"""`make demo`: the bundled sample publication, from its sources to the outbox, command by command.

It works on a copy in var/demo, made anew each time, so that it can be run again and spoils nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from digest.cli import show

NOW = "2025-11-24T07:00+09:00"
SAMPLE = Path(__file__).resolve().parents[2]
COMMANDS = (
    ("Read the sources and write the issue", "build", "--now", NOW),
    ("Prove that every sentence stands in its source", "verify"),
    ("Show it", "preview"),
    ("The editor approves", "approve", "--now", NOW),
    ("Write the archive", "archive"),
    ("Four readers", "subscribers", "import", "samples/subscribers.csv", "--now", NOW),
    ("Send it: here into the outbox, a folder of .eml files", "send", "--now", NOW),
)


def main() -> int:
    """Run every step; the first that fails ends the demo with its status."""
    folder = SAMPLE / "var" / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(SAMPLE / "config.toml", folder)
    shutil.copytree(SAMPLE / "samples", folder / "samples")
    for told, *command in COMMANDS:
        show.err.rule(told, style="dim", align="left")
        show.say(f"$ digest {' '.join(command)}", style="bold")
        done = subprocess.run(
            [sys.executable, "-m", "digest.cli.main", *command],
            cwd=folder,
            env={**os.environ, "DIGEST_CONFIG": "config.toml"},
            check=False,
        )
        if done.returncode:
            return done.returncode
    show.err.rule("The preview", style="dim", align="left")
    opened = subprocess.run(
        [sys.executable, "-m", "digest.cli.main", "preview", "--open"],
        cwd=folder,
        env={**os.environ, "DIGEST_CONFIG": "config.toml"},
        check=False,
    )
    for name, path in (
        ("mail", "var/issues"),
        ("archive", "var/archive/index.html"),
        ("outbox", "var/outbox"),
    ):
        show.say(f"{name:8} {(folder / path).relative_to(SAMPLE)}")
    show.say("\nNext, your own: .venv/bin/digest init my-letter", style="bold")
    return opened.returncode


if __name__ == "__main__":
    sys.exit(main())
