"""Headlines of items no story of which has a title: the first sentence of one stands for it, and counts as quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.model import Headline, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.analysis.prepared import Prepared
    from digest.model import Rights, Story


def first_words(members: Sequence[Prepared], rights: Mapping[str, Rights]) -> Headline:
    """A first sentence as the headline, whole and verbatim, of a story that may be quoted where there is one."""
    free = (member for member in members if rights.get(member.story.source) != "link-only")
    story = next(free, members[0]).story
    return Headline(text=_first(story).text, story=story.id, language=story.language)


def quoted_by(headline: Headline, stories: Mapping[str, Prepared]) -> tuple[Sentence, ...]:
    """The sentence that a headline is; none where it is a title, or the editor's."""
    member = stories.get(headline.story)
    if member is None or headline.provenance == "editor" or member.story.title.strip():
        return ()
    return (_first(member.story),)


def _first(story: Story) -> Sentence:
    whole = Sentence(story=story.id, start=0, end=len(story.text), text=story.text)
    return story.sentences[0] if story.sentences else whole
