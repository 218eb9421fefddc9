"""The line of an inbox: how much of sender, subject and preheader a mail program shows before it cuts."""

from __future__ import annotations

from dataclasses import dataclass

from digest.rendering.wrapping import display_width


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A mail program's list and its room, in columns (a Hangul syllable takes two); 0: it does not show that part.

    `joined`: subject and preheader share one line of `subject` columns. Room depends on window and type: these are near
    what a usual window shows.
    """

    key: str
    sender: int
    subject: int
    preheader: int
    joined: bool = False


PROGRAMS = (
    Program(key="gmail", sender=20, subject=110, preheader=0, joined=True),
    Program(key="gmail_phone", sender=28, subject=42, preheader=46),
    Program(key="naver", sender=16, subject=84, preheader=0),
    Program(key="naver_phone", sender=28, subject=44, preheader=48),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A text as a line shows it; `lost` is what it has no room for."""

    shown: str
    lost: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The line of one mail program."""

    program: str
    sender: Cut
    subject: Cut
    preheader: Cut | None


def lines(sender: str, subject: str, preheader: str) -> tuple[Line, ...]:
    """The line in each mail program that we know of."""
    return tuple(_line(program, sender, subject, preheader) for program in PROGRAMS)


def cut(text: str, columns: int) -> Cut:
    """The text in at most `columns`; where it is cut, the mark of it takes one."""
    if display_width(text) <= columns:
        return Cut(shown=text, lost="")
    end, width = 0, 0
    for character in text:
        width += display_width(character)
        if width > columns - 1:
            break
        end += 1
    return Cut(shown=text[:end], lost=text[end:])


def _line(program: Program, sender: str, subject: str, preheader: str) -> Line:
    room = program.preheader
    if program.joined:
        room = max(program.subject - display_width(subject) - 3, 0)
    return Line(
        program=program.key,
        sender=cut(sender, program.sender),
        subject=cut(subject, program.subject),
        preheader=cut(preheader, room) if room else None,
    )
