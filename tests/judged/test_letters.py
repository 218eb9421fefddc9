"""Whole mails, judged by others: SpamAssassin, Mail::DKIM, dkimpy, and parsers that are not Python's."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import tarfile
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING

import mailparser
import pytest

from digest.delivery.dkim import record
from digest.delivery.message import Writer
from digest.rendering import marks
from tests.delivery.reading import SIGNERS, check_wire, displayed, parsed, recipient, rendition, verified
from tests.judged.letters import PAGES, RELAYED, letters
from tests.judged.tools import missing, program

if TYPE_CHECKING:
    from digest.delivery.letterhead import Message

pytestmark = pytest.mark.slow

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "mail"
FLANKER = os.environ.get("GANCHU_FLANKER", "")
"""A Python that has flanker, which needs another version of what we need than ours: named by whoever has one."""


@pytest.fixture(scope="module")
def mails() -> dict[str, Message]:
    return letters()


def test_no_rule_of_spamassassin_counts_against_any_of_them(mails: dict[str, Message], tmp_path: Path):
    """With its local rules alone: no network, no learning, the defaults of the package."""
    found = program("spamassassin", unchecked="what spam filters make of our mails")
    box = tmp_path / "box"
    with box.open("wb") as file:
        for message in mails.values():
            data = (RELAYED.encode() + message.data).replace(b"\r\n", b"\n")
            file.write(b"From news@example.org Mon Nov 24 07:00:05 2025\n" + data + b"\n")
    done = subprocess.run(
        [found, "--local", "--test-mode", "--mbox", f"--prefspath={tmp_path / 'none'}", "--nocreate-prefs"],
        input=box.read_bytes(),
        capture_output=True,
        check=True,
        timeout=900,
        env={**os.environ, "HOME": str(tmp_path), "LC_ALL": "C"},
    )
    told = done.stdout.decode("utf-8", "replace")
    assert told.count("Content analysis details:") == len(mails)
    against = re.findall(r"^ +(\d+\.\d) ([A-Z][A-Z0-9_]+) ", told, re.MULTILINE)
    assert {name for score, name in against if float(score) > 0} == set()


VERIFY = """
use strict; use warnings; use Mail::DKIM::Verifier; use Mail::DKIM::PublicKey; use JSON::PP;
my $records = decode_json($ENV{RECORDS});
{ no warnings 'redefine';
  *Mail::DKIM::DNS::query = sub { die "no name is asked for\\n" };
  *Mail::DKIM::PublicKey::fetch_async = sub {
    my ($class, %asked) = @_;
    my $text = $records->{"$asked{Selector}._domainkey.$asked{Domain}"};
    my $key = $text ? Mail::DKIM::PublicKey->parse($text) : undef;
    $key->check if $key;
    return sub { $asked{Callbacks}{Success}->($key) };
  };
}
local $/; binmode STDIN; my $mail = <STDIN>;
my $verifier = Mail::DKIM::Verifier->new;
$verifier->PRINT($mail); $verifier->CLOSE;
print encode_json([map { [$_->algorithm, $_->result] } $verifier->signatures]);
"""


def perl(data: bytes) -> dict[str, str]:
    """What Mail::DKIM says of each signature, by its algorithm."""
    found = program("perl", unchecked="signatures by Mail::DKIM")
    if subprocess.run([found, "-MMail::DKIM::Verifier", "-e1"], capture_output=True, check=False).returncode:
        missing("no Mail::DKIM here (libmail-dkim-perl)", "signatures by Mail::DKIM")
    records = {f"{one.selector}._domainkey.{one.domain}": "".join(record(one.key)) for one in SIGNERS}
    done = subprocess.run(
        [found, "-e", VERIFY],
        input=data,
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "RECORDS": json.dumps(records)},
    )
    assert done.returncode == 0, done.stderr.decode()
    return dict(json.loads(done.stdout))


def test_perls_verifier_agrees_and_sees_what_was_changed(mails: dict[str, Message]):
    """It knows RSA; a signature by Ed25519 beside it, which it knows in newer versions alone, is no harm."""
    for message in mails.values():
        assert perl(message.data)["rsa-sha256"] == "pass"
    data = next(iter(mails.values())).data
    at = data.index(b"\r\nFrom: ") + 2
    for changed in (
        data.replace(b"/pages/u/0", b"/pages/u/1", 1),
        data.replace(b"List-Unsubscribe=One-Click", b"List-Unsubscribe=No-Click", 1),
        data[:at] + b"List-Unsubscribe: <https://evil.example.net/>\r\n" + data[at:],
        data[:-300] + (b"A" if data[-300:-299] != b"A" else b"B") + data[-299:],
    ):
        assert changed != data
        assert perl(changed)["rsa-sha256"] != "pass"
    newer = perl(data).get("ed25519-sha256", "")
    assert newer in ("pass", "invalid", "")


def test_every_mail_is_sound_and_signed_by_both_keys(mails: dict[str, Message]):
    for name, message in mails.items():
        check_wire(message)
        assert verified(message.data) == [True, True], name
        mail = parsed(message)
        assert [part.defects for part in mail.walk()] == [[], [], []]
        for part in mail.iter_parts():
            content = part.get_content()
            assert "%%" not in content
            assert "/pages/u/0123" in content
            assert "/pages/p/0123" in content
            assert "수신 거부" in content
            assert "free of charge" in " ".join(content.split())
            assert ("김민지 님, 안녕하세요." in content) == name.endswith("-ko")
            assert "Dear" not in content
        if not name.startswith("sample"):
            assert mail["Subject"].startswith("(광고) "), "the specimens carry an advertisement"


def _meant() -> tuple[Message, str, str]:
    name, subject = "김 “민지” <b> 👩‍🚀", "주간 소식: 긴 제목, 쉼표; 그리고 (괄호) " * 3
    body = f"{marks.IF_NAME}{marks.NAME} 님{marks.END_IF}\n본문 👍"
    return (
        Writer(rendition(subject, body, f"<p>{body}</p>"), PAGES, SIGNERS).write(recipient(name)),
        name,
        subject,
    )


def test_mail_parser_reads_what_was_meant(mails: dict[str, Message]):
    message, name, subject = _meant()
    found = mailparser.parse_from_bytes(message.data)
    assert found.subject == subject.strip()
    assert found.to == [(name, message.recipient)]
    assert found.from_ == [(PAGES.name, "news@example.org")]
    assert found.text_plain == [f"{name} 님\r\n본문 👍\r\n"]
    for one in mails.values():
        read = mailparser.parse_from_bytes(one.data)
        assert not read.has_defects
        assert read.message_id == one.id
        assert "https://letter.example.org/pages/u/" in read.headers["List-Unsubscribe"]
        assert (len(read.text_plain), len(read.text_html)) == (1, 1)


FLANKED = """
import json, sys
from flanker import mime
found = mime.from_string(sys.stdin.buffer.read())
print(json.dumps({
    "subject": found.subject,
    "to": found.headers["To"],
    "parts": [part.body for part in found.parts],
    "type": str(found.content_type),
    "unsubscribe": found.headers["List-Unsubscribe"],
}))
"""


def test_flanker_reads_what_was_meant(mails: dict[str, Message]):
    runner = FLANKER or (os.sys.executable if importlib.util.find_spec("flanker") else "")
    if not runner:
        pytest.skip(
            "no flanker here (GANCHU_FLANKER names a Python that has it): its reading was not checked"
        )
    message, name, subject = _meant()
    for data in (message.data, *(one.data for one in mails.values())):
        done = subprocess.run(
            [runner, "-c", FLANKED], input=data, capture_output=True, check=False, timeout=60
        )
        assert done.returncode == 0, done.stderr.decode()
        read = json.loads(done.stdout)
        assert read["unsubscribe"].startswith("<https://letter.example.org/pages/u/")
        assert len(read["parts"]) == 2
        if data is message.data:
            assert read["subject"] == subject.strip()
            assert read["parts"][0].replace("\r\n", "\n") == f"{name} 님\n본문 👍\n"
            assert read["to"] == f"{name} <{message.recipient}>"


def _addresses(name: str) -> list[str]:
    path = SHARED / "flanker_fixtures.tar.xz"
    if not path.is_file():
        pytest.skip("the fixtures of flanker are not here")
    with tarfile.open(path) as archive:
        file = archive.extractfile(f"tests/fixtures/{name}.txt")
        assert file is not None
        lines = file.read().decode("utf-8", "replace").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def test_display_names_of_flankers_fixtures_survive():
    """Mailboxes that another parser was tested with: each name arrives, or the address is refused."""
    seen = 0
    for line in _addresses("mailbox_valid"):
        name, address = parseaddr(line)
        if not address.isascii() or not re.fullmatch(r"[\w.+-]+@[\w.-]+", address):
            continue
        message = Writer(rendition(), PAGES).write(recipient(name or line, address))
        check_wire(message)
        assert parsed(message)["To"].addresses[0].addr_spec == address
        assert displayed(message, "To") == " ".join((name or line).split())
        seen += 1
    assert seen > 10
