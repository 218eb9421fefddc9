"""The tables of config.toml that say what is read, and how it is fetched."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from digest.config.base import Table
from digest.config.values import EditionLanguage, Key, Pattern, Published, Text, Wait
from digest.model import Rights

WEB = r"^((?i:https?)://\S+)?$"
"""An address of the web, or none."""


class SourceFile(Table):
    """What a file of a folder does not say of itself."""

    match: str = Field(min_length=1)
    outlet: str = ""
    published: Published = ""
    language: EditionLanguage | None = None
    category: Text = ""


class Profile(Table):
    """What was learned or corrected about a source's layout (regular expressions searched in lines)."""

    heading: Pattern = ""
    split: Pattern = ""
    category: Pattern = ""
    start: Pattern = ""
    end: Pattern = ""
    not_heading: tuple[Pattern, ...] = ()
    drop: tuple[Pattern, ...] = ()
    keep: tuple[Pattern, ...] = ()
    one_line: bool = False
    whole: bool = False

    @model_validator(mode="after")
    def _together(self) -> Profile:
        if self.whole and (self.heading or self.split or self.one_line):
            raise ValueError(
                "whole = true makes each document one story: leave heading, split and one_line out"
            )
        if self.heading and self.split:
            raise ValueError("give heading or split, not both: each says where stories begin")
        return self


class Source(Table):
    """A configured inlet."""

    key: Key
    kind: Literal["feed", "page", "mailbox", "folder"]
    name: str = ""
    url: str = Field(default="", pattern=WEB)
    path: Path | None = None
    language: EditionLanguage | None = None
    category: Text = ""
    weight: float = Field(default=1.0, ge=0, le=10)
    cap: int | None = Field(default=None, ge=0)
    rights: Rights = "quote"
    full_text: bool = False
    pattern: Pattern = ""
    enabled: bool = True
    profile: Profile = Profile()
    files: tuple[SourceFile, ...] = ()

    @model_validator(mode="after")
    def _inlet(self) -> Source:
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
