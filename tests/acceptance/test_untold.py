"""What counts as told: what was sent to somebody, or is in the archive that is published; not what nobody got."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from tests.acceptance.small import CONFIG, Publication
from tests.acceptance.test_storylines import FIRST, SECOND, add, bridge, issue, monday, send
from tests.acceptance.weeks import WEEKS

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = list(WEEKS)[:2]


def begun(folder: Path, *, address: str) -> Publication:
    """A publication with the draft of its first week, and the notes of two."""
    made = Publication(folder)
    made.configure(CONFIG.replace('archive_url = "https://example.org/archive"', address))
    for week in (ONE, TWO):
        add(made, week)
    made.good("build", "--now", monday(ONE))
    return made


def test_an_archive_without_mails_goes_on_from_issue_to_issue(tmp_path: Path):
    made = begun(tmp_path, address='archive_url = "https://example.org"')
    made.good("approve", "--now", monday(ONE))
    made.good("archive")
    made.good("build", "--now", monday(TWO))
    assert (issue(made, FIRST)["number"], issue(made, SECOND)["number"]) == (1, 2)
    assert [one["issue"] for one in bridge(made, SECOND)["storyline"]["earlier"]] == [FIRST]
    assert "earlier item" in made("verify", SECOND).stderr
    made.good("build", "--now", monday(ONE), "--period", ONE.replace("-03", "-03..2025-11-09"))
    assert issue(made, FIRST)["number"] == 1


def test_what_nobody_got_is_not_told_until_somebody_has_it(tmp_path: Path):
    made = begun(tmp_path, address="")
    made.good("subscribers", "add", "reader@example.org", "--now", monday(ONE))
    send(made, ONE)
    store = tmp_path / "var/digest.sqlite3"
    with sqlite3.connect(store) as database:
        database.execute("UPDATE deliveries SET state = 'failed'")
    told = made("build", "--now", monday(TWO))
    assert told.returncode == 0, told.stderr
    assert f"{FIRST}: reached nobody" in told.stderr
    assert f"`digest campaign retry --failed {FIRST}`" in told.stderr
    assert bridge(made, SECOND)["storyline"] is None
    assert issue(made, SECOND)["number"] == 2, "its number is not given again"
    with sqlite3.connect(store) as database:
        database.execute("UPDATE deliveries SET state = 'sent'")
    told = made("build", "--now", monday(TWO))
    assert "reached nobody" not in told.stderr
    assert [one["issue"] for one in bridge(made, SECOND)["storyline"]["earlier"]] == [FIRST]
