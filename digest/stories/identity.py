"""Names that outlive an edit: identity comes from where a thing stood, never from all it says."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from digest.codec import fingerprint

_HEADLINE_CHARACTERS = 16


def document_id(source_key: str, locator: str) -> str:
    """The id of a document.

    Args:
        source_key: the key of its source.
        locator: its guid, or canonical URL, or path relative to the source.
    """
    return fingerprint(source_key, locator)


def story_id(document: str, headline: str, counter: int = 0) -> str:
    """The id of a story: its document's, and the fingerprint of its headline.

    Args:
        document: the document's id.
        headline: as shown; compared by its letters and digits only.
        counter: 0 for the first story of the document with this headline, 1 for the next.
    """
    name = f"{document}-{fingerprint(normalise(headline))[:_HEADLINE_CHARACTERS]}"
    return f"{name}-{counter + 1}" if counter else name


@lru_cache(maxsize=4096)
def normalise(headline: str) -> str:
    """Letters and digits only, compatibility forms unified (NFKC), case folded."""
    if headline.isascii():
        return "".join(filter(str.isalnum, headline.lower()))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", headline).casefold())
    return "".join(filter(str.isalnum, folded))
