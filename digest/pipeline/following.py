"""Where an issue's clusters go on from earlier issues: what the store knows of it, as editing takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.storage import issues, placing, storylines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.analysis.constraints import Constraints
    from digest.analysis.prepared import Prepared
    from digest.config import Config
    from digest.editing.past import Decided, Past
    from digest.language.pairs import Known
    from digest.model import Memory
    from digest.storage.store import Store


def past(
    config: Config,
    store: Store,
    name: str,
    *,
    genre: str,
    memory: Memory,
    stories: Sequence[Prepared],
    names: Known,
    decided: Constraints,
) -> Past:
    """What was told, and decided, before the issue `name` is made."""
    from digest.editing.past import Decided, Past
    from digest.language.called import called
    from digest.language.pairs import pairs, sightings

    texts = [(one.story.document, text) for one in stories for text in (one.story.title, one.story.text)]
    with store.read() as connection:
        return Past(
            told=storylines.memory(connection, genre=genre, before=name),
            items=memory.items,
            drafted=issues.item_ids(connection, name),
            decided=Decided(
                follows=storylines.follows(connection, genre=genre, before=name),
                begins=placing.begins(connection),
                apart=decided.apart,
            ),
            names=called(pairs(names, sightings(texts))),
            silent=frozenset(source.key for source in config.sources if source.rights == "link-only"),
            zone=config.zone,
        )


def overrides(decided: Decided, stories: Sequence[Prepared]) -> list[str]:
    """The editor's decisions of storylines that concern one of the stories, as lines."""
    read = {one.story.id for one in stories}
    kinds = (("follows", decided.follows), ("begins", decided.begins))
    return [
        f"{kind} {story} {line}" for kind, of in kinds for story, line in sorted(of.items()) if story in read
    ]
