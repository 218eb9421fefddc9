"""The words of the preview itself, in the publication's language; an editor reads them, no subscriber does."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

LANGUAGES = ("ko", "en")


@lru_cache(maxsize=len(LANGUAGES))
def words(language: str) -> dict[str, str]:
    """Key → text; English where we have no table for the language."""
    known = language if language in LANGUAGES else "en"
    text = (resources.files("digest.web.preview") / f"words.{known}.toml").read_text(encoding="utf-8")
    return {key: str(value) for key, value in tomllib.loads(text).items()}
