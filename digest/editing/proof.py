"""Proof of the boxes: each term and its meaning stand in their source, where a rule finds them again; so does each date."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from digest.analysis.ahead import days
from digest.analysis.explanations import explanations
from digest.editing.saidproof import hiding
from digest.editing.verify import Finding, difference, stands_rewritten
from digest.language.plans import is_planned
from digest.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.editing.verify import Frozen, Verdict, What
    from digest.model import Ahead, Issue, Learned, Reference, Term


def boxes(
    issue: Issue,
    frozen: Mapping[str, Frozen],
    bank: Mapping[tuple[str, str], Learned] | None = None,
) -> tuple[Finding, ...]:
    """One finding for each term and each date ahead.

    Args:
        issue: as it stands in issue.json.
        frozen: story id → the story as the store froze it.
        bank: (issue, term) → what the store remembers that an earlier issue learned; None where nobody asked it: what is
            explained by earlier issues is then `unchecked`.
    """
    cited = {reference.story: reference for item in issue.items for reference in item.references}
    terms = [_term(term, frozen, cited, bank) for term in issue.terms]
    return (*terms, *(_ahead(issue, ahead, frozen, cited) for ahead in issue.ahead))


def _term(
    term: Term,
    frozen: Mapping[str, Frozen],
    cited: Mapping[str, Reference],
    bank: Mapping[tuple[str, str], Learned] | None,
) -> Finding:
    text = f"{term.term}: {term.means}"
    if term.how == "editor":
        return Finding(item=term.item, what="term", text=text, verdict="editor")
    if term.earlier:
        if bank is None:
            message = "what the earlier issue learned was not checked"
            return Finding(item=term.item, what="term", text=text, verdict="unchecked", message=message)
        known = bank.get((term.earlier.issue, term.term))
        return _told(term.item, "term", text, _remembered(term, known))
    source = frozen.get(term.source.story) if term.source else None
    if source is None or source.text is None:
        return _told(term.item, "term", text, "the text that explains it is not in the store", "gone")
    story = source.story.id
    hidden = hiding(source, source.text, cited.get(story) if term.source == cited.get(story) else None)
    if hidden or _explained(term, source, source.text):
        return _told(term.item, "term", text, hidden)
    told = f"story {story} does not explain it so"
    return _told(term.item, "term", text, told, stands=_stands(term, source.text))


def _remembered(term: Term, known: Learned | None) -> str:
    if known is None:
        return "the store knows of no issue that learned it"
    same = (known.term.means, known.term.how, known.term.place, known.term.meaning, known.term.source)
    return (
        ""
        if same == (term.means, term.how, term.place, term.meaning, term.source)
        else f'learned was "{known.term.means}"'
    )


def _stands(term: Term, text: str) -> bool:
    """Whether a term and its meaning stand where they are said to, but for spaces."""
    told = ((term.place, term.term), (term.meaning, term.means))
    return all(
        words and place and " ".join(text[place.start : place.end].split()) == " ".join(words.split())
        for place, words in told
    )


def _explained(term: Term, source: Frozen, text: str) -> bool:
    """Whether a rule finds a term explained so."""
    spans = [Span(start=start, end=end) for start, end in sorted(source.spans)]
    for found in explanations(text, spans, source.story.blocks):
        places = (Span(start=found.start, end=found.end), Span(start=found.begins, end=found.ends))
        if (found.term, found.means, found.how, *places) == (
            term.term,
            term.means,
            term.how,
            term.place,
            term.meaning,
        ):
            return True
    return False


def _ahead(
    issue: Issue, ahead: Ahead, frozen: Mapping[str, Frozen], cited: Mapping[str, Reference]
) -> Finding:
    sentence = ahead.pick.sentence
    text = f"{ahead.first}: {sentence.text}"
    source = frozen.get(sentence.story)
    if source is None or source.text is None:
        return _told(
            ahead.item, "date", text, f"the text of story {sentence.story} is not in the store", "gone"
        )
    pick = (ahead.pick, source, source.text, cited.get(sentence.story))
    wrong = difference(*pick)
    rewritten = bool(wrong) and stands_rewritten(issue, *pick)
    if not _is_ahead(issue, ahead, source):
        return _told(
            ahead.item, "date", text, wrong if wrong and not rewritten else "its day does not lie ahead"
        )
    if wrong:
        return _told(ahead.item, "date", text, wrong, stands=rewritten)
    told = _other_day(issue, ahead, source, cited[sentence.story])
    stands = bool(ahead.told) and ahead.told in sentence.text
    return _told(ahead.item, "date", text, told, stands=bool(told) and stands)


def _is_ahead(issue: Issue, ahead: Ahead, source: Frozen) -> bool:
    today = issue.provenance.moment.astimezone(ZoneInfo(issue.timezone)).date()
    return source.story.published is not None and ahead.first > today


def _other_day(issue: Issue, ahead: Ahead, source: Frozen, cited: Reference) -> str:
    """What keeps a sentence from naming its day; empty where nothing does."""
    zone = ZoneInfo(issue.timezone)
    text = ahead.pick.sentence.text
    for day in days(text, source.story, zone=zone, dated=cited.dated_by != "fetched"):
        told = text[day.start : day.end].strip()
        if (day.first, day.last, day.precision, told) == (
            ahead.first,
            ahead.last,
            ahead.precision,
            ahead.told,
        ):
            return "" if is_planned(text, day) else "it does not say that it will happen"
    return "it names another day"


def _told(
    item: str, what: What, text: str, message: str, verdict: Verdict = "wrong", *, stands: bool = False
) -> Finding:
    """Proved where there is no message."""
    verdict = verdict if message else "proved"
    return Finding(item=item, what=what, text=text, verdict=verdict, message=message, stands=stands)
