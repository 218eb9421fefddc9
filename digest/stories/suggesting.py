"""A profile that would pin a cut: patterns made from what its headlines have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.stories.profile import as_seen, fits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.stories.judging import Verdict
    from digest.stories.lines import Line
    from digest.stories.roles import Role

_NO_HEAD = frozenset({"furniture", "rule", "contents"})
_NUMBERED = re.compile(r"^\W{0,2}\d{1,3}")
_SPECIAL = frozenset(r".^$*+?{}[]\|()")
_LONGEST = 24
_NONE = "# heading = ''              # no pattern fits just these headlines: write one"
_GOOD = 0.7
"""F1 of a pattern that is worth pasting."""


def suggestion(
    lines: Sequence[Line], roles: Sequence[Role], verdicts: Sequence[Verdict], chosen: Verdict | None
) -> str:
    """A `[sources.profile]` as TOML that gives the chosen cut again, and as a comment the next best one."""
    told = ["[sources.profile]"]
    if chosen is None:
        told.append("whole = true                # each document is one story")
    else:
        told += _settings(lines, roles, chosen)
    others = [verdict for verdict in verdicts if verdict is not chosen and verdict.weights]
    for other in others:
        settings = _settings(lines, roles, other)
        if settings[0] != _NONE and (chosen is None or other.stories != chosen.stories):
            told.append(f"# or, to cut by {other.proposal.method} ({len(other.stories)} stories):")
            told += [f"# {line}" for line in settings]
            break
    return "\n".join(told) + "\n"


def _settings(lines: Sequence[Line], roles: Sequence[Role], verdict: Verdict) -> list[str]:
    wanted = frozenset(verdict.stories)
    best, hits = "", frozenset[int]()
    for pattern in _patterns([lines[index] for index in verdict.stories]):
        found = frozenset(
            line.index for line in lines if roles[line.index] not in _NO_HEAD and fits(pattern, line)
        )
        if _agree(found, wanted) > _agree(hits, wanted):
            best, hits = pattern, found
    told = []
    if _agree(hits, wanted) >= _GOOD:
        told.append(f"heading = {quoted(best)}{_doubt(hits, wanted)}")
        told += ["one_line = true"] if verdict.proposal.told.issuperset(verdict.stories) else []
    else:
        told.append(_NONE)
    return told


def _patterns(heads: Sequence[Line]) -> Iterator[str]:
    """Patterns that fit many of the headlines, the plainest first."""
    seen = [as_seen(line) for line in heads]
    if any(line.family == "[" for line in heads):
        yield r"^\[[^\]]+\]\s*(.+)"
    if any(line.family == "emoji" for line in heads):
        yield r"^[^\w\s]+\s*(.+)"
    for line, text in zip(heads, seen, strict=True):
        if text.startswith(("#", "**")):
            yield f"^{escaped(text.split(' ')[0])} "
        if line.number and (number := _NUMBERED.match(line.shown)):
            before = line.shown[: number.end()].rstrip("0123456789")
            after = line.shown[number.end() : number.end() + 1]
            mark = after if after in ".):" else ""
            yield rf"^{escaped(before)}\d+{escaped(mark)}"
        if line.label and not line.number and len(line.label) <= _LONGEST:
            yield f"^{escaped(line.label[0] if line.family in {'[', '【'} else line.label)}"
    for text in seen:
        ordinal = re.match(r"^\S{1,4}\s?번째\s\S{1,8}:", text)
        if ordinal:
            yield r"^\S+ ?번째 \S+:"
        yield f"^{escaped(text[:1])} " if text[1:2] == " " else f"^{escaped(text[:1])}(?=\\W)"
    shared = _shared(seen)
    if len(shared) > 1:
        yield f"^{escaped(shared)}"


def _shared(texts: Sequence[str]) -> str:
    """What all texts begin with."""
    first, last = min(texts, default=""), max(texts, default="")
    same = next((place for place, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[: min(same, _LONGEST)].rstrip()


def _agree(found: frozenset[int], wanted: frozenset[int]) -> float:
    """F1 of what a pattern finds."""
    both = len(found & wanted)
    return 2 * both / (len(found) + len(wanted)) if both else 0.0


def _doubt(found: frozenset[int], wanted: frozenset[int]) -> str:
    """A comment on what a pattern finds too much or too little."""
    told = [
        f"{what} {', '.join(str(index + 1) for index in sorted(lines)[:4])}"
        for what, lines in (("misses line", wanted - found), ("also fits line", found - wanted))
        if lines
    ]
    return f"  # {'; '.join(told)}" if told else ""


def escaped(text: str) -> str:
    """Text as a pattern that reads it, with as few backslashes as can be."""
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in text)


def quoted(pattern: str) -> str:
    """A pattern as a literal string of TOML, where it can be one."""
    if "'" not in pattern:
        return f"'{pattern}'"
    return '"' + pattern.replace("\\", "\\\\").replace('"', '\\"') + '"'
