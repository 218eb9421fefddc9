"""config.toml as one validated value; every mistake is told at once, with its path and, where that is cheap, its line.

Relative paths start at the folder of the file. `--config` goes before `DIGEST_CONFIG` before `./config.toml`.
The reference page docs/reference/configuration.md is tested against these classes.
"""

from __future__ import annotations

import os
import re
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from digest.codec import fingerprint
from digest.errors import ConfigurationError, UsageError
from digest.model import Rights

EditionLanguage = Literal["ko", "en"]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f'"{name}" is not a time zone; write an IANA name such as "Asia/Seoul"') from None
    return name


_CRON_FIELD = r"[\d*/,\-A-Za-z]+"


def _cron(text: str) -> str:
    if text and not re.fullmatch(rf"{_CRON_FIELD}(\s+{_CRON_FIELD}){{4}}", text.strip()):
        raise ValueError(
            f'"{text}" is not a cron expression of five fields; Monday at seven is "0 7 * * mon"'
        )
    return text.strip()


_DURATION = re.compile(r"(?:(\d+)d)?\s*(?:(\d+)h)?\s*(?:(\d+)m(?:in)?)?\s*(?:(\d+)s)?")


def _duration(value: Any) -> Any:
    if isinstance(value, str):
        found = _DURATION.fullmatch(value.strip())
        if not found or not any(found.groups()):
            raise ValueError(f'"{value}" is not a length of time; write "6h", "30m", "2d" or "90s"')
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return value


def _regular(pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f'"{pattern}" is not a regular expression: {error}') from None


def _published(text: str) -> str:
    """A month, a day or a moment."""
    try:
        datetime.fromisoformat(f"{text}-01" if len(text) == len("2025-02") else text or "2025-02-01")
    except ValueError:
        raise ValueError(f'"{text}" is not a date; write 2025-02, 2025-02-01 or an ISO moment') from None
    return text


def _address(text: str) -> str:
    if text and not re.fullmatch(r"[^@\s<>\",;]+@[^@\s<>\",;]+", text):
        raise ValueError(f'"{text}" is not an e-mail address')
    return text


Zone = Annotated[str, AfterValidator(_zone)]
Cron = Annotated[str, AfterValidator(_cron)]
Address = Annotated[str, AfterValidator(_address)]
Duration = Annotated[timedelta, BeforeValidator(_duration), Field(ge=timedelta(0))]
Wait = Annotated[timedelta, BeforeValidator(_duration), Field(gt=timedelta(0))]
Key = Annotated[str, Field(pattern=r"^[\w][\w .·-]*$", max_length=80)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]


class Table(BaseModel):
    """A table of config.toml: what it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)


class Sender(Table):
    """Who sends the mail: what the law asks every mail to say."""

    name: str = ""
    address: Address = "newsletter@example.org"
    contact: str = ""


class Publication(Table):
    """The newsletter itself."""

    id: Slug
    name: str = Field(min_length=1)
    language: EditionLanguage = "ko"
    editions: tuple[EditionLanguage, ...] = ()
    timezone: Zone = "Asia/Seoul"
    sender: Sender = Sender()
    archive_url: str = ""


class Storage(Table):
    """Where the program keeps what it knows."""

    path: Path = Path("var/digest.sqlite3")
    keep_texts: Duration = timedelta(days=730)


class Output(Table):
    """Where results are written."""

    issues: Path = Path("var/issues")
    archive: Path = Path("var/archive")
    outbox: Path = Path("var/outbox")


class SourceFile(Table):
    """What a file of a folder does not say of itself."""

    match: str = Field(min_length=1)
    outlet: str = ""
    published: Annotated[str, AfterValidator(_published)] = ""
    language: EditionLanguage | None = None
    category: str = ""


class Profile(Table):
    """What was learned or corrected about a source's layout (regular expressions over whole lines)."""

    heading: str = ""
    end: str = ""
    drop: tuple[str, ...] = ()
    whole: bool = False

    @model_validator(mode="after")
    def _patterns(self) -> Profile:
        for pattern in (self.heading, self.end, *self.drop):
            _regular(pattern)
        return self


class Source(Table):
    """A configured inlet."""

    key: Key
    kind: Literal["feed", "page", "mailbox", "folder"]
    name: str = ""
    url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    path: Path | None = None
    language: EditionLanguage | None = None
    category: str = ""
    weight: float = Field(default=1.0, ge=0, le=10)
    rights: Rights = "quote"
    full_text: bool = False
    pattern: str = ""
    enabled: bool = True
    profile: Profile = Profile()
    files: tuple[SourceFile, ...] = ()

    @model_validator(mode="after")
    def _inlet(self) -> Source:
        _regular(self.pattern)
        if bool(self.url) == bool(self.path):
            raise ValueError("give either url or path")
        if self.kind in ("mailbox", "folder") and not self.path:
            raise ValueError(f'kind "{self.kind}" is read from a path')
        return self

    @property
    def label(self) -> str:
        """The source as an error names it."""
        return f'{self.kind} "{self.name or self.key}"'


class Fetch(Table):
    """Limits and manners of fetching."""

    timeout: Wait = timedelta(seconds=20)
    max_bytes: int = Field(default=10_000_000, ge=1_000)
    max_redirects: int = Field(default=5, ge=0, le=20)
    user_agent: str = "Ganchu/0.1 (newsletter digest)"
    allow_hosts: tuple[str, ...] = ()
    connections: int = Field(default=8, ge=1, le=64)


class Analysis(Table):
    """How stories are grouped."""

    window_days: int = Field(default=30, ge=1)
    strictness: float = Field(default=0.5, ge=0, le=1)
    user_words: tuple[str, ...] = ()


class Summary(Table):
    """How much an item tells."""

    sentences: int = Field(default=3, ge=1, le=12)
    max_characters: int = Field(default=600, ge=80)


class SectionRule(Table):
    """A section of the issue and the words that lead a story into it."""

    key: Slug
    title: str = Field(min_length=1)
    words: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


class Interests(Table):
    """What this publication's readers care for: words that rank a story up or down."""

    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()


class Genre(Table):
    """A kind of issue."""

    period: Literal["day", "week", "month", "quarter", "half-year", "year"] = "week"
    items: int = Field(default=12, ge=1, le=200)
    leads: int = Field(default=1, ge=0)
    lines: int = Field(default=8, ge=0)
    sentences: int | None = Field(default=None, ge=1, le=12)
    title: str = ""


class Schedule(Table):
    """When issues go out."""

    cron: Cron = ""
    genre: str = "weekly"
    grace: Duration = timedelta(hours=6)
    approval: Literal["required", "automatic"] = "required"
    holidays: Literal["ignore", "skip", "before", "after"] = "ignore"
    dates: tuple[date, ...] = ()


class Secret(Table):
    """A secret that stands elsewhere: in an environment variable or in a file."""

    env: str = ""
    file: Path | None = None

    @model_validator(mode="after")
    def _one(self) -> Secret:
        if bool(self.env) == bool(self.file):
            raise ValueError('give { env = "NAME" } or { file = "PATH" }, never the secret itself')
        return self


class Delivery(Table):
    """How mail leaves."""

    kind: Literal["outbox", "smtp"] = "outbox"
    host: str = "localhost"
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["none", "starttls", "tls"] = "starttls"
    username: str = ""
    password: Secret | None = None
    timeout: Wait = timedelta(seconds=30)
    uncertain: Literal["hold", "resend"] = "hold"
    per_second: float = Field(default=0, ge=0)


class Config(Table):
    """The whole of config.toml."""

    publication: Publication
    storage: Storage = Storage()
    output: Output = Output()
    sources: tuple[Source, ...] = ()
    fetch: Fetch = Fetch()
    analysis: Analysis = Analysis()
    summary: Summary = Summary()
    sections: tuple[SectionRule, ...] = ()
    interests: Interests = Interests()
    genres: dict[Slug, Genre] = {"weekly": Genre()}
    schedule: Schedule = Schedule()
    delivery: Delivery = Delivery()
    folder: Path = Field(default=Path(), exclude=True, repr=False)

    @model_validator(mode="after")
    def _keys(self) -> Config:
        mistakes = [
            f'sources: the key "{key}" is used twice' for key in _repeated(s.key for s in self.sources)
        ]
        mistakes += [
            f'sections: the key "{key}" is used twice' for key in _repeated(s.key for s in self.sections)
        ]
        if self.schedule.genre not in self.genres:
            known = ", ".join(sorted(self.genres))
            mistakes.append(f'schedule.genre: "{self.schedule.genre}" is not one of the genres ({known})')
        if mistakes:
            raise ValueError("; ".join(mistakes))
        return self

    def at(self, path: Path) -> Path:
        """A configured path as an absolute one."""
        return path if path.is_absolute() else self.folder / path

    def source(self, key: str) -> Source | None:
        """The source of this key, or None."""
        return next((source for source in self.sources if source.key == key), None)

    @property
    def zone(self) -> ZoneInfo:
        """The publication's time zone."""
        return ZoneInfo(self.publication.timezone)

    @property
    def fingerprint(self) -> str:
        """A checksum of every setting that can change an issue (not of where the folder lies)."""
        return fingerprint(self.model_dump_json(exclude={"folder", "delivery", "storage", "output", "fetch"}))


def _repeated(keys: Any) -> list[str]:
    seen: set[str] = set()
    return [key for key in keys if key in seen or seen.add(key)]  # type: ignore[func-returns-value]


def locate(given: Path | None) -> Path:
    """The configuration file that holds: `--config`, else `DIGEST_CONFIG`, else `./config.toml`.

    Raises:
        UsageError: there is none.
    """
    path = given or Path(os.environ.get("DIGEST_CONFIG") or "config.toml")
    if path.is_dir():
        path = path / "config.toml"
    if not path.is_file():
        raise UsageError(
            str(path), "no such configuration file", "run `digest init my-letter`, or name one with --config"
        )
    return path


def load(path: Path) -> Config:
    """Read and check a configuration file.

    Raises:
        ConfigurationError: every mistake found, one line each.
        UsageError: the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(str(path), f"cannot be read ({error})", "save it as UTF-8 text") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(str(path), (f"not TOML: {error}",)) from None
    if "folder" in data:
        raise ConfigurationError(str(path), ("folder: unknown setting",))
    try:
        return Config.model_validate({**data, "folder": path.resolve().parent})
    except ValidationError as error:
        mistakes = dict.fromkeys(_mistake(dict(found), data, text) for found in error.errors())
        raise ConfigurationError(str(path), tuple(mistakes)) from None


def _mistake(found: dict[str, Any], data: dict[str, Any], text: str) -> str:
    where, line = _place(found["loc"], data, text)
    message = _MESSAGES.get(found["type"], found["msg"]).removeprefix("Value error, ")
    given = found.get("input")
    if "password" in found["loc"]:  # what stands there may be the secret itself: never show it
        given, message = None, _ELSEWHERE if found["type"] != "value_error" else message
    if found["type"] not in ("value_error", "missing", "extra_forbidden") and isinstance(
        given, str | int | float
    ):
        message = f"{message} (it is {given!r})"
    at = f" (line {line})" if line else ""
    return f"{where}{at}: {message}" if where else message


_MESSAGES = {
    "missing": "is missing",
    "extra_forbidden": "unknown setting; see docs/reference/configuration.md for those there are",
}


_ELSEWHERE = 'give { env = "NAME" } or { file = "PATH" }, never the secret itself'


def _place(loc: tuple[Any, ...], data: Any, text: str) -> tuple[str, int | None]:
    """The path of a setting, arrays by key (`sources["한겨레"].url`), and its line if it can be told cheaply."""
    steps: list[str] = []
    here = data
    table: tuple[str, int] = ("", 0)
    for step in loc:
        inside = here[step] if _has(here, step) else None
        if isinstance(step, int):
            name = inside.get("key") or inside.get("match") if isinstance(inside, dict) else None
            table = (".".join(part.partition("[")[0] for part in steps), step)
            steps[-1] += f'["{name}"]' if name else f"[{step}]"
        else:
            steps.append(str(step))
        here = inside
    path = ".".join(steps)
    return path, _line(loc, table, text)


def _has(value: Any, step: Any) -> bool:
    if isinstance(step, int):
        return isinstance(value, list | tuple) and step < len(value)
    return isinstance(value, dict) and step in value


def _line(loc: tuple[Any, ...], table: tuple[str, int], text: str) -> int | None:
    names = [str(step) for step in loc if not isinstance(step, int)]
    if not names:
        return None
    parents, leaf = names[:-1], names[-1]
    header, seen, inside = ".".join(parents), -1, not parents
    fallback = None
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line.startswith("["):
            name = line.strip("[]").split("#")[0].strip(" ]")
            if line.startswith("[[") and name == table[0]:
                seen += 1
            inside = name == header and (name != table[0] or seen == table[1] or not line.startswith("[["))
            if name == ".".join(names) or (inside and fallback is None):
                fallback = number
        elif inside and re.match(rf'"?{re.escape(leaf)}"?\s*=', line):
            return number
    return fallback
