"""Signatures, as an independent verifier sees them; keys, as their owner makes and configures them."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from digest.cli.main import app
from digest.config.reading import load
from digest.delivery import configured, dkim, keys, publishing
from digest.delivery.message import Writer, write
from digest.errors import ResultError, UsageError
from digest.rendering import marks
from tests.delivery.reading import (
    ED25519,
    RSA,
    SIGNERS,
    check_wire,
    parsed,
    recipient,
    rendition,
    verified,
)
from tests.delivery.test_message import PAGES

if TYPE_CHECKING:
    from pathlib import Path

LETTER = rendition(
    subject="아주 긴 제목 " * 12,
    text=f"{marks.IF_NAME}{marks.NAME} 님\n{marks.END_IF}" + "가나다라마바사 " * 400 + marks.UNSUBSCRIBE,
    html="<p>" + "가나다라마바사 " * 900 + f'</p><a href="{marks.UNSUBSCRIBE}">x</a>',
)
SIGNED = write(LETTER, PAGES, recipient(), SIGNERS).data


def test_both_signatures_verify_whoever_it_is_for():
    writer = Writer(LETTER, PAGES, SIGNERS)
    for name in ("김민지", "", "A", "가" * 200):
        message = writer.write(recipient(name))
        check_wire(message)
        assert verified(message.data) == [True, True]


def test_a_mail_without_pages_verifies_as_well():
    from tests.delivery.reading import HEAD

    assert verified(write(LETTER, HEAD, recipient(), SIGNERS).data) == [True, True]


def test_what_is_signed_and_by_what():
    first, second = parsed(write(LETTER, PAGES, recipient(), SIGNERS)).get_all("DKIM-Signature")
    tags = dict(part.strip().split("=", 1) for part in re.sub(r"\s", "", first).split(";"))
    assert (tags["a"], tags["c"], tags["d"], tags["s"]) == (
        "rsa-sha256", "relaxed/relaxed", "example.org", "r2025",
    )  # fmt: skip
    assert tags["t"] == str(int(PAGES.date.timestamp())), "the campaign's moment: the same bytes each time"
    assert "l" not in tags, "all of the body is signed"
    assert "a=ed25519-sha256" in second
    signed = tags["h"].lower().split(":")
    there = [name.lower() for name in parsed(write(LETTER, PAGES, recipient())).keys()]  # noqa: SIM118 - fields may repeat
    assert set(there) <= set(signed)
    for name in ("from", "to", "subject", "list-unsubscribe", "list-unsubscribe-post"):
        assert signed.count(name) == there.count(name) + 1 == 2, name


def test_the_same_mail_is_signed_with_the_same_bytes():
    assert write(LETTER, PAGES, recipient(), SIGNERS).data == SIGNED


def _changed(old: bytes, new: bytes) -> bytes:
    assert SIGNED.count(old) == 1, old
    return SIGNED.replace(old, new)


FORGED = {
    "a byte of the text": lambda: SIGNED[:-400] + (b"A" if SIGNED[-400:-399] != b"A" else b"B") + SIGNED[-399:],
    "List-Unsubscribe": lambda: _changed(b"letter.example.org/pages/u/0", b"letter.example.org/pages/u/1"),
    "the mail that unsubscribes": lambda: _changed(b"<mailto:news@", b"<mailto:news2@"),
    "List-Unsubscribe-Post": lambda: _changed(b"List-Unsubscribe=One-Click", b"List-Unsubscribe=One-Clicks"),
    "Subject": lambda: _changed(b"\r\nSubject: ", b"\r\nSubject: x "),
    "Date": lambda: _changed(b"Date: Mon, 24 Nov 2025 07:", b"Date: Mon, 24 Nov 2025 08:"),
    "List-Unsubscribe-Post taken out": lambda: _changed(b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", b""),
    **{
        f"one more {name}": lambda name=name: SIGNED[: (at := SIGNED.index(b"\r\nFrom: ") + 2)]
        + f"{name}: x@example.net\r\n".encode()
        + SIGNED[at:]
        for name in dkim.OVERSIGNED
    },
}  # fmt: skip


@pytest.mark.parametrize("name", FORGED)
def test_whatever_is_changed_or_added_breaks_both_signatures(name: str):
    assert verified(FORGED[name]()) == [False, False]


def test_one_more_field_below_breaks_them_as_well():
    """Verifiers count from the bottom up."""
    at = SIGNED.index(b"\r\n\r\n") + 2
    for name in ("List-Unsubscribe", "From"):
        forged = SIGNED[:at] + f"{name}: <https://evil.example.net/>\r\n".encode() + SIGNED[at:]
        assert verified(forged) == [False, False]


def test_what_relays_do_on_the_way_breaks_nothing():
    assert verified(b"Received: from a by b; Mon, 24 Nov 2025 07:00:01 +0900\r\n" + SIGNED) == [True, True]
    folded = SIGNED.replace(b"\r\n =?utf-8?", b"\r\n\t =?utf-8?").replace(b"List-Id: ", b"List-Id:\r\n  ")
    assert verified(folded) == [True, True]


def test_our_bodies_are_their_own_relaxed_form():
    """By the verifier's own canonicalisation; so the hash over the pieces is the hash that is asked for."""
    from dkim.canonicalization import Relaxed

    for name in ("김민지", ""):
        body = write(LETTER, PAGES, recipient(name)).data.partition(b"\r\n\r\n")[2]
        assert Relaxed.canonicalize_body(body) == body
        assert body.endswith(b"--\r\n")


@pytest.mark.parametrize(
    "field", [b"A: b\r\n", b"Subject:  a \t b\r\n c\r\n", b"To:\r\n <a@b>\r\n", b"X: \r\n"]
)
def test_fields_are_brought_into_relaxed_form_as_the_verifier_does(field: bytes):
    from dkim.canonicalization import Relaxed

    name, _, value = field.partition(b":")
    ((expected, text),) = Relaxed.canonicalize_headers([(name, value)])
    assert dkim.canonical(field) == expected + b":" + text


def test_a_record_is_written_in_strings_that_a_zone_can_hold():
    for signer in SIGNERS:
        strings = dkim.record(signer.key)
        assert all(0 < len(text) <= 255 for text in strings)
        assert "".join(strings).startswith("v=DKIM1; k=")
    assert len(dkim.record(SIGNERS[0].key)) == 2


CONFIG = """
[publication]
id = "letter"
name = "Letter"
[publication.sender]
name = "Letter"
address = "letter@example.org"
"""


def configuration(folder: Path, *tables: str):
    path = folder / "config.toml"
    path.write_text(CONFIG + "".join(f"\n[[delivery.dkim]]\n{table}\n" for table in tables), encoding="utf-8")
    return load(path)


def test_signers_come_from_files_and_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "rsa.pem").write_bytes(RSA)
    monkeypatch.setenv("LETTER_DKIM", ED25519.decode().replace("\n", "\\n"))
    first, second = configured.signers(
        configuration(
            tmp_path,
            'selector = "r1"\nkey = { file = "rsa.pem" }',
            'selector = "e1"\nkey = { env = "LETTER_DKIM" }\ndomain = "mail.example.org"',
        )
    )
    assert (first.domain, first.selector, first.key.algorithm) == ("example.org", "r1", "rsa-sha256")
    assert (second.domain, second.selector, second.key.algorithm) == (
        "mail.example.org", "e1", "ed25519-sha256",
    )  # fmt: skip
    assert configured.signers(configuration(tmp_path)) == ()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read"),
        (b"no key", "no private key in PEM"),
        (b"\xff\xfe", "cannot be read"),
        ("weak", "512 bits is too weak"),
        ("curve", "neither an RSA nor an Ed25519 key"),
    ],
)
def test_a_key_that_is_none_is_told_with_its_place(tmp_path: Path, content: bytes | str | None, told: str):
    if content is not None:
        (tmp_path / "k.pem").write_bytes(OTHERS[content] if isinstance(content, str) else content)
    with pytest.raises(UsageError) as refused:
        configured.signers(configuration(tmp_path, 'selector = "r1"\nkey = { file = "k.pem" }'))
    assert "delivery.dkim 1 (r1)" in str(refused.value)
    assert told in str(refused.value)


OTHERS = {
    "weak": b"""-----BEGIN PRIVATE KEY-----
MIIBUwIBADANBgkqhkiG9w0BAQEFAASCAT0wggE5AgEAAkEAzAmKBvswadzVcn+q
8CaOnZ7Lytla7fIToqn9n3eEFKjCicT9Jpxi/Gd4tHgi/DRCLSmgTiF6VaZDMQVR
Lxy4jwIDAQABAkBenq3bvvEcpsR1bK8g30CT5+gqEdIRNonUjXCIWyxtR2GYNqF4
SNySz2Y1sRdhORkMHO4wdjjPWv2R6pHABbxBAiEA7EzcExQfqGHL1YypgNoXvra0
bG5VR6U+Zeud94nxkO0CIQDdDB7PIHvhHi390HsIIup+bqh2z4U6y7uENnFcHdyL
6wIgLDrauqt6nX7os2kn1Rl9dlImhWFFjyqL+nHW2J22XKUCIAwCwZXNlQ2ZXzRg
ZJ7/jrBKAPtbsUiNk2XOs4Am2zn7AiAskEuAexQ91eJLg5h8WgHvMi6XmSEnG6mh
LcdRo+RVkA==
-----END PRIVATE KEY-----
""",
    "curve": b"""-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgQkfE/BWZY5FQLJZ1
YEV9HJwdqKsi0iI6mG1sxUhOvomhRANCAARQiyRS4BbPNTsWe5D6a6So6gtYOQxh
Kzm9WwshkE05Tm0y8alhxHCDlUE+dXrYggJPF7f4wcO2q15HEQckKPcy
-----END PRIVATE KEY-----
""",
}


def test_a_variable_that_is_not_set_is_named(tmp_path: Path):
    with pytest.raises(UsageError, match="LETTER_NONE is not set"):
        configured.signers(configuration(tmp_path, 'selector = "r1"\nkey = { env = "LETTER_NONE" }'))


def test_two_keys_at_one_place_are_refused(tmp_path: Path):
    (tmp_path / "rsa.pem").write_bytes(RSA)
    table = 'selector = "{}"\nkey = {{ file = "rsa.pem" }}'
    with pytest.raises(UsageError, match="another key's place"):
        configured.signers(configuration(tmp_path, table.format("r1"), table.format("R1")))


def test_a_new_key_is_its_owners_alone_and_never_overwrites(tmp_path: Path):
    path = tmp_path / "k.pem"
    made = publishing.create(path, "ed25519")
    assert keys.Key(path.read_bytes()).public == made.public
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    before = path.read_bytes()
    with pytest.raises(ResultError, match="is there already"):
        publishing.create(path, "rsa")
    assert path.read_bytes() == before
    with pytest.raises(ResultError, match="cannot be written"):
        publishing.create(tmp_path / "none" / "k.pem", "rsa")


def test_new_prints_what_show_prints_when_it_is_configured(tmp_path: Path):
    configuration(tmp_path)
    run = CliRunner()
    where = ["--config", str(tmp_path)]
    new = run.invoke(app, ["dkim", "new", "r1", "--out", str(tmp_path / "r1.pem"), *where])
    assert new.exit_code == 0, new.output
    record, table = new.stdout.split("\n", 1)
    assert record.startswith('r1._domainkey.example.org. IN TXT "v=DKIM1; k=rsa; p=')
    (tmp_path / "config.toml").write_text(f"{CONFIG}\n{table}", encoding="utf-8")
    shown = run.invoke(app, ["dkim", "show", *where])
    assert shown.stdout.strip() == record
    (signer,) = configured.signers(load(tmp_path / "config.toml"))
    assert signer.key.sign(b"x")


def test_show_says_what_is_wrong_with_a_key(tmp_path: Path):
    (tmp_path / "e.pem").write_bytes(ED25519)
    (tmp_path / "e.pem").chmod(0o644)
    configuration(tmp_path, 'selector = "e1"\nkey = { file = "e.pem" }\ndomain = "relay.example.net"')
    shown = CliRunner().invoke(app, ["dkim", "show", "--json", "--config", str(tmp_path)])
    row = json.loads(shown.stdout)
    assert row["name"] == "e1._domainkey.relay.example.net"
    assert row["strings"][0].startswith("v=DKIM1; k=ed25519; p=")
    told = " ".join(row["notes"])
    assert "not the sender's domain (example.org)" in told
    assert ("chmod 600" in told) == (os.name == "posix")
