"""Bad input: one line that says what, where and what to do; the rest goes on; nothing half-written is left."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.acceptance.small import CONFIG, NOW, Publication

FEED = """
[[sources]]
key = "한겨레"
kind = "feed"
url = "{url}"
[fetch]
allow_hosts = ["127.0.0.1"]
timeout = "5s"
"""


def told(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The lines that tell a fault."""
    assert "Traceback" not in done.stderr
    return [line for line in done.stderr.splitlines() if line.startswith("✗")]


def temporaries(publication: Publication) -> list[Path]:
    return [path for path in publication.folder.rglob("*") if path.name.endswith(".tmp")]


def test_a_missing_file_is_told_and_the_others_are_answered(publication):
    done = publication("stories", "notes/library.md", "notes/none.md", "--json")
    assert done.returncode == 3
    assert "도서관" in done.stdout
    (line,) = told(done)
    assert "none.md" in line


@pytest.fixture
def html_server():
    """A server that answers every request with a web page where a feed was meant."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            body = b"<!doctype html><html><head><title>Sign in</title></head><body><p>hello</p></body></html>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/feed"
    server.shutdown()


def test_a_feed_that_is_a_web_page_is_told_and_the_issue_is_built_in_part(publication, html_server):
    publication.configure(CONFIG + FEED.format(url=html_server))
    done = publication("build", "--now", NOW)
    assert done.returncode == 3
    (line,) = told(done)
    assert "한겨레" in line
    assert "HTML" in line
    assert 'kind = "page"' in line
    assert (publication.folder / "var/issues/small-weekly-2025-11-17/issue.json").is_file()


def test_a_server_that_is_not_there_is_told(publication):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    publication.configure(CONFIG + FEED.format(url=f"http://127.0.0.1:{port}/feed"))
    done = publication("fetch", "--now", NOW)
    assert done.returncode == 3
    (line,) = told(done)
    assert "한겨레" in line


def test_an_empty_folder_is_told(publication):
    (publication.folder / "empty").mkdir()
    publication.configure(CONFIG + '[[sources]]\nkey = "drop"\nkind = "folder"\npath = "empty"\n')
    done = publication("build", "--now", NOW)
    assert done.returncode == 3
    (line,) = told(done)
    assert "empty" in line


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("broken.pdf", b"%PDF-1.7\n\x00\x01garbage", 3),
        ("broken.eml", b"\xff\xfe\x00From: \x00\r\n\r\n\x80", 0),  # what there is of it can be read
        ("broken.html", b"<html><body><p>\xff\xfe unclosed <b", 0),
        ("noise.bin", bytes(range(256)) * 8, 0),  # a folder may hold what is no document
        ("nothing.txt", b"", 3),
    ],
)
def test_a_broken_file_never_ends_the_run(publication, name, content, status):
    (publication.folder / "notes" / name).write_bytes(content)
    done = publication("build", "--now", NOW)
    assert done.returncode == status, done.stderr
    lines = told(done)
    assert len(lines) == (1 if status else 0)
    assert all(name in line for line in lines)
    assert (publication.folder / "var/issues/small-weekly-2025-11-17/issue.json").is_file()


def test_six_mistakes_of_the_configuration_come_at_once(publication):
    publication.configure(
        '[publication]\nid = "A B"\nname = ""\ntimezone = "Mars"\n[schedule]\ncron = "soon"\n[output]\nissue = "x"\n'
        '[[sources]]\nkey = "a"\nkind = "rss"\nurl = "https://example.org/"\n'
    )
    done = publication("build", "--now", NOW)
    assert done.returncode == 2
    for place in ("publication.id", "publication.name", "publication.timezone", "schedule.cron", "output.issue", 'sources["a"].kind'):  # fmt: skip
        assert place in done.stderr
    assert "Traceback" not in done.stderr
    assert not (publication.folder / "var").exists()


def test_an_archive_that_cannot_be_written_is_told(publication):
    publication.good("build", "--now", NOW)
    (publication.folder / "var/archive").write_text("in the way")
    done = publication("archive")
    assert done.returncode == 1
    assert "archive" in told(done)[0]
    assert not temporaries(publication)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device to write to")
def test_a_full_disk_leaves_no_half_file(publication, tmp_path):
    """The issues folder lies on a file system of 64 KiB that is full."""
    if os.geteuid() != 0:
        pytest.skip("mounting needs root: a full disk was not checked")
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no tmpfs may be mounted here: a full disk was not checked")
    try:
        publication.configure(CONFIG + '[output]\nissues = "small"\n')
        done = publication("build", "--now", NOW)
        assert done.returncode == 1
        assert "cannot be written" in told(done)[0]
        assert not list(small.rglob("*.tmp"))
        assert not list(small.rglob("issue.json"))
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_store_that_is_no_database_is_told(publication):
    (publication.folder / "var").mkdir()
    (publication.folder / "var/digest.sqlite3").write_bytes(b"not a database " * 100)
    done = publication("build", "--now", NOW)
    assert done.returncode == 1
    assert "digest.sqlite3" in told(done)[0]


def test_a_mail_server_that_refuses_is_told_and_nothing_is_lost(publication):
    """The connection is refused: the mail is still due, and the same command sends it later."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    publication.configure(
        CONFIG + '[schedule]\napproval = "automatic"\n'
        f'[delivery]\nkind = "smtp"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
    )
    publication.good("build", "--now", NOW)
    publication.good("archive")
    publication.good("subscribers", "add", "reader@example.org", "--now", NOW)
    done = publication("send", "--now", NOW)
    assert done.returncode == 1  # nothing was sent: there is no result, not even in part
    (line,) = told(done)
    assert f"127.0.0.1:{port}" in line
    publication.configure(CONFIG + '[schedule]\napproval = "automatic"\n')
    publication.good("send", "--now", "2025-11-24T09:00+09:00")
    assert len(publication.files("var/outbox")) == 1


def test_an_interrupted_run_ends_with_130_and_leaves_nothing_half_written(publication):
    for number in range(400):  # enough that the run is still at work when it is told to stop
        text = f"---\ntitle: 소식 {number}\ndate: 2025-11-20\n---\n" + f"{number}번째 글이 여기 있다. " * 40
        (publication.folder / "notes" / f"n{number}.md").write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "digest.cli.main", "build", "--now", NOW],
        cwd=publication.folder,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    store = publication.folder / "var/digest.sqlite3"
    deadline = time.monotonic() + 60
    while not store.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130, stderr
    assert "Traceback" not in stderr
    assert not temporaries(publication)
    for number in range(20, 400):  # a few tell as well as all that the next run is none the worse
        (publication.folder / "notes" / f"n{number}.md").unlink()
    assert publication("build", "--now", NOW).returncode == 0
