"""Addresses that lead to the same page, and those that do not."""

from __future__ import annotations

from urllib.parse import urlsplit


def elsewhere(asked: str, arrived: str) -> bool:
    """Whether a redirect leads to another page, and not only to the same under https, www or a slash; False where there was none."""
    return bool(arrived) and _plain(asked) != _plain(arrived)


def _plain(url: str) -> str:
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}:{parts.path.rstrip('/')}?{parts.query}"
