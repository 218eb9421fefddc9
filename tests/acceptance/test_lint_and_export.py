"""An issue is looked at before it leaves, by whichever way it leaves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from digest.rendering import looks
from tests.acceptance.small import CONFIG, NOW, Publication

if TYPE_CHECKING:
    from pathlib import Path

FOOT = "partials/foot.mjml.j2"


def without_way_out(publication: Publication) -> Path:
    """The foot of the mail, its link to unsubscribe lost."""
    text = (looks.package_folder() / FOOT).read_text(encoding="utf-8")
    path = publication.folder / "templates" / FOOT
    path.parent.mkdir(parents=True)
    lost = text.replace("way(unsubscribe, ", "way(links.archive, ")
    assert lost != text
    path.write_text(lost, encoding="utf-8")
    return path


def with_dead_link(publication: Publication) -> Path:
    """The foot of the mail with a link that leads nowhere: an error that an editor may override."""
    text = (looks.package_folder() / FOOT).read_text(encoding="utf-8")
    path = publication.folder / "templates" / FOOT
    at = text.index("{{ way(unsubscribe, ")
    path.write_text(f'{text[:at]}<a href="#nowhere">여기</a> {text[at:]}', encoding="utf-8")
    return path


@pytest.fixture
def ready(publication: Publication) -> Publication:
    """An approved issue with its page and one reader."""
    publication.configure(CONFIG + '\n[delivery]\nkind = "outbox"\n')
    publication.good("build", "--now", NOW)
    publication.good("approve", "--now", NOW)
    publication.good("archive")
    publication.good("subscribers", "add", "reader@example.org", "--now", NOW)
    return publication


def test_a_clean_issue_has_no_errors_and_goes_out(ready: Publication):
    done = ready("lint")
    assert done.returncode == 0
    assert "error" not in done.stdout
    rows = [json.loads(line) for line in ready.good("lint", "--json").splitlines()]
    assert all(row["level"] == "warning" and row["message"] and row["hint"] for row in rows)
    ready.good("send", "--now", NOW)
    assert len(ready.files("var/outbox")) == 1


def test_an_issue_with_errors_stays_until_they_are_mended_or_overridden(ready: Publication):
    """Refused with the finding, the template named; nothing has begun, so that the mended issue goes to everybody.

    What an editor may judge is overridden; a missing way out never is.
    """
    without_way_out(ready)
    for command in (
        ("lint",),
        ("check",),
        ("send", "--now", NOW),
        ("send", "--dry-run"),
        ("export", "--for", "stibee"),
    ):
        done = ready(*command)
        assert done.returncode == 1, command
        assert "has no link to unsubscribe" in done.stdout + done.stderr, command
        assert "templates/issue/weekly/mail.mjml.j2" in done.stdout + done.stderr, command
    assert not (ready.folder / "var/outbox").exists() or not ready.files("var/outbox")
    assert ready("campaign", "show").returncode == 1
    for command in (("send", "--now", NOW), ("send", "--dry-run")):
        unlawful = ready(*command, "--despite-lint")
        assert unlawful.returncode == 1, command
        assert "has no link to unsubscribe" in unlawful.stderr, command
        assert "--despite-lint" not in unlawful.stderr, command
    with_dead_link(ready)
    refused = ready("send", "--now", NOW)
    assert refused.returncode == 1
    assert "#nowhere" in refused.stderr
    assert "or run `digest send --despite-lint`" in refused.stderr
    assert not (ready.folder / "var/outbox").exists() or not ready.files("var/outbox")
    overridden = ready("send", "--now", NOW, "--despite-lint")
    assert overridden.returncode == 0
    assert "#nowhere" in overridden.stderr
    assert len(ready.files("var/outbox")) == 1


def test_the_schedule_looks_too(publication: Publication):
    """What nobody watches is held back as well."""
    publication.configure(
        CONFIG + '\n[schedule]\ncron = "0 7 * * mon"\napproval = "automatic"\n[delivery]\nkind = "outbox"\n'
    )
    publication.good("subscribers", "add", "reader@example.org", "--now", NOW)
    without_way_out(publication)
    done = publication("run", "--now", NOW)
    assert done.returncode == 1
    assert "has no link to unsubscribe" in done.stdout + done.stderr


def test_an_export_writes_both_parts_and_says_what_to_paste(ready: Publication):
    ready.good("export", "--for", "mailchimp", "--output", "out/letter.html")
    (html, text) = [
        (ready.folder / "out" / name).read_text(encoding="utf-8") for name in ("letter.html", "letter.txt")
    ]
    assert "*|UNSUB|*" in html
    assert "*|UNSUB|*" in text
    row = json.loads(ready.good("export", "--for", "stibee", "--json"))
    assert row["subject"].startswith("작은 소식")
    assert row["preheader"]
    assert row["html"].endswith("export-stibee.html")
    assert "$%unsubscribe%$" in (ready.folder / row["text"]).read_text(encoding="utf-8")
    assert ready("export", "--for", "sendgrid").returncode == 2


def test_what_is_withdrawn_is_not_exported_either(ready: Publication):
    """The other service would send what `digest send` does not."""
    ready.good(
        "withdraw",
        "small-weekly-2025-11-17",
        "--item",
        "1",
        "--reason",
        "출처가 기사를 거두었습니다.",
        "--yes",
        "--now",
        NOW,
    )
    done = ready("export", "--for", "stibee")
    assert done.returncode == 1
    assert "is withdrawn" in done.stderr
    assert not list(ready.folder.rglob("export-*"))
    ready.good("withdraw", "small-weekly-2025-11-17", "--item", "1", "--undo", "--now", NOW)
    ready.good("export", "--for", "stibee")
    ready.good("withdraw", "small-weekly-2025-11-17", "--reason", "사실이 아닙니다.", "--yes", "--now", NOW)
    assert ready("export").returncode == 1
