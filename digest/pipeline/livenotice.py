"""What there is to tell editors of a check before a scheduled send: each thing that is not as it was read, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.codec import fingerprint
from digest.delivery.noticed import composed, name_of
from digest.delivery.noticereasons import told
from digest.delivery.notices import tell as put
from digest.delivery.noticewords import Words
from digest.pipeline import livereport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.config import Config
    from digest.pipeline.livereport import Finding, Report
    from digest.storage.store import Store

MOST = 30
"""Things that a notice tells; `digest verify --live` tells all."""
_ORDER = ("hold", "drop", "warn")


def tell(config: Config, store: Store, report: Report) -> bool:
    """Tell the editors what a check found, where anything follows from it; whether there was something new to tell."""
    found: set[str] = {one.consequence for one in report.findings}
    found |= {one.consequence for one in report.moved}
    follows = [one for one in _ORDER if one in found]
    if not follows:
        return False
    language = config.publication.language
    words = Words(language)
    details = list(_details(report, words))
    more = len(details) - MOST
    made = composed(
        config,
        report.at,
        subject=words(f"live_{follows[0]}_subject", name=name_of(config), issue=report.issue),
        title=words("live_title"),
        lead=" ".join(words(f"live_{one}_lead") for one in follows),
        facts=((words("issue"), report.issue), (words("live_pages"), words("live_pages_n", n=report.pages))),
        details_title=words("live_found"),
        details=(*details[:MOST], *((words("live_more", n=more),) if more > 0 else ())),
        todo=(
            (words("do_verify"), f"digest verify --live {report.issue}"),
            # What is only noted goes out as it was read: what is wrong in it can be corrected afterwards alone.
            *(((words("do_correct"), f'digest correct {report.issue} "…"'),) if "warn" in follows else ()),
            *(((words("do_release"), f"digest approve {report.issue}"),) if "hold" in follows else ()),
        ),
    )
    return put(config, store, "live", (f"live {report.issue} {fingerprint(*details)}",), lambda _new: made)


def _details(report: Report, words: Words) -> Iterator[str]:
    for headline, unlike in livereport.by_item(report):
        for one in unlike:
            if one.consequence in _ORDER:
                yield "\n".join((words("quoted", text=headline), *_lines(one, words)))
    for moved in report.moved:
        if moved.consequence in _ORDER:
            yield words(f"live_{moved.consequence}", what=told(livereport.news(moved), words.language))


def _lines(one: Finding, words: Words) -> Iterator[str]:
    yield words(f"live_{one.consequence}", what=told(livereport.fact(one), words.language))
    if one.standing == "changed":
        yield words("live_was", text=one.text)
        yield words("live_now", text=one.now)
    yield one.url
