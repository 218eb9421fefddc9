"""Expressions that people write: words, "several words", /patterns/, joined by AND, OR, NOT and parentheses.

NOT binds closest, then AND, then OR. Words beside each other are one phrase: an expression without operators is a
keyword as it always was.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from digest.config.patterns import regular
from digest.model import Either, Every, Expression, Not, Pattern, Phrase

DEEPEST = 20
"""Parentheses and NOTs one within another."""
LONGEST = 1_000
"""Characters of an expression."""
MOST_OPEN = 3
"""As for other patterns, but less: these are searched in every title and sentence, not in the beginnings of lines."""
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<open>\() | (?P<close>\))
    | (?P<quoted>"[^"]*"|“[^”]*”)
    | (?P<pattern>/(?:\\.|[^/\\])+/(?=[\s()]|$))
    | (?P<word>[^\s()"“”]+)
    | (?P<unread>\S)
    )""",
    re.VERBOSE,
)
_FLAGS = re.compile(r"\(\?[a-zA-Z]+\)")
_OPERATORS = ("AND", "OR", "NOT")
_HANGUL = re.compile(r"[가-힣]")
_STRANGE = {"|": "OR", "||": "OR", "&&": "AND"}
"""What others write for an operator, and what is written here."""
_EXAMPLE = "write it as in 광고 AND NOT (규제 OR 법안)"
Kind = Literal["open", "close", "AND", "OR", "NOT", "phrase", "pattern", "end"]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Kind
    text: str
    place: int


def parse(text: str) -> Expression:
    """The expression that a text writes.

    Raises:
        ValueError: it is none; says what is wrong, where, and what to write.
    """
    text = unicodedata.normalize("NFC", text)
    if len(text) > LONGEST:
        raise ValueError(f"an expression of {len(text)} characters: give several of at most {LONGEST}")
    reader = _Reader(text, _tokens(text))
    found = reader.either(0)
    if reader.next.kind == "close":
        raise reader.fault("there is a ) without its (")
    if reader.next.kind != "end":
        raise reader.fault("AND, OR or NOT is missing before this")
    return found


def written(expression: Expression) -> str:
    """An expression as text, which reads as the same again."""
    match expression:
        case Phrase():
            return f'"{expression.text}"'
        case Pattern():
            return f"/{expression.text}/"
        case Not():
            return f"NOT {_inside(expression.of)}"
        case Every():
            return " AND ".join(map(_inside, expression.of))
        case Either():
            return " OR ".join(map(_inside, expression.of))


def _inside(expression: Expression) -> str:
    told = written(expression)
    return f"({told})" if isinstance(expression, Every | Either) else told


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    for match in _TOKEN.finditer(text):
        kind, told = str(match.lastgroup), match[str(match.lastgroup)]
        place = match.start(kind) + 1
        if kind == "unread":
            raise ValueError(f"`{text}`: the quotation mark at character {place} has no other: add it")
        if kind == "word" and told in _OPERATORS:
            found.append(_Token(_operator(told), told, place))
        elif kind == "word" and found and found[-1].kind == "phrase" and not found[-1].text.startswith('"'):
            found[-1] = _Token("phrase", f"{found[-1].text} {told}", found[-1].place)
        elif kind in ("word", "quoted"):
            found.append(_Token("phrase", told if kind == "word" else f'"{told[1:-1]}', place))
        elif kind == "pattern":
            found.append(_Token("pattern", told[1:-1], place))
        else:
            found.append(_Token("open" if kind == "open" else "close", told, place))
    return [*found, _Token("end", "", len(text) + 1)]


def _operator(told: str) -> Kind:
    return "AND" if told == "AND" else "OR" if told == "OR" else "NOT"


class _Reader:
    """Reads tokens from the left, one at a time."""

    def __init__(self, text: str, tokens: list[_Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._at = 0

    @property
    def next(self) -> _Token:
        return self._tokens[self._at]

    def fault(self, message: str) -> ValueError:
        where = f" at character {self.next.place}" if self.next.kind != "end" else " at its end"
        return ValueError(f"`{self._text}`{where}: {message}; {_EXAMPLE}")

    def take(self) -> _Token:
        token = self.next
        self._at += 1
        return token

    def either(self, depth: int) -> Expression:
        parts = [self._every(depth)]
        while self.next.kind == "OR":
            self.take()
            parts.append(self._every(depth))
        return parts[0] if len(parts) == 1 else Either(of=tuple(parts))

    def _every(self, depth: int) -> Expression:
        parts = [self._one(depth)]
        while self.next.kind == "AND":
            self.take()
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else Every(of=tuple(parts))

    def _one(self, depth: int) -> Expression:
        if depth > DEEPEST:
            raise self.fault(f"more than {DEEPEST} parentheses one within another")
        token = self.next
        match token.kind:
            case "NOT":
                self.take()
                return Not(of=self._one(depth + 1))
            case "open":
                return self._within(depth)
            case "phrase":
                return self._phrase()
            case "pattern":
                return self._pattern()
            case _:
                raise self.fault(self._missing())

    def _missing(self) -> str:
        if self.next.kind in _OPERATORS:
            return f"nothing stands before {self.next.text}"
        return (
            f"nothing stands after {self._tokens[self._at - 1].text}" if self._at else "nothing stands here"
        )

    def _within(self, depth: int) -> Expression:
        self.take()
        inner = self.either(depth + 1)
        if self.next.kind != "close":
            raise self.fault("a ) is missing, or AND or OR before this")
        self.take()
        return inner

    def _phrase(self) -> Phrase:
        text = " ".join(self.next.text.replace('"', " ").split())
        if not any(map(str.isalnum, text)):
            raise self.fault("there is no letter or figure to look for")
        if text.startswith("/") and not self.next.text.startswith('"'):
            raise self.fault("a pattern stands between two / with a space after it")
        if not self.next.text.startswith('"') and (mistaken := _mistaken(text)):
            raise self.fault(f"{mistaken}, or put all of it in quotation marks if it stands so in texts")
        self.take()
        return Phrase(text=text)

    def _pattern(self) -> Pattern:
        text = self.take().text
        if _FLAGS.match(text):
            raise ValueError(f"`{self._text}`: a pattern ignores case by itself: leave {text[:4]} out")
        regular(text, most_open=MOST_OPEN)
        regular(f"(?i){text}", most_open=MOST_OPEN)  # as it is searched: a and A may be the same sign
        return Pattern(text=text)


def _mistaken(phrase: str) -> str:
    """What to do with a sign or word that is meant for an operator and would be looked for as it stands; empty where none is.

    An English phrase may have an `and`; between Korean words it stands in no text.
    """
    for word in phrase.split():
        if word in _STRANGE:
            return f"write {_STRANGE[word]} for {word}"
        if word.upper() in _OPERATORS and _HANGUL.search(phrase):
            return f"write {word.upper()} in capitals"
        if len(word) > 1 and word.endswith("*") and word[:-1].isalnum():
            return f"leave the * of {word} out: words are found in every form"
    return ""
