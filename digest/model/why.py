"""Why something waits, was left out or stopped: a sentence in English, like all messages, that knows its kind and what it names.

So it can be worded in another language where it is told, and asked for what it is, without being read.
"""

from __future__ import annotations

from typing import Any, Self

WORDS = {
    # what the schedule knows of a slot
    "unapproved": "it is not approved: `digest approve {issue}`",
    "late": "not approved within the grace: approve it, then run `digest send {issue}`",
    "missed": "missed by {hours} hours, more than the grace allows: build and send by hand",
    "over": "missed; the grace is over: build and send by hand",
    "still": "{why}; the grace is over: build and send by hand",
    "skipped": "skipped by the editor: {note}",
    "sent_by_hand": "sent by hand",
    "sent_in_part": "sent by hand, but not {issues}: if it has readers, run `digest send {first}`",
    "counted": "{counts}",
    # why an issue or a mail cannot leave
    "nobody": 'issue "{issue}": there is no subscriber to send it to: run `digest subscribers add ADDRESS`',
    "nobody_reads": (
        'issue "{issue}": there is no subscriber to send it to who reads {language}: run `digest subscribers add ADDRESS`'
    ),
    "nobody_on": (
        'issue "{issue}": there is no subscriber to send it to: it goes to those on {lists} alone:'
        " run `digest subscribers change ADDRESS --list {first}`, or `add` with --list"
    ),
    "busy": "another process is sending now",
    "unreachable": "{server}: cannot be reached ({why})",
    "paused": 'issue "{issue}": its campaign is paused ({why}): look at it, then run `digest campaign resume {issue}`',
    "lint": 'issue "{issue}": errors: {errors} ({found}): mend it and try again (docs/how-to/lint.md)',
    "lint_errors": 'issue "{issue}": errors: {errors}: mend them and try again (docs/how-to/lint.md)',
    # what a check of the cited pages found
    "held": "{why}: look at it, then `digest approve {issue}`",
    "live": "since it was read {counts}; first: {first}",
    "change": "{was} → {now}",
    "nothing": "nothing",
    "other_words": "other words",
    "text_changed": "{what} changed: {changes}",
    "text_gone": '{what} gone: "{text}"{why}',
    "page_gone": "page gone: {why}",
    "moved_on": 'something new was read since: "{headline}"{beside}',
    "n_changed": "{n} changed",
    "n_gone": "{n} gone",
    "n_dead": "{n} on dead pages",
    "n_moved": "{n} moved on",
    "headline": "headline",
    "sentence": "sentence",
    "quotation": "quotation",
    "figure": "figure",
    "date": "date",
    "reference": "reference",
    # why a campaign is paused
    "by_hand": "by hand",
    "withdrawn": "the issue is withdrawn",
    "item_withdrawn": "an item of it is withdrawn",
    "first": "the first {n} have had their turn",
    "refused_all": "{n} mails were refused one after another: {said}",
    "older_copy": (
        "the store was put back from an older copy: {lost} mails left after it was made;"
        " the {doubted} that they may be are held as uncertain"
    ),
    # how mails stand, and why some did not leave
    "n_pending": "{n} pending",
    "n_claimed": "{n} claimed",
    "n_body": "{n} body",
    "n_sent": "{n} sent",
    "n_retry": "{n} retry",
    "n_failed": "{n} failed",
    "n_uncertain": "{n} uncertain",
    "not_sent": "not sent: {how} on {day}",
    "unsubscribed": "unsubscribed",
    "bounced": "bounced",
    "complained": "complained",
    "removed": "removed",
    "off": "off the list",
    "forgotten": "forgotten",
    "arrived": "it arrived, said the editor",
    "lost": "it did not arrive, said the editor",
}
"""Kind → the sentence in English."""


class Why(str):
    """A reason: `Why("missed", hours=9)`. Values are texts, numbers and other reasons, alone or several."""

    __slots__ = ("kind", "values")
    kind: str
    values: dict[str, Any]

    def __new__(cls, kind: str, **values: Any) -> Self:
        """Word it in English."""
        made = super().__new__(cls, worded(WORDS[kind], values))
        made.kind, made.values = kind, values
        return made

    def __reduce__(self) -> tuple[type[str], tuple[str]]:  # copied, it is its sentence
        return str, (str(self),)


def worded(template: str, values: dict[str, Any]) -> str:
    """A sentence filled in; several reasons stand one after the other."""
    shown = {
        name: ", ".join(value)
        if isinstance(value, tuple)
        else f"{value:,}"
        if isinstance(value, int)
        else value
        for name, value in values.items()
    }
    return template.format(**shown)


def kind(reason: str) -> str:
    """The kind of a reason; empty where it is somebody's own words."""
    return reason.kind if isinstance(reason, Why) else ""
