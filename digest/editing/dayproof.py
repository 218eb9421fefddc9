"""Proof of days: each passage of a dated line and each changed figure is of the day of its story; a forecast is of a day that is over.

And each sentence of an outlook says what is to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.analysis.ahead import days
from digest.analysis.tellable import local_day
from digest.editing.saidproof import Claim
from digest.language.outlook import looks_ahead
from digest.language.plans import is_planned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from digest.editing.verify import Frozen
    from digest.model import Issue, Item, Precision, Reference, Sentence


def dated(
    issue: Issue, item: Item, frozen: Mapping[str, Frozen], cited: Mapping[str, Reference]
) -> Iterator[Claim]:
    """One for each sentence of a passage that has a day or is of an outlook, and for each figure of a change."""
    zone = ZoneInfo(issue.timezone)
    for passage in item.passages:
        for pick in passage.picks:
            if pick.provenance == "editor":
                continue
            if passage.kind == "outlook":
                told = "" if looks_ahead(pick.sentence.text) else "it does not say what is to come"
                yield Claim(what="date", text=pick.sentence.text, otherwise=told)
            if passage.day is None:
                continue
            claim = _day(pick.sentence, passage.day, passage.precision, frozen, zone)
            if passage.kind == "forecast" and not (claim.message or claim.gone):
                told = _forecast(issue, pick.sentence, frozen, cited, zone)
                claim = Claim(what="date", text=claim.text, otherwise=told)
            yield claim
    for change in item.changes:
        yield _day(change.was.sentence, change.was_day, change.was_precision, frozen, zone)
        yield _day(change.now.sentence, change.now_day, change.now_precision, frozen, zone)


def _day(
    sentence: Sentence, day: date, precision: Precision, frozen: Mapping[str, Frozen], zone: ZoneInfo
) -> Claim:
    text = f"{day}: {sentence.text}"
    source = frozen.get(sentence.story)
    if source is None:
        return Claim(what="date", text=text, gone=sentence.story)
    known = local_day(source.story, zone), source.story.precision
    wrong = "" if known == (day, precision) else f"story {sentence.story} is of {known[0]}"
    return Claim(what="date", text=text, message=wrong)


def _forecast(
    issue: Issue,
    sentence: Sentence,
    frozen: Mapping[str, Frozen],
    cited: Mapping[str, Reference],
    zone: ZoneInfo,
) -> str:
    """What keeps a sentence from saying what would happen by a day that is over; empty where nothing does."""
    known = cited.get(sentence.story)
    exact = known is None or known.dated_by != "fetched"
    named = days(sentence.text, frozen[sentence.story].story, zone=zone, dated=exact)
    plan = next((day for day in named if is_planned(sentence.text, day)), None)
    if plan is None:
        return "it does not say that something will happen on a day"
    today = issue.provenance.moment.astimezone(zone).date()
    return "" if plan.last < today else "its day is not over"
