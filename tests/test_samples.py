"""The sample publication: what samples/README.md says of it is so."""

from __future__ import annotations

import csv
import re
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from digest import config

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
TEXTS = sorted(path for path in SAMPLES.glob("*/*") if path.is_file())


def readable(path: Path) -> str:
    """A sample as text, mails decoded."""
    if path.suffix != ".eml":
        return path.read_text(encoding="utf-8")
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    return "\n".join([str(mail["From"]), *(part.get_content() for part in mail.iter_parts())])


def test_the_configuration_at_the_top_is_valid_and_each_source_is_there():
    settings = config.load(ROOT / "config.toml")
    assert settings.publication.language == "ko"
    assert len(settings.sections) == 4
    for source in settings.sources:
        assert source.path is not None
        assert settings.at(source.path).exists(), source.key


def test_every_file_of_a_folder_source_that_needs_an_outlet_has_one():
    settings = config.load(ROOT / "config.toml")
    notes = settings.source("notes")
    assert notes is not None
    for path in (SAMPLES / "notes").iterdir():
        assert any(path.match(file.match) for file in notes.files), path.name


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_addresses_are_reserved_names_and_cannot_belong_to_anyone(path: Path):
    text = readable(path)
    hosts = re.findall(r"(?:https?://|@)([\w.-]+)", text)
    foreign = {
        host.rstrip(".")
        for host in hosts
        if not re.search(r"(^|\.)example\.(com|net|org)\.?$", host)
        and host not in ("purl.org", "www.w3.org")  # the names of XML vocabularies
    }
    assert not foreign


def test_the_subscribers_are_nobody():
    with (SAMPLES / "subscribers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 4
    assert all(row["email"].endswith("@example.org") for row in rows)


def test_the_list_of_files_names_every_file():
    told = (SAMPLES / "README.md").read_text(encoding="utf-8")
    for path in TEXTS:
        assert f"`{path.relative_to(SAMPLES).as_posix()}`" in told
