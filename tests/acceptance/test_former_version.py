"""What an earlier version of the program built is still the publication's after an upgrade."""

from __future__ import annotations

import json
import sqlite3

from digest import codec
from tests.acceptance.small import CONFIG, NOW

ISSUE = "small-weekly-2025-11-17"
LATER = ("terms", "ahead", "disagreements", "quotations", "key_figures", "placement", "detail")
"""Fields that issue.json did not always have."""


def older(value: object) -> object:
    """The same JSON without these fields, wherever they stand."""
    if isinstance(value, dict):
        return {key: older(one) for key, one in value.items() if key not in LATER}
    return [older(one) for one in value] if isinstance(value, list) else value


def age(publication) -> None:
    """Leave the issue, in its file and in the store, as a former version would have written it."""
    path = publication.folder / "var/issues" / ISSUE / "issue.json"
    text = (
        json.dumps(older(json.loads(path.read_text(encoding="utf-8"))), ensure_ascii=False, indent=1) + "\n"
    )
    assert text != path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    with sqlite3.connect(publication.folder / "var/digest.sqlite3") as connection:
        connection.execute("UPDATE issues SET value = ?, fingerprint = ?", (text, codec.fingerprint(text)))


def test_an_issue_of_a_former_version_is_approved_archived_and_sent(publication):
    """Its page is written, too; nothing asks that it be built again."""
    publication.configure(CONFIG + '[schedule]\napproval = "required"\n')
    publication.good("build", "--now", NOW)
    publication.good("subscribers", "add", "a@example.org", "--now", NOW)
    age(publication)
    publication.good("verify")
    publication.good("approve", "--now", NOW)
    publication.good("archive")
    assert f"issues/{ISSUE}/index.html" in publication.files("var/archive")
    publication.good("send", "--now", NOW)
    assert len(publication.files("var/outbox")) == 1


def test_an_issue_of_a_former_version_that_was_changed_is_refused(publication):
    publication.good("build", "--now", NOW)
    publication.good("subscribers", "add", "a@example.org", "--now", NOW)
    age(publication)
    path = publication.folder / "var/issues" / ISSUE / "issue.json"
    path.write_text(path.read_text(encoding="utf-8").replace("작은 소식", "다른 소식"), encoding="utf-8")
    for verb in (("approve", "--now", NOW), ("archive",), ("send", "--without-archive", "--now", NOW)):
        done = publication(*verb)
        assert done.returncode != 0, verb
        assert "not the one that was built" in done.stderr, verb
