"""The stages, one after another: fetch → build → archive → send → record.

Every stage takes the moment as an argument and sends what happens to one observer; a failing source or document is
an event, never the end of the run.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.pipeline.archiving import archive, asked, assemble, beforehand
    from digest.pipeline.building import Built, build, render, web_url
    from digest.pipeline.fetching import Fetched, fetch
    from digest.pipeline.publishing import publish
    from digest.pipeline.running import Outcome, due_issue, run

__all__ = [
    "Built",
    "Fetched",
    "Outcome",
    "archive",
    "asked",
    "assemble",
    "beforehand",
    "build",
    "due_issue",
    "fetch",
    "publish",
    "render",
    "run",
    "web_url",
]

_HOMES = {
    "archive": "archiving",
    "asked": "archiving",
    "assemble": "archiving",
    "beforehand": "archiving",
    "Built": "building",
    "build": "building",
    "render": "building",
    "web_url": "building",
    "Fetched": "fetching",
    "fetch": "fetching",
    "publish": "publishing",
    "Outcome": "running",
    "due_issue": "running",
    "run": "running",
}


def __getattr__(name: str) -> object:
    """A stage, whose module is read when it is asked for: the archive needs none of what building does."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
