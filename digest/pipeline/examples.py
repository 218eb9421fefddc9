"""The example stories of sections: written in the configuration, or read from a file or folder."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest import codec
from digest.errors import ConfigurationError
from digest.language.detect import detect
from digest.model import Story

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.analysis.prepared import Prepared
    from digest.config import Config
    from digest.language.analyser import Analyser

MOST = 500
"""Examples of a section."""
_TEXTS = (".txt", ".md")


def stories(config: Config) -> dict[str, tuple[Story, ...]]:
    """Section → its examples.

    Raises:
        ConfigurationError: a file cannot be read or holds no examples; every such mistake, one line each.
    """
    found: dict[str, tuple[Story, ...]] = {}
    mistakes: list[str] = []
    for section in config.sections:
        try:
            told = tuple(_told(config, section.examples))
        except (OSError, ValueError) as error:
            mistakes.append(f'sections["{section.key}"].examples: {error}')
            continue
        found[section.key] = tuple(
            Story(
                id=f"example {section.key} {number}",
                document=f"example {section.key}",
                source="",
                title=title,
                text=text,
                language=detect(title, text),
            )
            for number, (title, text) in enumerate(told, 1)
        )
    if mistakes:
        raise ConfigurationError(
            str(config.folder / config.file), tuple(mistakes), config.publication.language
        )
    return found


def prepared(config: Config, analyser: Analyser) -> Mapping[str, tuple[Prepared, ...]]:
    """The examples, analysed.

    Raises:
        ConfigurationError: as for `stories`.
    """
    from digest.analysis.prepared import prepare

    found = stories(config)
    ready = iter(prepare([one for told in found.values() for one in told], analyser))
    return {key: tuple(next(ready) for _ in told) for key, told in found.items()}


def fingerprint(config: Config, settings: str) -> str:
    """The fingerprint of the settings together with what the files of examples say; theirs alone where there is none.

    Raises:
        ConfigurationError: as for `stories`.
    """
    if not any(isinstance(section.examples, Path) for section in config.sections):
        return settings
    found = stories(config)
    return codec.fingerprint(
        settings, *(f"{key}\n{one.title}\n{one.text}" for key, told in found.items() for one in told)
    )


def _told(config: Config, examples: tuple[str, ...] | Path) -> Iterator[tuple[str, str]]:
    """Title and text of each example."""
    if not isinstance(examples, Path):
        yield from (_headed(text) for text in examples)
        return
    path = config.at(examples)
    if not path.exists():
        raise ValueError(f"{path} does not exist: name a folder of .txt or .md files, or a JSON Lines file")
    found = list(_files(path) if path.is_dir() else _lines(path))
    if not found:
        raise ValueError(f"{path} holds no example: put .txt or .md files there, or name a JSON Lines file")
    if len(found) > MOST:
        raise ValueError(f"{path} holds {len(found)} examples: {MOST} are enough")
    yield from found


def _headed(text: str) -> tuple[str, str]:
    """The first line is the title."""
    title, _, rest = text.strip().partition("\n")
    return title.removeprefix("# ").strip(), rest.strip()


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.iterdir(), key=lambda one: one.name):
        if path.suffix.lower() in _TEXTS and path.is_file():
            yield _headed(_read(path))


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """A story a line, as `digest stories --json` writes them."""
    # Only a line feed ends a line: JSON may hold other line ends (U+2028) within a string.
    for number, line in enumerate(_read(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row: Any = json.loads(line)
        except json.JSONDecodeError:
            row = None
        if not isinstance(row, dict) or row.get("type", "story") not in ("story", "part", "event"):
            raise ValueError(f'line {number} of {path} is no story: write {{"title": "…", "text": "…"}}')
        title, text = (unicodedata.normalize("NFC", str(row.get(key) or "")) for key in ("title", "text"))
        if row.get("type", "story") == "story" and (title or text):
            yield title, text


def _read(path: Path) -> str:
    """A file's text, its letters as texts have them: macOS may write NFD."""
    try:
        return unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError(f"{path} is not in UTF-8: save it so") from None
