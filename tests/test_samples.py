"""The sample publication: what samples/README.md says of it is so."""

from __future__ import annotations

import csv
import re
import shutil
from contextlib import closing
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest import codec, config, events, pipeline
from digest.storage.store import Store

if TYPE_CHECKING:
    from digest.model import Issue

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


EVENTS = {
    "chip": ("노바칩", "NovaChip"),
    "outage": ("하늘클라우드", "HanulCloud"),
    "payment failure": ("누리페이",),
    "faces": ("아이게이트",),
    "car battery plant": ("누비모터스",),
    "storage battery plant": ("세온에너지",),
    "take-over": ("미르페이먼츠",),
    "night bus": ("해온시",),
    "warm sea": ("동해",),
    "satellite": ("새벽별",),
    "browser": ("Kestrel",),
    "ferries": ("ferries",),
    "database": ("Larkspur",),
    "coffee": ("원두",),
    "manuscript": ("고문서",),
}


def event_of(title: str) -> str:
    """The event that a sample tells, by a name in its headline."""
    (event,) = (event for event, names in EVENTS.items() if any(name in title for name in names))
    return event


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample publication, so that its results are written elsewhere."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(SAMPLES, folder / "samples")
    shutil.copy(ROOT / "config.toml", folder)
    return folder / "config.toml"


def built(publication: Path) -> Issue:
    settings = config.load(publication)
    now = datetime(2025, 11, 24, 7, tzinfo=settings.zone)
    faults: list[events.Event] = []

    def observe(event: events.Event) -> None:
        if isinstance(event, events.Failed):
            faults.append(event)

    with closing(Store.open(settings.at(settings.storage.path))) as store:
        pipeline.fetch(settings, store, now=now, observer=observe)
        made = pipeline.build(settings, store, now=now, genre="weekly", observer=observe)
    assert not faults
    assert made.issue is not None
    return made.issue


@pytest.fixture(scope="module")
def issue(publication: Path) -> Issue:
    return built(publication)


def test_every_story_of_the_samples_is_found(issue: Issue):
    assert issue.stories_read == 36
    assert str(issue.period.start) == "2025-11-17"


def test_no_item_mixes_two_events(issue: Issue):
    for item in issue.items:
        assert len({event_of(reference.title) for reference in item.references}) == 1, item.headline.text


def test_two_events_are_told_in_both_languages_in_one_item_each(issue: Issue):
    both = [
        event_of(item.references[0].title)
        for item in issue.items
        if {reference.language for reference in item.references} == {"ko", "en"}
    ]
    assert sorted(both) == ["chip", "outage"]


def test_most_pairs_of_stories_about_one_event_stand_together(issue: Issue):
    stories = [(event_of(one.title), item.id) for item in issue.items for one in item.references]
    pairs = [(a, b) for place, a in enumerate(stories) for b in stories[:place] if a[0] == b[0]]
    together = sum(a[1] == b[1] for a, b in pairs)
    print(f"{together} of {len(pairs)} pairs")
    assert together >= 0.8 * len(pairs)


def test_each_section_has_an_item(issue: Issue):
    assert {item.section for item in issue.items} >= {"tech", "economy", "society", "science"}


def test_building_again_gives_the_same_bytes(publication: Path, issue: Issue):
    assert codec.dump(built(publication)) == codec.dump(issue)
