"""`digest serve`: what it refuses to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from digest.cli.main import app
from digest.errors import ResultError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """
[publication]
id = "sample"
name = "맥락"
"""


def called(folder: Path, config: str, *words: str) -> BaseException | None:
    path = folder / "config.toml"
    path.write_text(config, encoding="utf-8")
    return CliRunner().invoke(app, ["serve", "--config", str(path), "--port", "0", *words]).exception


def test_without_an_address_for_readers_it_says_what_to_set(tmp_path: Path):
    error = called(tmp_path, CONFIG)
    assert isinstance(error, UsageError)
    assert "web.url" in str(error)
    assert "https://" in str(error)
    assert not (tmp_path / "var").exists(), "nothing was begun"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "letter.example.org"])
def test_nobody_is_answered_in_the_open(tmp_path: Path, host: str):
    error = called(tmp_path, CONFIG + '[web]\nurl = "https://letter.example.org"\n', "--host", host)
    assert isinstance(error, UsageError)
    assert "web.proxies" in str(error)


def test_a_template_that_breaks_is_told_at_the_start(tmp_path: Path):
    own = tmp_path / "templates" / "web"
    own.mkdir(parents=True)
    own.joinpath("left.html.j2").write_text("{{ nothing }}", encoding="utf-8")
    error = called(tmp_path, CONFIG + '[web]\nurl = "https://letter.example.org"\n')
    assert isinstance(error, ResultError)
    assert "web/left.html.j2, line 1" in str(error)


def test_a_port_that_is_taken_is_told(tmp_path: Path):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        error = called(tmp_path, CONFIG + '[web]\nurl = "https://letter.example.org"\n', "--port", port)
    assert isinstance(error, UsageError)
    assert f"port {port}" in str(error)
