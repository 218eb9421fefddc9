"""The same document read by two sources: a feed under two addresses, or a feed and the page that its entries lead to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from digest import events

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from digest.config import Config, Source
    from digest.model import Document

RIGHTS = ("link-only", "quote", "open")
"""From what may be quoted least to what may be quoted most."""
FEW = 2
"""A source that gives fewer documents, all of them another's, may do so by chance: it is not told."""


def once(
    config: Config, documents: Sequence[Document], observer: events.Observer = events.ignore
) -> tuple[Document, ...]:
    """The documents, each once; of several that are one, that which says most, then that which may be quoted most.

    Documents of two sources are one where address and title are the same, or outlet, title and text. So no rights of a
    source are had twice, and no outlet counts as a copy of itself. What one source gives is its own affair.
    """
    sources = {source.key: (place, source) for place, source in enumerate(config.sources)}

    def worth(document: Document) -> tuple[int, int, int]:
        place, source = sources[document.source]
        return len(document.text), RIGHTS.index(source.rights), -place

    given = Counter((document.source, name) for document in documents for name in _names(document))
    several = {
        name for (_, name), count in given.items() if count > 1
    }  # one page, many entries: it names none
    kept: dict[Hashable, Document] = {}
    for document in sorted(documents, key=worth, reverse=True):
        for name in _names(document):
            kept.setdefault(name, document)
    taken = {
        document.id: kept[name]
        for document in documents
        for name in _names(document)
        if name not in several and kept[name].source != document.source
    }
    for source in config.sources:
        _tell(config, source, documents, taken, observer)
    return tuple(document for document in documents if document.id not in taken)


def _names(document: Document) -> Iterator[Hashable]:
    """All that two documents may be known by as one."""
    title = "".join(document.title.split()).casefold()
    if document.url and title:
        yield "address", document.url, title
    yield "text", document.outlet or document.source, document.version


def _tell(
    config: Config,
    source: Source,
    documents: Sequence[Document],
    taken: dict[str, Document],
    observer: events.Observer,
) -> None:
    """Tell of a source that brings nothing but what others bring."""
    own = [document for document in documents if document.source == source.key]
    if len(own) < FEW or any(document.id not in taken for document in own):
        return
    others = {taken[document.id].source for document in own}
    named = " and ".join(one.label for one in config.sources if one.key in others)
    told = f"all of its {len(own)} documents are those of {named}: they count once; if it is the same source, take one of them out of config.toml"
    observer(events.Noted(stage="read", subject=source.label, message=told))
