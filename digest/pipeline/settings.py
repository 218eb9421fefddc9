"""What the configuration says, as the pure core takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.analysis.ranking import RankingSettings
from digest.editing.compose import IssueSettings
from digest.editing.sections import SectionSettings
from digest.language.register import RULES
from digest.model import Publisher

if TYPE_CHECKING:
    from digest.config import Config
    from digest.language.analyser import Analyser


def version_of_analysis(analyser: Analyser, settings: IssueSettings) -> str:
    """Everything that determines an issue's sentences: their analysis and, where it has one, the rules of its register."""
    if settings.register == "as-is":
        return analyser.version
    return f"{analyser.version}; register {settings.register}, rules {RULES}"


def issue_settings(config: Config, genre: str) -> IssueSettings:
    """What the configuration says of an issue of this genre, as editing takes it."""
    kind = config.genres[genre]
    publication = config.publication
    return IssueSettings(
        publication=publication.id,
        title=kind.title or publication.name,
        genre=genre,
        language=publication.language,
        timezone=publication.timezone,
        publisher=Publisher(
            name=publication.sender.name or publication.name,
            address=publication.sender.address,
            contact=publication.sender.contact,
            archive_url=publication.archive_url,
        ),
        items=kind.items,
        leads=kind.leads,
        lines=kind.lines,
        sentences=kind.sentences or config.summary.sentences,
        max_characters=config.summary.max_characters,
        sections=tuple(SectionSettings(**section.model_dump()) for section in config.sections),
        ranking=RankingSettings(
            weights={source.key: source.weight for source in config.sources},
            more=config.interests.more,
            less=config.interests.less,
        ),
        rights={source.key: source.rights for source in config.sources},
        boxes=kind.boxes,
        register=kind.register,
    )
