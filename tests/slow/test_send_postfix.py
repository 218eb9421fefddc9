"""Postfix as the relay, over a line that is encrypted and checked: every mail arrives once, and no byte is harmed."""

from __future__ import annotations

import email
import email.policy
import os
import sqlite3
import time
from typing import TYPE_CHECKING

import pytest

from digest.delivery.dkim import Signer
from digest.delivery.keys import Key
from tests.delivery.far import Sink
from tests.delivery.postfix import Postfix
from tests.delivery.reading import verified
from tests.slow import posting

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.small import Publication

pytestmark = pytest.mark.slow
MAILS = int(os.environ.get("GANCHU_RELAYED", "2000"))
REFUSED = posting.addresses(MAILS)[MAILS // 2]


def test_every_mail_arrives_once_whole_and_the_refused_is_reported(tmp_path: Path):
    readers = posting.addresses(MAILS)
    assert REFUSED in readers
    with Sink(tmp_path / "sink", keep=True) as sink, Postfix(sink.port, refused=(REFUSED,)) as relay:
        made = posting.publication(
            tmp_path / "p", relay.port, readers, security="starttls", connections=4, recycle=100
        )
        signer = signed(made)
        unknown = made("send", "--without-archive")
        assert unknown.returncode == 1, "a certificate that nobody vouches for is refused"
        assert "no secure connection" in unknown.stderr
        told = posting.ended(posting.start(made, environment={"SSL_CERT_FILE": str(relay.certificate)}))
        assert "550 5.1.1" in told, told
        end = time.monotonic() + 120
        while sink.count() < MAILS - 1 and time.monotonic() < end:
            time.sleep(0.1)
        assert posting.once(sink) == set(readers) - {REFUSED}, relay.log()[-2000:]
        report = posting.report(made)
        assert report["counts"] == {"sent": MAILS - 1, "failed": 1}
        (failed,) = report["failed"]
        assert (failed["address"], failed["answer"][:9]) == (REFUSED, "550 5.1.1")
        with sqlite3.connect(made.folder.joinpath(*posting.STORE)) as store:
            gone = store.execute("SELECT address, reason FROM suppressions").fetchall()
        assert gone == [(REFUSED, "bounced")], "no such user: never written to again"
    unharmed(sink, signer)


def signed(made: Publication) -> Signer:
    """Let the publication sign its mails."""
    made.good("dkim", "new", "here", "--out", "here.pem")
    path = made.folder / "config.toml"
    told = '\n[[delivery.dkim]]\nselector = "here"\nkey = { file = "here.pem" }\n'
    made.configure(path.read_text(encoding="utf-8") + told)
    return Signer("example.org", "here", Key((made.folder / "here.pem").read_bytes()))


def unharmed(sink: Sink, signer: Signer) -> None:
    """What arrived is what left, below the one header that a relay adds: an independent verifier finds the signature whole."""
    for row in sink.taken()[:: MAILS // 20]:
        data = (sink.kept / f"{row.digest}.eml").read_bytes()
        assert data.startswith(b"Received: ")
        assert b"\n" not in data.replace(b"\r\n", b"")
        mail = email.message_from_bytes(data, policy=email.policy.default)
        assert mail["Message-ID"] == row.id
        assert verified(data, (signer,)) == [True]
        assert mail["To"].addresses[0].addr_spec == row.recipient
        assert not [part.defects for part in mail.walk() if part.defects]
        assert "노바칩" in mail.get_body(("plain",)).get_content()
        assert "노바칩" in mail.get_body(("html",)).get_content()
