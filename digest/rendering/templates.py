"""Jinja2's only door: templates by name, found among the looks; their errors name file and line.

`*.mjml.j2`, `*.html.j2` and `*.xml.j2` escape every value; a name that is not given is an error, never an empty place.
"""

from __future__ import annotations

import re
import traceback
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    select_autoescape,
)
from jinja2.ext import Extension

from digest.errors import DigestError, ResultError
from digest.rendering import looks
from digest.rendering.ranges import parted
from digest.rendering.wrapping import display_width, wrapped
from digest.storage import keepsakes

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, TracebackType

    from jinja2.bccache import Bucket

    from digest.model import Issue

T = TypeVar("T")
DEFAULT_GENRE = "weekly"
ESCAPED = ("mjml.j2", "html.j2", "xml.j2")
# Marks of a template's line in a traced rendering, from Unicode's private use area: <open>line:name<close>.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_TRACE = re.compile(f"{_OPEN}(\\d+):([^{_CLOSE}]*){_CLOSE}")
_DELIMITED = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line of a template file."""

    name: str
    line: int

    def __str__(self) -> str:
        return f"templates/{self.name}, line {self.line}"


class _Traced(Extension):
    """Marks the beginning of each line of a template's source, outside of Jinja's own brackets."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source with a mark at the beginning of each line that is text."""
        del filename
        inside = [found.span() for found in _DELIMITED.finditer(source)]
        parts, place, held = [], 0, 0
        for number, line in enumerate(re.findall(r"[^\n]*\n|[^\n]+", source), 1):
            while held < len(inside) and inside[held][1] <= place:
                held += 1
            free = held >= len(inside) or inside[held][0] >= place
            parts.append(f"{_OPEN}{number}:{name or ''}{_CLOSE}{line}" if free else line)
            place += len(line)
        return "".join(parts)


class _Loader(FileSystemLoader):
    """Finds templates below the roots; what was compiled holds until its file changes or another comes before it."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template, its path, and what tells whether both still hold."""
        before = self._stamp(template)
        text, path, _ = super().get_source(environment, template)
        return text, path, lambda: self._stamp(template) == before

    def _stamp(self, name: str) -> tuple[str, int, int] | None:
        for root in self.searchpath:
            path = Path(root, name)
            if path.is_file():
                state = path.stat()
                return str(path), state.st_mtime_ns, state.st_size
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where the code of templates is kept for the next process, and a digest of all that decides it beside their source."""

    folder: Path
    made: str


class _Codes(BytecodeCache):
    """The code of templates, kept for all environments of this process: those of several publications share most of it."""

    def __init__(self, kept: Kept | None) -> None:
        self._known: dict[str, tuple[str, CodeType]] = {}
        self._kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template whose source is as it was."""
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code
        elif self._kept:
            data = keepsakes.kept(self._path(bucket, self._kept), under=self._kept.made)
            if data is not None:
                with suppress(EOFError, ValueError, TypeError):
                    bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template in the place of what it was."""
        if bucket.code is not None:
            self._known[bucket.key] = (bucket.checksum, bucket.code)
        if bucket.code is not None and self._kept:
            keepsakes.keep(self._path(bucket, self._kept), bucket.bytecode_to_string(), under=self._kept.made)

    def _path(self, bucket: Bucket, kept: Kept) -> Path:
        return kept.folder / f"{bucket.key}.code"


class Templates:
    """The templates of a publication (`folder`, or None) over those of the package.

    They are compiled once a process, or, where their code is `kept`, once.
    """

    def __init__(self, folder: Path | None, *, kept: Kept | None = None) -> None:
        self.folder = folder
        self._roots = looks.roots(folder)
        self._environment = _environment(self._roots, kept)

    def exists(self, name: str) -> bool:
        """Whether there is a template of this name."""
        return any((root / name).is_file() for root in self._roots)

    def of_genre(self, issue: Issue, name: str) -> str:
        """The template of an issue's genre; else that of the built-in one which it is like, else the weekly's."""
        found = (f"issue/{genre}/{name}" for genre in (issue.genre, issue.anatomy))
        return next((one for one in found if self.exists(one)), f"issue/{DEFAULT_GENRE}/{name}")

    def names(self) -> tuple[str, ...]:
        """The names of all templates, the publication's own and the package's."""
        found = {path.relative_to(root).as_posix() for root in self._roots for path in root.rglob("*.j2")}
        return tuple(sorted(found))

    def compile(self, name: str) -> None:
        """Compile a template without rendering it.

        Raises:
            ResultError: it is wrong; names file and line.
        """
        self._told(name, lambda: self._environment.get_template(name))

    def render(self, name: str, /, **values: object) -> str:
        """The text that a template gives with these values.

        Raises:
            ResultError: the template is missing or wrong; names file and line.
        """
        return self._render(self._environment, name, values)

    def traced(self, name: str, /, **values: object) -> tuple[str, tuple[Place, ...]]:
        """The same text (but for empty space) and, for each of its lines, the template's line that gave it."""
        text = self._render(_environment(self._roots, None, _Traced), name, values)
        places: list[Place] = []
        last, lines = Place(name=name, line=1), []
        for line in text.split("\n"):
            marks = [*_TRACE.finditer(line)]
            found = next((mark for mark in marks if _gives_text(line, mark.end())), None)
            if found or marks:
                found = found or marks[-1]
                last = Place(name=found[2], line=int(found[1]))
            places.append(last)
            lines.append(_TRACE.sub("", line))
        return "\n".join(lines), tuple(places)

    def _render(self, environment: Environment, name: str, values: dict[str, object]) -> str:
        return self._told(name, lambda: environment.get_template(name).render(values))

    def _told(self, name: str, work: Callable[[], T]) -> T:
        """What the work gives; a fault of a template is told with its place."""
        try:
            return work()
        except DigestError:
            raise
        except TemplateSyntaxError as error:
            place = Place(name=self._short(error.filename or error.name or name), line=error.lineno)
            raise ResultError(str(place), error.message or "syntax error", "mend the template") from None
        except TemplateNotFound as error:
            where = ", ".join(str(root) for root in self._roots)
            raise ResultError(
                f"templates/{error.name}", "no such template", f"looked for in {where}"
            ) from None
        except (TemplateError, TypeError, ValueError, AttributeError, LookupError, ArithmeticError) as error:
            place = self._place(error.__traceback__, name)
            raise ResultError(str(place), str(error), "mend the template") from None

    def _place(self, trace: TracebackType | None, name: str) -> Place:
        for frame in reversed(traceback.extract_tb(trace)):
            if any(Path(frame.filename).is_relative_to(root) for root in self._roots):
                return Place(name=self._short(frame.filename), line=frame.lineno or 1)
        return Place(name=name, line=1)

    def _short(self, filename: str) -> str:
        path = Path(filename)
        for root in self._roots:
            if path.is_relative_to(root):
                return path.relative_to(root).as_posix()
        return filename


def _gives_text(line: str, start: int) -> bool:
    """Whether text stands behind a mark before the next one."""
    end = line.find(_OPEN, start)
    return bool((line[start:] if end < 0 else line[start:end]).strip())


@lru_cache(maxsize=16)
def _environment(roots: tuple[Path, ...], kept: Kept | None, *extensions: type[Extension]) -> Environment:
    environment = Environment(
        loader=_Loader([str(root) for root in roots]),
        autoescape=select_autoescape(ESCAPED),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=extensions,
        bytecode_cache=_codes(kept, extensions),
    )
    environment.filters["wrapped"] = wrapped
    environment.filters["parted"] = parted
    environment.filters["display_width"] = display_width
    return environment


@lru_cache(maxsize=16)
def _codes(kept: Kept | None, extensions: tuple[type[Extension], ...]) -> _Codes:
    """The codes of environments with these extensions, which may change what a source becomes."""
    del extensions
    return _Codes(kept)
