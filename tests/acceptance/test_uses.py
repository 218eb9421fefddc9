"""The whole way on a small publication: build, prove, preview, archive, and the same bytes again."""

from __future__ import annotations

import json
import re
import shutil
from email import policy
from email.parser import BytesParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.acceptance.small import NOW, Publication

ISSUE = "small-weekly-2025-11-17"
LINK = re.compile(r"""(?:href|src)=["']([^"']+)["']""")


@pytest.fixture
def built(publication):
    publication.good("build", "--now", NOW)
    return publication


def issue(publication):
    return json.loads((publication.folder / "var/issues" / ISSUE / "issue.json").read_text(encoding="utf-8"))


def test_an_event_told_twice_is_one_item_and_every_sentence_is_proved(built):
    items = issue(built)["items"]
    assert sorted(len(item["references"]) for item in items) == [1, 2]
    done = built("verify", ISSUE)
    assert done.returncode == 0, done.stderr
    assert "3 references, 6 numbers and 1 date proved" in done.stderr


def test_a_forged_sentence_is_found(built):
    path = built.folder / "var/issues" / ISSUE / "issue.json"
    value = json.loads(path.read_text(encoding="utf-8"))
    value["items"][0]["picks"][0]["sentence"]["text"] += " 정말이다."
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    done = built("verify", ISSUE)
    assert done.returncode == 1
    assert "정말이다" in done.stderr


def test_explain_says_why(built):
    told = built.good("explain", ISSUE)
    assert "shared:" in told
    assert "stands alone" in told
    assert "rank" in told
    one = built.good("explain", ISSUE, "1", "--json")
    assert json.loads(one)["id"] == issue(built)["items"][0]["id"]
    assert built("explain", ISSUE, "77").returncode == 1


def test_the_preview_needs_issue_json_alone(built, tmp_path_factory):
    """(b) Terminal and HTML, in a folder where there is no configuration, no store and no source."""
    alone = Publication(tmp_path_factory.mktemp("alone"))
    shutil.copy(built.folder / "var/issues" / ISSUE / "issue.json", alone.folder)
    told = alone.good("preview", "issue.json")
    for item in issue(built)["items"]:
        assert item["headline"]["text"] in told
        for pick in item["picks"]:
            assert pick["sentence"]["text"][:20] in told
    alone.good("preview", "issue.json", "--html", "page.html")
    page = (alone.folder / "page.html").read_text(encoding="utf-8")
    assert all(item["headline"]["text"] in page for item in issue(built)["items"])


def test_every_link_of_the_archive_resolves_and_building_again_changes_no_byte(built):
    """(c) No page points to a page that is not there."""
    built.good("archive")
    first = built.files("var/archive")
    assert "index.html" in first
    assert f"issues/{ISSUE}/index.html" in first
    for name, content in first.items():
        if not name.endswith(".html"):
            continue
        for link in LINK.findall(content.decode()):
            if urlsplit(link).scheme or link.startswith("//"):
                continue
            target = unquote(urlsplit(urljoin(f"/{name}", link)).path).lstrip("/")
            assert target in first or f"{target}index.html".lstrip("/") in first or not target, (name, link)
            fragment = urlsplit(link).fragment
            page = first.get(target) or first.get(f"{target}index.html") or content
            if fragment and not fragment.startswith(":~:"):
                assert f'id="{unquote(fragment)}"'.encode() in page, (name, link)
    built.good("archive")
    assert built.files("var/archive") == first


def test_the_same_five_give_the_same_bytes(publication, tmp_path_factory):
    """In another folder, with another hash seed, locale and zone of the machine."""
    publication.good("build", "--now", NOW)
    other = Publication(tmp_path_factory.mktemp("elsewhere") / "deep")
    shutil.copytree(publication.folder, other.folder, ignore=shutil.ignore_patterns("var"))
    done = other(
        "build", "--now", NOW, PYTHONHASHSEED="7", LC_ALL="C", TZ="America/New_York", OMP_NUM_THREADS="1"
    )
    assert done.returncode == 0, done.stderr
    ours, theirs = (one.files("var/issues", ISSUE) for one in (publication, other))
    assert ours == theirs


def test_a_dry_run_and_a_test_mail_never_touch_the_ledger(built):
    built.good("archive")
    built.good("approve", "--now", NOW)
    built.good("subscribers", "add", "reader@example.org", "--now", NOW)
    built.good("send", "--dry-run", "--now", NOW)
    assert built.files("var/outbox") == {}
    built.good("send", "--to", "editor@example.org", "--now", NOW)
    assert len(built.files("var/outbox")) == 1
    assert json.loads(built.good("campaign", "list", "--json") or "[]") in ([], {})
    built.good("send", "--now", NOW)
    assert len(built.files("var/outbox")) == 2
    built.good("send", "--now", NOW)
    assert len(built.files("var/outbox")) == 2


def test_the_mail_that_arrives_is_the_issue(built):
    built.good("archive")
    built.good("approve", "--now", NOW)
    built.good("subscribers", "add", "reader@example.org", "--now", NOW)
    built.good("send", "--now", NOW)
    (content,) = built.files("var/outbox").values()
    message = BytesParser(policy=policy.default).parsebytes(content)
    assert message["To"] == "reader@example.org"
    html = message.get_body(("html",)).get_content()
    text = message.get_body(("plain",)).get_content()
    for item in issue(built)["items"]:
        assert item["headline"]["text"] in html
        assert item["headline"]["text"].split()[0] in text
    assert "%%" not in html + text


def test_approval_is_required_before_anything_is_sent(built):
    built.good("archive")
    built.good("subscribers", "add", "reader@example.org", "--now", NOW)
    refused = built("send", "--now", NOW)
    assert refused.returncode == 1
    assert "digest approve" in refused.stderr
    assert built.files("var/outbox") == {}


def test_send_refuses_when_the_page_is_not_written(built):
    built.good("approve", "--now", NOW)
    built.good("subscribers", "add", "reader@example.org", "--now", NOW)
    refused = built("send", "--now", NOW)
    assert refused.returncode == 1
    assert "digest archive" in refused.stderr
    built.good("send", "--without-archive", "--now", NOW)


def test_nothing_new_is_skipped_with_the_reason(publication):
    done = publication("build", "--now", "2026-03-02T07:00+09:00")
    assert done.returncode == 0
    assert "skipped" in done.stderr
    assert not (publication.folder / "var/issues").exists()


def test_what_was_sent_is_not_told_again(built):
    """The next issue leaves out what the last one told; a story dated to the month reaches into both."""
    built.good("archive")
    built.good("approve", "--now", NOW)
    built.good("subscribers", "add", "reader@example.org", "--now", NOW)
    built.good("send", "--now", NOW)
    done = built("build", "--period", "2025-11-18..2025-11-30", "--now", "2025-12-01T07:00+09:00")
    assert done.returncode == 0
    assert "skipped" in done.stderr
    again = built("build", "--now", NOW)
    assert again.returncode == 1
    assert "has been sent" in again.stderr
