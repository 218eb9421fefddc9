"""Every word that a reader sees and that is not a source's: `templates/strings.<language>.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest.errors import ResultError
from digest.rendering import looks

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("ko", "en")


class Strings:
    """The words of one language. Call it with a key and the values that its text names in braces.

    A text with a plural is a table `{ one = "…", other = "…" }`, chosen by the value `n`.
    """

    def __init__(self, language: str, table: dict[str, Any]) -> None:
        self.language = language
        self._table = table

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, filled in.

        Raises:
            ResultError: there is no such text, or it names a value that was not given.
        """
        found = self._table.get(key)
        if isinstance(found, dict):
            found = found.get("one") if values.get("n") == 1 and "one" in found else found.get("other")
        if not isinstance(found, str):
            raise ResultError(self._file, f'there is no text "{key}"', "add it to the file")
        try:
            return found.format_map(values)
        except (KeyError, ValueError, IndexError) as error:
            raise ResultError(
                self._file, f'the text "{key}" cannot be filled in ({error})', "name only values in braces"
            ) from None

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return isinstance(self._table.get(key), str)

    def listed(self, key: str) -> tuple[str, ...]:
        """A list of texts (month names)."""
        found = self._table.get(key)
        if not isinstance(found, list):
            raise ResultError(self._file, f'there is no list "{key}"', "add it to the file")
        return tuple(str(text) for text in found)

    def every(self) -> tuple[str, ...]:
        """All texts, in all their forms."""
        forms = (one.values() if isinstance(one, dict) else (one,) for one in self._table.values())
        return tuple(text for held in forms for text in held if isinstance(text, str))

    @property
    def _file(self) -> str:
        return f"strings.{self.language}.toml"


def load(folder: Path | None, language: str) -> Strings:
    """The words for a reader of `language`; English where we have no table for it."""
    known = language if language in LANGUAGES else "en"
    return Strings(known, looks.table(folder, f"strings.{known}.toml"))
