"""No page names a command, an option, a setting, a file or a page that does not exist."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import typer

from digest import config
from digest.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *ROOT.joinpath("docs").rglob("*.md"), *ROOT.joinpath("samples").glob("*.md")]
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
OWN = ("help", "version")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def code(text: str) -> list[str]:
    """What stands as code on a page: lines of fences and indented blocks, and spans."""
    lines = [line for _, body in FENCE.findall(text) for line in body.splitlines()]
    prose = FENCE.sub("", text)
    lines += re.findall(r"^ {4}(.+)$", prose, re.MULTILINE)
    return lines + re.findall(r"`([^`\n]+)`", prose)


def calls(text: str) -> list[list[str]]:
    """The words of each call of the program; comments and shell continuations left out."""
    found = []
    for line in code(text):
        called = re.match(r"(?:\$ )?(?:\S*/)?digest(?: +([a-z][^#|>&]*))?(?:$|[#|>& ])", line.strip())
        if called and called[1]:
            found.append(called[1].split())
    return found


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_call_of_the_program_is_one_that_it_knows(page: Path):
    root = typer.main.get_command(app)
    for words in calls(page.read_text(encoding="utf-8")):
        command, rest = root, words
        while rest and getattr(command, "commands", None) is not None and re.match(r"[a-z-]+$", rest[0]):
            assert rest[0] in command.commands, f"digest {' '.join(words)}"
            command, rest = command.commands[rest[0]], rest[1:]
        known = {option for parameter in command.params for option in parameter.opts}
        for word in rest:
            if word.startswith("-") and word != "-" and word.strip("-") not in OWN:
                assert word.partition("=")[0] in known, f"digest {' '.join(words)}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_to_a_file_leads_to_one(page: Path):
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), target


def test_every_decision_has_a_number_of_its_own():
    """It stands before its name and in its heading."""
    pages = sorted(ROOT.joinpath("docs", "decisions").glob("*.md"))
    numbers = [page.name.partition("-")[0] for page in pages]
    assert len(set(numbers)) == len(numbers), numbers
    for page, number in zip(pages, numbers, strict=True):
        assert re.match(rf"# 0*{int(number)}\. ", page.read_text(encoding="utf-8")), page.name


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_piece_of_configuration_is_valid(page: Path):
    """Each fence marked toml is a configuration, but for the publication, which may be left out."""
    for language, body in FENCE.findall(page.read_text(encoding="utf-8")):
        if language == "toml":
            data = tomllib.loads(body)
            config.Config.model_validate({"publication": {"id": "x", "name": "x"}, **data})


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_page_names_a_place_of_one_machine(page: Path):
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"/(?:root|work|home/(?!letter\b)\w+|tmp)/", text)
