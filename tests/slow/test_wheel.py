"""The wheel works where the repository is not: installed in an empty environment, it makes a publication."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from urllib.request import urlopen

import pytest

from digest.config.genres import BUILT_IN

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """The `digest` of a fresh environment that holds the wheel; its dependencies come from this one."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            folder,
            ROOT,
        ],
        check=True,
    )
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel], check=True)
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    # Only the path, not its .pth files: the repository itself must not be found through them.
    Path(site, "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return scripts / "digest"


def run(program, folder, *arguments):
    done = subprocess.run(
        [program, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_wheel_begins_builds_and_previews(program, tmp_path):
    """Templates, migrations and word lists travel in the wheel."""
    python = program.parent / "python"
    where = subprocess.run(
        [python, "-c", "import digest; print(digest.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    ).stdout
    assert str(ROOT / "digest") not in where
    run(program, tmp_path, "init", "letter", "--name", "소식", "--language", "ko", "--yes")
    letter = tmp_path / "letter"
    text = "---\ntitle: 시립 도서관이 늦게까지 문을 연다\ndate: 2025-11-19\n---\n시립 도서관 열 곳이 밤 열 시까지 문을 연다."
    (letter / "inbox").mkdir(exist_ok=True)
    (letter / "inbox" / "library.md").write_text(text, encoding="utf-8")
    run(program, letter, "check")
    run(program, letter, "build", "--now", "2025-11-24T07:00+09:00")
    assert "시립 도서관이 늦게까지 문을 연다" in run(program, letter, "preview")
    run(program, letter, "archive")
    assert (letter / "var/archive/index.html").is_file()
    font = Path(
        subprocess.run(
            [
                python,
                "-c",
                "from digest.archive import pictures as p; print(p.FONT if p.has('가') and not p.has('\\U0010fffe') else '')",
            ],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
        ).stdout.strip()
    )
    assert font.is_file()
    assert "SIL OPEN FONT LICENSE" in font.with_name("Pretendard-LICENSE.txt").read_text("utf-8").upper()


@pytest.mark.parametrize("genre", BUILT_IN)
def test_the_wheel_holds_what_every_genre_needs(program, tmp_path, genre):
    """Its templates to be filled and to be copied, its partials and its strings; in English, as Korean is tried above."""
    run(program, tmp_path, "init", "letter", "--language", "en", "--genre", genre, "--templates", "--yes")
    letter = tmp_path / "letter"
    assert list((letter / "templates/issue" / genre).glob("mail.*"))
    shutil.rmtree(letter / "templates")
    for given in ("bulletin/2025-11-28-hangang-brief.txt", "notes/onnuri-brief.txt"):
        shutil.copy(ROOT / "samples" / given, letter / "inbox")
    run(program, letter, "build", "--period", "2025-11-20..2025-12-01", "--now", "2025-12-01T00:00+09:00")
    run(program, letter, "archive")


def test_the_wheel_serves_the_preview(program, tmp_path):
    """The page, its looks and its script are there, and the mail in it."""
    run(program, tmp_path, "init", "letter", "--yes")
    letter = tmp_path / "letter"
    text = "---\ntitle: 시립 도서관이 늦게까지 문을 연다\ndate: 2025-11-19\n---\n시립 도서관 열 곳이 밤 열 시까지 문을 연다."
    (letter / "inbox" / "library.md").write_text(text, encoding="utf-8")
    run(program, letter, "build", "--now", "2025-11-24T07:00+09:00")
    (name,) = (path.name for path in (letter / "var/issues").iterdir())
    with subprocess.Popen(
        [program, "preview", "--serve", "--port", "0"],
        cwd=letter, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as serving:  # fmt: skip
        try:
            address = re.match(r"http://[^/]+", serving.stdout.readline())[0]
            for path in ("/", "/page.css", "/page.js"):
                with urlopen(address + path, timeout=60) as answer:
                    assert answer.read().strip()
            with urlopen(f"{address}/mail/{name}/any?light=light&shown=html", timeout=60) as answer:
                assert "시립 도서관" in answer.read().decode()
        finally:
            serving.send_signal(signal.SIGINT)
