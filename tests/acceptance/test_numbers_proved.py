"""The numbers of an issue are proved: its scores, its mix of outlets, how much was read. A forged one is found, in every genre."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

import pytest
import sqlalchemy as sa

from digest.model.items import Anatomy
from tests.acceptance.small import CONFIG, NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.acceptance.small import Publication

WEEK = "2025-11-17..2025-11-23"
OWN = '[interests]\ndrop = ["사서"]\n'
"""One of the stories is read and not told."""


def built(publication: Publication, genre: str) -> Publication:
    publication.configure(CONFIG + OWN)
    publication.good("build", "--genre", genre, "--period", WEEK, "--now", NOW)
    return publication


def forged(publication: Publication, change: Callable[[dict[str, Any]], None]) -> str:
    """What `digest verify` says of an issue in which something was changed."""
    (path,) = (publication.folder / "var/issues").glob("*/issue.json")
    whole = path.read_text(encoding="utf-8")
    value = json.loads(whole)
    change(value)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    done = publication("verify")
    path.write_text(whole, encoding="utf-8")
    assert done.returncode == 1, done.stderr
    return done.stderr


@pytest.mark.parametrize("genre", get_args(Anatomy))
def test_a_forged_number_is_found(publication: Publication, genre: str) -> None:
    made = built(publication, genre)
    told = made("verify")
    assert told.returncode == 0, told.stderr
    assert "numbers" in told.stderr

    def mix(value: dict[str, Any]) -> None:
        value["outlets"][0]["stories"] += 1

    assert "its reasons sum up to" in forged(made, lambda value: value["items"][0].update(score=9.75))
    assert "of the issue's references are of it" in forged(made, mix)
    assert "of the issue's references are of it" in forged(made, lambda value: value["outlets"].clear())
    assert '"7 stories read": 3 were' in forged(made, lambda value: value.update(stories_read=7))
    assert "in the issue that the store keeps" in forged(made, lambda value: value.update(documents_read=7))
    assert "in the issue that the store keeps" in forged(made, lambda value: value.update(number=7))
    assert "1 are neither told nor left out" in forged(made, lambda value: value["left_out"].clear())


def test_a_score_that_is_forged_with_its_reasons_is_not_the_one_that_was_built(
    publication: Publication,
) -> None:
    def raise_it(value: dict[str, Any]) -> None:
        item = value["items"][0]
        item["reasons"] = [{"feature": "outlets", "weight": 9.75, "detail": ""}]
        item["score"] = 9.75

    assert "in the issue that the store keeps" in forged(built(publication, "weekly"), raise_it)


def test_what_was_read_is_counted_in_the_store(publication: Publication) -> None:
    """Also where the issue says the same of itself in all places."""
    made = built(publication, "weekly")

    def one_more(value: dict[str, Any]) -> None:
        value["left_out"].append({**value["left_out"][0], "story": "another"})
        value["stories_read"] += 1

    def one_less(value: dict[str, Any]) -> None:
        value["left_out"].clear()
        value["stories_read"] -= 1

    assert '"4 stories read": 3 were' in forged(made, one_more)
    assert '"2 stories read": 3 were' in forged(made, one_less)


def test_an_issue_of_which_the_store_does_not_know_what_was_read_is_proved_by_itself(
    publication: Publication,
) -> None:
    """One that a former version built."""
    made = built(publication, "weekly")
    engine = sa.create_engine(f"sqlite:///{made.folder / 'var/digest.sqlite3'}")
    with engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM read_stories"))
    engine.dispose()
    made.good("verify")
    told = forged(made, lambda value: value.update(stories_read=7))
    assert '"7 stories read": 3 are told or left out' in told


def test_what_the_public_may_have_is_proved_also_where_an_item_is_withdrawn(publication: Publication) -> None:
    """Its sources are no longer counted among the outlets: what is withdrawn is taken out wherever it stands."""
    publication.configure(CONFIG)
    (publication.folder / "notes/library.md").write_text(
        "---\ntitle: 시립 도서관, 토요일에도 밤 10시까지\ndate: 2025-11-20\noutlet: 해온신문\n---\n시는 사서 24명을 더 뽑는다. 열 곳이 문을 연다.\n",
        encoding="utf-8",
    )
    publication.good("build", "--now", NOW)
    name = "small-weekly-2025-11-17"
    publication.good("approve")
    publication.good("archive")
    public = publication.folder / "var/archive/issues" / name / "issue.json"
    publication.good("verify", str(public))
    publication.good("withdraw", name, "--item", "2", "--reason", "출처가 거두었습니다.", "--yes")
    publication.good("archive")
    value = json.loads(public.read_text(encoding="utf-8"))
    assert value["items"][1]["references"] == []
    counted = sum(len(item["references"]) for item in value["items"])
    assert sum(one["stories"] for one in value["outlets"]) == counted
    publication.good("verify", str(public))
