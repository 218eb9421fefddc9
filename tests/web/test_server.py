"""The preview as a server: whom it answers, what it shows, and what it leaves alone."""

from __future__ import annotations

import email
import email.policy
import http.client
import socket
from typing import TYPE_CHECKING, Any

import pytest

from digest.errors import UsageError
from digest.rendering import looks, marks
from digest.web import loopback
from tests.web.conftest import KEY
from tests.web.listening import LONGEST

if TYPE_CHECKING:
    from tests.web.conftest import Preview


@pytest.mark.parametrize("name", ["127.0.0.1:{port}", "localhost:{port}", "[::1]:{port}"])
def test_the_names_of_this_machine_are_answered(preview: Preview, name: str):
    assert preview.ask("/", Host=name.format(port=preview.port)).status == 200


@pytest.mark.parametrize("name", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:{port}", ""])  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/events", "/page.js", "/mail/x/y"])
def test_a_host_of_another_name_is_refused_whatever_it_asks(preview: Preview, name: str, path: str):
    """DNS rebinding: another site's name may point to this machine."""
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=LONGEST)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", name.format(port=preview.port))
    connection.endheaders()
    assert connection.getresponse().status in (400, 421)
    connection.close()


@pytest.mark.parametrize("headers", [
    {}, {"X_Digest_Key": "wrong"}, {"X_Digest_Key": KEY, "Origin": "http://evil.example"}, {"X_Digest_Key": KEY, "Origin": "null"},
])  # fmt: skip
def test_what_acts_needs_the_key_of_the_session_and_our_own_page(preview: Preview, headers: dict[str, str]):
    assert preview.ask(f"/test/{preview.issue}", body={"address": "me@example.org"}, **headers).status == 403
    assert not (preview.folder / "var" / "outbox").exists()


def test_nothing_but_this_machine_is_listened_to():
    """No address but the loopback ones."""
    sockets = loopback.listen(0)
    assert {one.getsockname()[0] for one in sockets} <= {"127.0.0.1", "::1"}
    for one in sockets:
        one.close()


def test_a_port_that_is_taken_is_told_with_what_to_do():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=rf"--port {port}.*taken.*--port 0"):
            loopback.listen(port)


def test_page_and_mail_may_load_nothing_from_elsewhere(preview: Preview):
    page = preview.ask("/")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    mail = preview.ask(f"/mail/{preview.issue}/any?light=light&shown=html")
    policy = mail.headers["content-security-policy"]
    assert policy.startswith("sandbox ")
    assert "allow-scripts" not in policy
    assert "allow-top-navigation" not in policy
    assert "default-src 'none'" in policy
    for answer in (page, mail):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"


def test_the_mail_is_shown_whole_and_without_marks(preview: Preview):
    html, text = preview.mail(), preview.mail(shown="text")
    for shown in (html, text):
        assert "데이터센터 전력, 입지 논의가 먼저 시작됐다" in shown
        assert not any(mark in shown for mark in marks.MARKS)


@pytest.mark.parametrize("query", ["light=pink&shown=html", "light=light&shown=pdf", ""])
def test_a_way_of_seeing_that_there_is_not_is_not_found(preview: Preview, query: str):
    assert preview.ask(f"/mail/{preview.issue}/any?{query}").status == 404


def test_an_issue_that_is_not_there_is_not_found(preview: Preview):
    assert preview.ask("/mail/..%2F..%2Fetc/any?light=light&shown=html").status == 404


def errors_of(state: dict[str, Any]) -> list[dict[str, Any]]:
    """The findings of a state that keep its issue from being sent."""
    return [one for one in state["proof"]["findings"] if one["level"] == "error"]


def test_the_page_is_told_size_inbox_line_findings_and_issues(preview: Preview):
    state = next(preview.states())
    assert [issue["id"] for issue in state["issues"]] == [preview.issue]
    proof = state["proof"]
    assert proof["size"]["bytes"] > 10_000
    assert proof["size"]["biggest"]
    assert {line["program"] for line in proof["inbox"]} >= {"gmail", "naver"}
    assert proof["inbox"][0]["sender"]["shown"] == "맥락 편집부"
    (finding,) = [one for one in proof["findings"] if one["text"] == "javascript:alert(1)"]
    assert (finding["level"], finding["item"]) == ("warning", 3)
    assert finding["hint"]
    assert state["fault"] is None


def test_a_template_of_ones_own_shows_is_told_when_broken_and_shows_again_when_mended(preview: Preview):
    """The last good mail stays; file and line are named; what is mended shows."""
    states = preview.states()
    first = next(states)
    name = "partials/contents.mjml.j2"
    own = preview.folder / "templates" / name
    own.parent.mkdir(parents=True)
    good = (looks.package_folder() / name).read_text(encoding="utf-8")
    own.write_text(good + "{# mine #}{% if %}", encoding="utf-8")
    broken = next(state for state in states if state["fault"])
    assert broken["proof"] == first["proof"]
    line = good.count("\n") + 1
    assert broken["fault"]["subject"] == f"templates/{name}, line {line}"
    assert [one["number"] for one in broken["fault"]["excerpt"] if one["wrong"]] == [line]
    assert "입지 논의가" in preview.mail()
    own.write_text(good.replace("<mj-", "<mj-", 1) + "\n", encoding="utf-8")
    assert next(state for state in states if not state["fault"])["proof"]


def test_a_finding_in_a_template_names_its_line_and_goes_when_mended(preview: Preview):
    """All that `digest lint` says is shown, not the findings of the issue alone."""
    states = preview.states()
    next(states)
    name = "partials/masthead.mjml.j2"
    own = preview.folder / "templates" / name
    own.parent.mkdir(parents=True)
    good = (looks.package_folder() / name).read_text(encoding="utf-8")
    own.write_text(good.replace("<h1 ", '<a href="/about">more</a><h1 ', 1), encoding="utf-8")
    errors = next(found for state in states if (found := errors_of(state)))
    line = good[: good.index("<h1 ")].count("\n") + 1
    assert [one["place"] for one in errors] == [f"templates/{name}, line {line}"]
    assert errors[0]["hint"]
    own.write_text(good, encoding="utf-8")
    assert next(state for state in states if not errors_of(state))["proof"]


@pytest.mark.parametrize(("name", "text", "told"), [
    ("templates/tokens.toml", "a = \n", "1번째 줄"),
    ("templates/strings.ko.toml", "contents = oops\n", "1번째 줄"),
    ("config.toml", "[publication]\nid = 'sample'\nname = 'x'\nnmae = 'y'\n", "nmae"),
])  # fmt: skip
def test_a_broken_table_is_told_over_the_last_good_mail(preview: Preview, name: str, text: str, told: str):
    (preview.folder / "templates").mkdir()
    states = preview.states()
    first = next(states)
    (preview.folder / name).write_text(text, encoding="utf-8")
    broken = next(state for state in states if state["fault"])
    assert broken["proof"] == first["proof"]
    assert told in " ".join([broken["fault"]["subject"], *broken["fault"]["messages"]])


def test_a_word_of_ones_own_and_another_issue_json_show(preview: Preview):
    states = preview.states()
    next(states)
    (preview.folder / "templates").mkdir()
    (preview.folder / "templates" / "strings.ko.toml").write_text('contents = "벼리"\n', encoding="utf-8")
    next(state for state in states if not state["fault"])
    assert "벼리" in preview.mail()
    path = preview.folder / "var" / "issues" / preview.issue / "issue.json"
    path.write_text(path.read_text("utf-8").replace("입지 논의가", "터 논의가"), encoding="utf-8")
    next(states)
    assert "터 논의가" in preview.mail()


def test_a_test_mail_goes_to_one_address_and_can_unsubscribe_nobody(preview: Preview):
    """Marked in its subject, with an inert way out that says so; neither store nor ledger comes into being."""
    answer = preview.ask(f"/test/{preview.issue}", body={"address": "me@example.org"}, X_Digest_Key=KEY)
    assert answer.status == 200, answer.text
    (path,) = (preview.folder / "var" / "outbox").glob("*.eml")
    assert str(path) in answer.text
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert mail["To"] == "me@example.org"
    assert mail["Subject"].startswith("[테스트] ")
    assert mail["List-Unsubscribe"] is None
    html, text = (mail.get_body((kind,)).get_content() for kind in ("html", "plain"))
    for body in (html, text):
        assert "수신 거부 링크는 작동하지 않습니다" in body
        assert not any(mark in body for mark in marks.MARKS)
    assert sorted(one.name for one in (preview.folder / "var").iterdir()) == ["issues", "outbox"]


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b\r\nBcc: all@example.org", "a@example.org, b@example.org"]
)
def test_what_is_no_address_gets_no_mail(preview: Preview, address: str):
    answer = preview.ask(f"/test/{preview.issue}", body={"address": address}, X_Digest_Key=KEY)
    assert answer.status in (400, 409)
    assert not (preview.folder / "var" / "outbox").exists()
