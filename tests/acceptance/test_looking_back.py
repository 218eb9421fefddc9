"""Issues that look back: four weeks are built and sent, then a review of them and a retrospective of one affair."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.small import CONFIG, Publication
from tests.acceptance.test_storylines import add, monday, send
from tests.acceptance.weeks import WEEKS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.slow  # weeks are built and sent before there is anything to look back on

QUARTER = "2025-10-01..2025-12-31"
NOW = "2026-01-05T07:00+09:00"
REVIEW = "small-review-2025-10-01"
BRIDGE = "갈매대교"


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """Four weekly issues that were sent."""
    made = Publication(tmp_path_factory.mktemp("sent"))
    made.configure(CONFIG)
    made.good("subscribers", "add", "reader@example.org", "--now", "2025-11-01T07:00+09:00")
    for week in WEEKS:
        add(made, week)
        made.good("build", "--now", monday(week))
        send(made, week)
    return made


@pytest.fixture
def archive(sent: Publication, tmp_path: Path) -> Publication:
    """A copy of them."""
    shutil.copytree(sent.folder, tmp_path / "copy")
    return Publication(tmp_path / "copy")


def issue(publication: Publication, name: str) -> dict[str, Any]:
    path = publication.folder / "var/issues" / name / "issue.json"
    return json.loads(path.read_text(encoding="utf-8"))


def letter(publication: Publication, name: str) -> str:
    return (publication.folder / "var/issues" / name / "issue.txt").read_text(encoding="utf-8")


def review(publication: Publication) -> dict[str, Any]:
    publication.good("build", "--genre", "review", "--period", QUARTER, "--now", NOW)
    return issue(publication, REVIEW)


def storyline(publication: Publication) -> str:
    (line,) = [json.loads(one) for one in publication.good("storylines", "--json").splitlines()]
    return line["id"]


def look_back(publication: Publication, now: str = NOW) -> tuple[str, dict[str, Any]]:
    """The id of the retrospective of the bridge, and its item."""
    line = storyline(publication)
    publication.good("build", "--genre", "retrospective", "--storyline", line[:6], "--now", now)
    name = f"small-retrospective-2025-11-04-{line[:8]}"
    (item,) = issue(publication, name)["items"]
    return name, item


@pytest.fixture(scope="module")
def looked(sent: Publication, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A copy of them with a review and a retrospective, to be read."""
    made = Publication(tmp_path_factory.mktemp("looked") / "copy")
    shutil.copytree(sent.folder, made.folder)
    review(made)
    look_back(made)
    return made


def retrospective(looked: Publication) -> tuple[str, dict[str, Any]]:
    """The id of the retrospective that was built, and its item."""
    (path,) = looked.folder.glob("var/issues/small-retrospective-*")
    (item,) = issue(looked, path.name)["items"]
    return path.name, item


def told(item: dict[str, Any], kind: str) -> list[str]:
    return [
        pick["sentence"]["text"] for one in item["passages"] if one["kind"] == kind for pick in one["picks"]
    ]


def test_a_review_tells_what_the_weeks_told_with_the_affairs_first(looked: Publication) -> None:
    """What issues of another genre told is no reason to leave it out; what one story of one source tells comes last."""
    made = issue(looked, REVIEW)
    first, *others = made["items"]
    assert BRIDGE in first["headline"]["text"]
    assert len(first["references"]) == 4
    assert [len(one["references"]) for one in others] == [1] * len(others)
    assert others
    assert {one["issue"] for one in first["storyline"]["earlier"]} <= {
        f"small-weekly-{week}" for week in WEEKS
    }
    assert len(first["storyline"]["earlier"]) == 3


def test_an_affair_is_a_dated_line_of_cited_sentences(looked: Publication) -> None:
    """Each sentence has the day of its story, in the order of days; what happened comes first; no sentence twice."""
    item = issue(looked, REVIEW)["items"][0]
    days = {one["story"]: one["published"][:10] for one in item["references"]}
    line = [(one["day"], one["kind"], pick["sentence"]) for one in item["passages"] for pick in one["picks"]]
    assert line[0][1] == "happened"
    assert "after" in {kind for _, kind, _ in line}
    assert [day for day, _, _ in line] == sorted(day for day, _, _ in line)
    assert all(days[sentence["story"]] == day for day, _, sentence in line)
    assert len({sentence["text"] for _, _, sentence in line}) == len(line) >= 3
    assert item["picks"] == []
    shown = letter(looked, REVIEW)
    assert all(sentence["text"] in " ".join(shown.split()) for _, _, sentence in line)


def test_both_genres_are_proved(looked: Publication) -> None:
    """Every sentence, figure and earlier item of them stands in the store."""
    name, _ = retrospective(looked)
    for one in (REVIEW, name):
        assert looked("verify", one).returncode == 0


def test_a_day_that_was_changed_is_found(archive: Publication) -> None:
    """The day of a passage, of a changed figure; and a sentence of what happened that is passed off as a forecast."""
    name, _ = look_back(archive)
    path = archive.folder / "var/issues" / name / "issue.json"
    whole = path.read_text(encoding="utf-8")

    def found(change: Callable[[dict[str, Any]], None]) -> str:
        forged = json.loads(whole)
        change(forged["items"][0])
        path.write_text(json.dumps(forged, ensure_ascii=False), encoding="utf-8")
        return archive("verify", name).stderr

    def forecast(item: dict[str, Any]) -> None:
        next(one for one in item["passages"] if one["kind"] == "then")["kind"] = "forecast"

    assert "is of 2025-11" in found(lambda item: item["passages"][0].update(day="2025-10-01"))
    assert "is of 2025-11" in found(lambda item: item["changes"][0].update(was_day="2025-10-01"))
    assert "does not say that something will happen" in found(forecast)
    assert "proved" in found(lambda _: None)


def test_a_section_that_a_review_has_not_is_a_mistake_of_its_file(archive: Publication) -> None:
    """A review has no sections but its own: checking the file says so, as building does."""
    config = archive.folder / "config.toml"
    more = '\n[[sections]]\nkey = "town"\ntitle = "고장"\n'
    config.write_text(config.read_text(encoding="utf-8") + more, encoding="utf-8")
    item = review(archive)["items"][0]["id"]
    file = archive.folder / "var/issues" / REVIEW / "issue.edit.toml"
    head = f'id = "{item}"\n'
    text = file.read_text(encoding="utf-8").replace(head, f'{head}section = "town"\n')
    file.write_text(text, encoding="utf-8")
    assert archive("edit", REVIEW, "--check").returncode == 2


def test_a_review_looks_at_its_whole_period_again(archive: Publication) -> None:
    """That a review told something is no reason for the next one to leave it out."""
    review(archive)
    for verb in ("approve", "archive", "send"):
        archive.good(verb, REVIEW) if verb != "archive" else archive.good(verb)
    archive.good("build", "--genre", "review", "--period", "2025-11-01..2025-11-30", "--now", NOW)
    again = issue(archive, "small-review-2025-11-01")
    assert BRIDGE in again["items"][0]["headline"]["text"]


def test_without_an_archive_the_affairs_of_the_period_are_the_storylines(tmp_path: Path) -> None:
    """A new publication over a folder of documents has a review and a retrospective from the first day."""
    made = Publication(tmp_path)
    made.configure(CONFIG)
    for week in WEEKS:
        add(made, week)
    first = review(made)["items"][0]
    assert BRIDGE in first["headline"]["text"]
    assert first["passages"][0]["kind"] == "happened"
    done = made("build", "--genre", "retrospective", "--period", QUARTER, "--now", NOW)
    assert done.returncode == 0
    assert "tells the largest storyline of its period" in done.stderr
    (item,) = issue(made, "small-retrospective-2025-10-01")["items"]
    assert BRIDGE in item["headline"]["text"]


def test_a_retrospective_has_then_beside_now(looked: Publication) -> None:
    """What was told first and what was told last, of one storyline alone."""
    _, item = retrospective(looked)
    assert any("균열 14곳" in one for one in told(item, "then"))
    assert any("210억 원" in one for one in told(item, "now"))
    assert {BRIDGE in one["title"] for one in item["references"]} == {True}


def test_a_retrospective_names_the_figures_that_changed(looked: Publication) -> None:
    """Old and new, each with its day and its source, in the mail's text and on the page."""
    name, item = retrospective(looked)
    (change,) = item["changes"]
    assert (change["counted"], change["was"]["text"], change["now"]["text"]) == ("균열", "14곳", "31곳")
    assert (change["was_day"], change["now_day"]) == ("2025-11-04", "2025-11-12")
    assert "균열 14곳[4] (2025. 11. 4) → 31곳[3] (2025. 11. 12)" in letter(looked, name)
    looked.good("archive")
    page = (looked.folder / "var/archive/issues" / name / "index.html").read_text(encoding="utf-8")
    assert "달라진 숫자" in page


def test_a_forecast_whose_day_has_passed_is_listed_and_given_to_the_editor(looked: Publication) -> None:
    """It is told as it was said, without a verdict; lint, preview and build tell the editor to check it."""
    name, item = retrospective(looked)
    forecast = "통행은 12월 20일에 다시 열 계획이다."
    assert told(item, "forecast") == [forecast]
    assert "그때의 전망" in letter(looked, name)
    assert forecast in looked("lint", name).stdout
    assert "확인하세요" in looked.good("preview", name)


def test_a_forecast_whose_day_lies_ahead_is_not_listed(archive: Publication) -> None:
    """What may still come true is no forecast to check; and the draft is made anew when its day is over."""
    _, item = look_back(archive, "2025-12-01T07:00+09:00")
    assert told(item, "forecast") == []
    _, item = look_back(archive)
    assert told(item, "forecast")


def test_only_a_retrospective_is_about_one_storyline(archive: Publication) -> None:
    """Another genre refuses it as usage, an unknown storyline has no result."""
    done = archive("build", "--genre", "review", "--storyline", storyline(archive), "--period", QUARTER)
    assert done.returncode == 2
    assert "--genre retrospective" in done.stderr
    done = archive("build", "--genre", "retrospective", "--storyline", "zzzz", "--now", NOW)
    assert done.returncode == 1
    assert "there is no such storyline" in done.stderr


def test_built_again_they_are_the_same_bytes(archive: Publication) -> None:
    """For another hash seed, and as if nothing were known of the last building."""
    review(archive)
    name, _ = look_back(archive)
    folder = archive.folder / "var/issues"
    before = [(folder / one / "issue.json").read_bytes() for one in (REVIEW, name)]
    build_anew_genre(archive, "--genre", "review", "--period", QUARTER)
    build_anew_genre(archive, "--genre", "retrospective", "--storyline", storyline(archive))
    assert [(folder / one / "issue.json").read_bytes() for one in (REVIEW, name)] == before


def build_anew_genre(publication: Publication, *arguments: str) -> None:
    import sqlite3

    with sqlite3.connect(publication.folder / "var/digest.sqlite3") as database:
        database.execute("DELETE FROM builds")
    done = publication("build", *arguments, "--now", NOW, PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr


def test_a_sentence_that_the_editor_leaves_out_of_the_list_leaves_the_dated_line(
    archive: Publication,
) -> None:
    """The line that the edit file offers changes nothing; what is taken out of it is told nowhere."""
    first = review(archive)["items"][0]
    assert first["passages"][0]["kind"] == "happened"
    path = archive.folder / "var/issues" / REVIEW / "issue.edit.toml"
    text = path.read_text(encoding="utf-8")
    head, mark, behind = text.partition(f'id = "{first["id"]}"\n')
    offer = next(line for line in behind.splitlines() if line.startswith("#: sentences = "))
    numbers = offer.partition("[")[2].rstrip("]").split(", ")
    picks = [pick for one in first["passages"] for pick in one["picks"]]
    assert len(numbers) == len(picks) + len(first["picks"])
    path.write_text(f"{head}{mark}sentences = [{', '.join(numbers)}]\n{behind}", encoding="utf-8")
    assert review(archive)["items"][0]["passages"] == first["passages"]
    path.write_text(f"{head}{mark}sentences = [{', '.join(numbers[:-1])}]\n{behind}", encoding="utf-8")
    again = review(archive)["items"][0]
    gone = picks[-1]["sentence"]["text"]
    assert [pick for one in again["passages"] for pick in one["picks"]] == picks[:-1]
    assert gone not in letter(archive, REVIEW)
    assert archive("verify", REVIEW).returncode == 0
