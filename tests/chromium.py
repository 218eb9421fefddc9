"""How Chromium is started: without a sandbox, as CI runs it, and without calls of its own."""

from __future__ import annotations

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
