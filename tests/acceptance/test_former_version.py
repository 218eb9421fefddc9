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
    keep(publication, older(held(publication)))


def held(publication) -> dict:
    return json.loads(file(publication).read_text(encoding="utf-8"))


def file(publication):
    return publication.folder / "var/issues" / ISSUE / "issue.json"


def keep(publication, issue: object) -> None:
    """Write an issue into its file and into the store."""
    path = file(publication)
    text = json.dumps(issue, ensure_ascii=False, indent=1) + "\n"
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


LEFT = "노바칩은 값을 올렸다, 그러나 곧 내렸다."
SHOWN = "노바칩은 값을 올렸다, 그러나 곧 내렸습니다."
"""What the rules of the register leave by now, and what earlier ones made of it."""


def test_what_earlier_rules_of_the_register_made_is_told_and_no_fault(publication):
    """An update makes no issue wrong that was sent; what was changed since, or what no other rules made, is."""
    publication.configure(CONFIG + '\n[genres.weekly]\nregister = "polite"\n')
    (publication.folder / "notes/price.md").write_text(
        f"---\ntitle: 노바칩 값 두 번 바꿔\ndate: 2025-11-21\n---\n{LEFT}\n", encoding="utf-8"
    )
    publication.good("build", "--now", NOW)
    issue = held(publication)
    (pick,) = (one for item in issue["items"] for one in item["picks"] if one["sentence"]["text"] == LEFT)
    assert pick["provenance"] == "verbatim"
    pick |= {"shown": SHOWN, "rule": "polite:past", "provenance": "register"}
    keep(publication, issue)
    by_the_same = publication("verify")
    assert by_the_same.returncode == 1, "the version that the issue names did not make it"
    issue["provenance"]["analyser"] = issue["provenance"]["analyser"].rpartition("rules ")[0] + "rules 3"
    keep(publication, issue)
    found = publication("verify")
    assert found.returncode == 0, found.stderr
    told = f'"{LEFT}": its words stand there, but this version would not make it so (it is shown as "{SHOWN}"'
    assert told in found.stderr
    assert "1 as another version of the program made it" in found.stderr
    publication.good("approve", "--now", NOW)
    publication.good("archive")
    file(publication).write_text(
        file(publication).read_text(encoding="utf-8").replace(SHOWN, SHOWN.replace("값", "뜻")),
        encoding="utf-8",
    )
    changed = publication("verify")
    assert changed.returncode == 1
    assert "its words stand there, but issue.json is not the one that was built" in changed.stderr
