"""Issue → view: what mail, text part, terminal and archive show, decided once.

Numbers, anchors, dates in words, which links are safe to follow, what must be marked as foreign or as the editor's.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.rendering import boxes, charts, dates, hand, leftout, ongoing, passages, report, said
from digest.rendering.drawn import drawn
from digest.rendering.limits import LIMITS, Limits, cut
from digest.rendering.view import (
    BriefView,
    EventView,
    GroupingView,
    IssueView,
    ItemView,
    SectionView,
    SentenceView,
    SourceView,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from digest.model import Issue, Item, Language, Pick, Reference
    from digest.rendering.strings import Strings

HANGUL_A_MINUTE = 500
WORDS_A_MINUTE = 230
GLUED_LENGTH = 24  # the longest last word that is kept on one line with its [n]
BRIEF_ITEMS = 3
SAME_SECTION = 0.7  # what an item's score is worth in the brief when its section stands there already
BRIEF_LENGTH = 60  # a sentence of more characters gives way to the headline
BRIEF_WORDS = 2  # words of the headline that a sentence must have to stand for it

# Controls, lone surrogates, noncharacters, and marks that turn the direction of writing: none may steer a page or a terminal.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# What no address holds unescaped: white space, every control (C0, C1), invisible marks, and what could end an attribute.
_LONGEST = 2000  # characters of an address: no browser needs more, and each stands in a mail several times
_UNSAFE = re.compile(
    '[\\s<>"\\\\\x00-\x20\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]'
)

# A percent sign that begins no escape: written as one, it cannot begin a mark that delivery fills in either.
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")


UNNAMED = {"review": "section_review", "retrospective": "section_retrospective"}
"""What heads the items of no section, in genres that part nothing into sections."""


def arrange(
    issue: Issue, strings: Strings, *, clean: Callable[[str], str] = str, limits: Limits = LIMITS
) -> IssueView:
    """The view of an issue in the words of `strings`; `clean` is applied to every text that comes from outside.

    What is longer than the limits is cut for the eye; the issue itself is not touched.
    """
    return _Maker(issue, strings, clean, limits).issue_view()


def safe_url(url: str) -> str:
    """The URL if it leads to a web page, else an empty string: no source can plant a script or a file in an issue."""
    plain = url.strip(" ")
    if len(plain) > _LONGEST or _UNSAFE.search(
        plain
    ):  # before it is taken apart: that drops tabs and line feeds in silence
        return ""
    try:
        parts = urlsplit(plain)
    except ValueError:
        return ""
    valid = parts.scheme in ("http", "https") and parts.hostname
    return _STRAY.sub("%25", plain) if valid else ""


class _Maker:
    def __init__(self, issue: Issue, strings: Strings, clean: Callable[[str], str], limits: Limits) -> None:
        self.issue = issue
        self.strings = strings
        self.clean = clean
        self.limits = limits

    def text(self, given: str) -> str:
        """A text from outside, on one line and of a readable length, that steers neither a page nor a terminal."""
        return self._shown(given, self.limits.sentence)

    def title(self, given: str) -> str:
        """The same for a title."""
        return self._shown(given, self.limits.title)

    def name(self, given: str) -> str:
        """The same for a name."""
        return self._shown(given, self.limits.name)

    def own(self, given: str) -> str:
        """The same for what the editor wrote, of any length."""
        return self._shown(given, len(given))

    def _shown(self, given: str, length: int) -> str:
        return self.clean(cut(" ".join(_CONTROLS.sub("", given).split()), length))

    def url(self, given: str) -> str:
        """An address, where it is safe to follow; else nothing."""
        return safe_url(given)

    def issue_view(self) -> IssueView:
        issue = self.issue
        sections = self.sections()
        items = tuple(item for section in sections for item in section.items)
        events = boxes.events(self, self.events(), items)
        rewritten = [sentence.original for item in items for sentence in item.told]
        reasons = Counter(
            self.text(leftout.worded(left.reason.kind, self.strings)) for left in issue.left_out
        )
        return IssueView(
            id=issue.id,
            title=self.name(issue.title),
            number=self.strings("number", number=issue.number) if issue.number else "",
            period=dates.period(issue.period, self.strings),
            language=issue.language,
            minutes=reading_minutes(items),
            count=sum(not item.withdrawn for item in items),
            brief=_brief(sections),
            sections=sections,
            rewritten=sum(map(bool, [*rewritten, *(event.original for event in events)])),
            bars=charts.bars(self),
            mix=charts.mix(self),
            coverage=charts.coverage(self, items),
            outlet_count=len(issue.outlets),
            events=events,
            stories_read=issue.stories_read,
            left_out=len(issue.left_out),
            left_out_reasons=tuple(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
            sender=self.text(issue.publisher.name),
            address=self.text(issue.publisher.address),
            contact=self.text(issue.publisher.contact),
            archive_url=_folder(safe_url(issue.publisher.archive_url)),
            terms=boxes.terms(self, items),
            has_calendar=any(event.start for event in issue.events)
            or any(one.precision == "day" for one in issue.ahead),
            genre=issue.genre,
            greeting=hand.paragraphs(self, issue.slots.greeting),
            conclusion=hand.paragraphs(self, issue.slots.conclusion),
            sponsor=hand.sponsor(self, issue.slots.sponsor),
            subject=self.text(issue.slots.subject),
            preheader=self.text(issue.slots.preheader),
            overview=report.overview(self),
            choice=report.choice(self, items),
            numbered=issue.numbering == "issue",
            wing="" if issue.id == issue.primary else issue.language,
        )

    def sections(self) -> tuple[SectionView, ...]:
        held: dict[str, list[ItemView]] = {section.key: [] for section in self.issue.sections}
        for number, item in enumerate(self.issue.items, 1):
            held.setdefault(item.section, []).append(self.item(number, item))
        titles = {section.key: self.name(section.title) for section in self.issue.sections}
        filled = [(key, items) for key, items in held.items() if items]
        other = "other_section" if len(filled) > 1 else "only_section"
        return tuple(
            SectionView(
                key=key,
                title=titles.get(key) or self.strings(UNNAMED.get(self.issue.anatomy, other)),
                colour=place,
                items=tuple(sorted(items, key=lambda item: item.line)),
            )
            for place, (key, items) in enumerate(filled)
        )

    def item(self, number: int, item: Item) -> ItemView:
        first = self.first_number(number)
        sources = tuple(self.source(number, n, ref) for n, ref in enumerate(item.references, first))
        by_story = {source.story: source for source in sources}
        headline = item.headline
        own = by_story.get(headline.story)
        language = headline.language
        told = {story for cluster in item.clusters for story in cluster.stories}
        known = {reference.story: reference for reference in item.references}
        line = item.storyline
        before = line.earlier if line else ()
        inside = passages.passages(self, number, item, by_story)
        return ItemView(
            number=number,
            anchor=f"item-{number}",
            headline=self.title(headline.text),
            url=own.url if own else next((source.url for source in sources if source.url), ""),
            language=language,
            foreign=self.foreign(language) or self.translated(item),
            by_editor=headline.provenance == "editor",
            lead=item.size == "lead",
            line=item.size == "line",
            score=item.score,
            ongoing=bool(before) or len(item.clusters) > 1,
            part=len(before) + 1 if before else 0,
            sentences=tuple(
                self.sentence(number, n, pick, by_story, language) for n, pick in enumerate(item.picks, 1)
            ),
            sources=sources,
            outlets=self._outlets(item),
            copies=item.copies,
            steps=ongoing.steps(self, item, by_story),
            groupings=self.groupings(item, told, known),
            storyline=line.id if line else "",
            affair=self.title(line.name) if line else "",
            since=ongoing.since(self, item),
            new=ongoing.new(self, item, by_story),
            disagreements=said.disagreements(self, item, by_story),
            quotations=said.quotations(self, item, by_story),
            key_figures=said.key_figures(self, item, by_story),
            changes=said.changes(self, item, by_story),
            passages=tuple(one for one in inside if one.kind != "outlook"),
            outlook=tuple(told for one in inside if one.kind == "outlook" for told in one.sentences),
            note=hand.paragraphs(self, item.note),
            links=hand.links(self, item.links),
            chosen=bool(item.id) and item.id == self.issue.choice,
            withdrawn=not (headline.text or item.picks or item.clusters),
        )

    def _outlets(self, item: Item) -> tuple[str, ...]:
        """The outlets in the order of the numbers that cite them: [2] is the second name, where each has one source."""
        places = {one.outlet: place for place, one in reversed(list(enumerate(item.references)))}
        ordered = sorted(filter(None, item.outlets), key=lambda outlet: places.get(outlet, len(places)))
        return tuple(map(self.name, ordered))

    def first_number(self, number: int) -> int:
        """The number of an item's first source: counted anew in each item, or through the issue."""
        if self.issue.numbering == "item":
            return 1
        return 1 + sum(len(item.references) for item in self.issue.items[: number - 1])

    def source(self, item: int, number: int, reference: Reference) -> SourceView:
        return SourceView(
            number=number,
            anchor=f"item-{item}-source-{number}",
            story=reference.story,
            title=self.title(reference.title),
            outlet=self.name(reference.outlet),
            url=safe_url(reference.url) if reference.rights != "private" else "",
            when=self.when(reference),
            language=reference.language,
            foreign=self.foreign(reference.language),
            drawn=drawn(self, reference.citations),
        )

    def sentence(
        self, item: int, number: int, pick: Pick, sources: dict[str, SourceView], around: Language
    ) -> SentenceView:
        source = sources.get(pick.sentence.story)
        text = self.text(pick.shown if pick.shown is not None else pick.sentence.text)
        head, space, tail = text.rpartition(" ")
        if len(tail) > GLUED_LENGTH:
            head, space, tail = text, "", ""
        rewritten = pick.shown is not None and pick.provenance == "register"
        language = source.language if source else around
        return SentenceView(
            text=text,
            head=head + space,
            tail=tail,
            anchor=f"item-{item}-sentence-{number}",
            source=source,
            quoted=pick.sentence.text.strip(),
            language=language,
            foreign=self.foreign(language) and not self.foreign(around),
            original=self.text(pick.sentence.text) if rewritten else "",
            by_editor=pick.provenance == "editor",
        )

    def foreign(self, language: Language) -> bool:
        """Whether a language is one of an edition, and not this one's."""
        return language in ("ko", "en") and language != self.issue.language

    def translated(self, item: Item) -> bool:
        """Whether the editor's headline stands for stories none of which is in this edition's language."""
        if not self.issue.editions or item.headline.provenance != "editor" or not item.references:
            return False
        return all(self.foreign(one.language) for one in item.references)

    def when(self, reference: Reference) -> str:
        """The day of a reference in words."""
        if reference.published is None:
            return self.strings("undated")
        day = dates.local_day(reference.published, self.issue.timezone)
        shown = dates.day(day, self.strings, precision=reference.precision)
        if reference.dated_by == "fetched":
            return f"{self.strings('undated')} · {self.strings('undated_fetched', day=shown)}"
        return shown

    def groupings(self, item: Item, told: set[str], known: dict[str, Reference]) -> tuple[GroupingView, ...]:
        return tuple(
            GroupingView(
                left=self.title(known[evidence.left].title),
                right=self.title(known[evidence.right].title),
                similarity=round(100 * max(0.0, min(1.0, evidence.similarity))),
                shared=tuple(self.name(term) for term in evidence.shared),
                copy=evidence.by == "copy",
                by_editor=evidence.by == "editor",
            )
            for cluster in item.clusters
            for evidence in cluster.evidence
            if evidence.left in known and evidence.right in known and {evidence.left, evidence.right} <= told
        )

    def events(self) -> tuple[tuple[str, EventView], ...]:
        """What is announced, each with its day (ISO 8601)."""
        return tuple(
            (
                str(event.start or event.end or ""),
                EventView(
                    when=self.event_days(event.start, event.end),
                    name=self.title(event.name),
                    place=self.title(event.place),
                    url=safe_url(event.url),
                ),
            )
            for event in self.issue.events
        )

    def event_days(self, start: date | None, end: date | None) -> str:
        first = start or end
        if first is None:
            return self.strings("undated")
        return dates.days(first, end or first, self.strings)


def reading_minutes(items: tuple[ItemView, ...]) -> int:
    """Minutes to read headlines, sentences and boxes: Hangul characters/500 + English words/230, rounded up."""
    texts = [item.headline for item in items] + [s.text for item in items for s in item.told]
    texts += [text for item in items for text in item.said]
    told = "\n".join(texts)
    hangul = len(told) - len(re.sub(r"[가-힣]+", "", told))
    words = len(re.findall(r"[A-Za-z]+(?:['’-][A-Za-z]+)*", told))
    return max(1, math.ceil(hangul / HANGUL_A_MINUTE + words / WORDS_A_MINUTE))


def _brief(sections: tuple[SectionView, ...]) -> tuple[BriefView, ...]:
    """The three most prominent items: in the issue's language before others, leads first, then by score.

    An item of a section that the brief has told already counts less, so that it is about the whole issue.
    """
    left = [(item, section.colour) for section in sections for item in section.full]
    told: list[tuple[ItemView, int]] = []
    if len(left) <= BRIEF_ITEMS:
        return ()
    while len(told) < BRIEF_ITEMS:
        seen = {colour for _, colour in told}
        best = min(left, key=lambda pair: _prominence(pair[0], again=pair[1] in seen))
        left.remove(best)
        told.append(best)
    return tuple(_brief_line(item, colour) for item, colour in told)


def _prominence(item: ItemView, *, again: bool) -> tuple[bool, bool, float, bool, int]:
    """A key that sorts the most prominent item first."""
    score = item.score - (abs(item.score) * (1 - SAME_SECTION) if again else 0.0)
    return (item.foreign, not item.lead, -score, again, item.number)


def _brief_line(item: ItemView, colour: int) -> BriefView:
    """The first sentence where it is short and tells what the headline tells; else (an anecdote) the headline.

    Only the first is sure to lean on nothing before it.
    """
    fit = (
        sentence.text
        for sentence in item.sentences[:1]
        if len(sentence.text) <= BRIEF_LENGTH
        and sentence.language == item.language
        and _common_words(item.headline, sentence.text) >= BRIEF_WORDS
    )
    text = next(fit, item.headline)
    first = item.sentences[0] if text != item.headline and item.sentences else None
    return BriefView(
        text=text,
        language=item.language,
        anchor=item.anchor,
        colour=colour,
        by_editor=first.by_editor if first else item.by_editor,
        rewritten=bool(first and first.original),
    )


def _common_words(headline: str, sentence: str) -> int:
    """How many words of a headline begin as a word of the sentence does (Korean particles differ at the end)."""
    begun = {word[:2].casefold() for word in re.findall(r"\w{2,}", sentence)}
    return len({word[:2].casefold() for word in re.findall(r"\w{2,}", headline)} & begun)


def _folder(url: str) -> str:
    return url if not url or url.endswith("/") else url + "/"
