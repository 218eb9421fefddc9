"""The stages, one after another: fetch → build → archive → send → record.

Every stage takes the moment as an argument and sends what happens to one observer; a failing source or document is
an event, never the end of the run.
"""

from digest.pipeline.archiving import archive
from digest.pipeline.building import Built, build, render, web_url
from digest.pipeline.fetching import Fetched, fetch
from digest.pipeline.publishing import publish
from digest.pipeline.running import Outcome, run

__all__ = ["Built", "Fetched", "Outcome", "archive", "build", "fetch", "publish", "render", "run", "web_url"]
