"""What fails in the same way in many pages of a source is told once, and names what can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from digest.config import Config
from digest.delivery.phrases import korean
from digest.errors import InputError
from digest.sources.collect import Validators, collect
from digest.sources.fetch import Fetcher
from tests.sources.test_collect import ITEM, NOW, RSS
from tests.sources.test_collect import _collect as collected

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sources.conftest import Site


def test_pages_on_a_host_that_is_not_allowed_are_told_once(site: Site, tmp_path: Path):
    """The feed's own host may be private; that of its forty pages is not, until it is named."""
    port = urlsplit(site.url("/")).port
    site.put("/f", RSS.format("".join(ITEM.format(n, f"http://127.0.0.1:{port}/{n}") for n in range(20))))
    config = Config.model_validate(
        {
            "publication": {"id": "p", "name": "P"},
            "sources": [{"key": "s", "kind": "feed", "url": site.url("/f"), "full_text": True}],
            "fetch": {"allow_hosts": ["localhost"], "timeout": 2},
            "folder": tmp_path,
        }
    )
    with Fetcher(config.fetch) as fetcher:
        found = collect(config.sources[0], config=config, fetcher=fetcher, known=Validators(), now=NOW)
    assert len(found.documents) == 20
    (failure,) = found.failures
    assert str(failure).startswith(f'feed "s", http://127.0.0.1:{port}/0, ')
    assert "and 17 more: " in str(failure)
    assert 'add "127.0.0.1" to [fetch] allow_hosts' in str(failure)
    assert "외 17건: “127.0.0.1”은 내부 네트워크로 이어집니다" in korean(str(failure))


def test_a_few_files_are_named_each(tmp_path: Path):
    (tmp_path / "in").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / f"in/{name}.txt").write_bytes(b"")
    told = [failure.subject for failure in collected(tmp_path, kind="folder", path="in").failures]
    assert told == ['folder "s", a.txt', 'folder "s", b.txt', 'folder "s", c.txt']


def test_an_empty_mailbox_asks_for_letters(tmp_path: Path):
    (tmp_path / "in").mkdir()
    with pytest.raises(
        InputError, match=r"save letters there as \.eml files, or name an mbox file or a Maildir"
    ):
        collected(tmp_path, kind="mailbox", path="in")


def test_a_list_of_feeds_is_called_one(tmp_path: Path):
    """What a feed reader exports, named as a feed."""
    text = '<?xml version="1.0"?><!-- mine --><opml version="2.0"><body><outline xmlUrl="https://example.org/f"/></body></opml>'
    (tmp_path / "feeds.opml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"a list of feeds \(OPML\).*digest init FOLDER --opml FILE"):
        collected(tmp_path, kind="feed", path="feeds.opml")
