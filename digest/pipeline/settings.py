"""What the configuration says, as the pure core takes it.

What only a new building needs is loaded where it is needed: where nothing has changed, that is most of the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.config import expressions
from digest.editing.identity import issue_id
from digest.editing.looking_back import ANATOMIES
from digest.model import Publisher, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digest.analysis.prepared import Prepared
    from digest.config import Config
    from digest.config.tables import SectionRule
    from digest.config.values import EditionLanguage
    from digest.editing.filters import FilterSettings
    from digest.editing.material import IssueSettings
    from digest.language.analyser import Analyser
    from digest.model import Period


def version_of_analysis(analyser: Analyser, settings: IssueSettings) -> str:
    """Everything that determines an issue's sentences: their analysis and, where it has one, the rules of its register."""
    from digest.language import register

    if settings.register == "as-is":
        return analyser.version
    return f"{analyser.version}; {register.version(settings.register)}"


def issue_settings(
    config: Config,
    genre: str,
    examples: Mapping[str, tuple[Prepared, ...]],
    edition: EditionLanguage | None = None,
) -> IssueSettings:
    """What the configuration says of an issue of this genre, as editing takes it; `examples` are by section.

    `edition` is its language, by default that of the primary edition.
    """
    from digest.analysis.ranking import RankingSettings
    from digest.editing.material import IssueSettings
    from digest.editing.sections import SectionSettings

    kind = config.genres[genre]
    publication = config.publication
    language = edition or publication.language
    return IssueSettings(
        publication=publication.id,
        title=config.title_of(genre, language),
        genre=genre,
        language=language,
        timezone=publication.timezone,
        publisher=Publisher(
            name=publication.sent_by(language),
            address=publication.sender.address,
            contact=publication.sender.contact,
            archive_url=publication.archive_url,
        ),
        items=kind.items,
        leads=kind.leads,
        lines=kind.lines,
        sentences=kind.sentences or config.summary.sentences,
        max_characters=config.summary.max_characters,
        sections=tuple(
            SectionSettings(
                key=section.key,
                title=section.titles.get(language, section.title),
                words=section.words,
                categories=section.categories,
                examples=examples.get(section.key, ()),
            )
            for section in sections(config, genre)
        ),
        ranking=RankingSettings(
            weights={source.key: source.weight for source in config.sources},
            more=_wanted(config.interests.more),
            less=_wanted(config.interests.less),
        ),
        rights={source.key: source.rights for source in config.sources},
        caps={source.key: source.cap for source in config.sources if source.cap is not None},
        boxes=kind.boxes,
        register=kind.register,
        anatomy=config.anatomy(genre),
        points=kind.points,
        details=kind.details,
        editions=publication.several,
    )


def primary_id(config: Config, genre: str, period: Period, line: str = "") -> str:
    """The id of an issue's primary edition, by which its building and its memory know it."""
    publication = config.publication
    edition = publication.language if publication.several else ""
    return issue_id(publication.id, genre, period, line, edition=edition)


def edition_ids(config: Config, name: str) -> tuple[str, ...]:
    """The ids that the editions of an issue may have, by that of its primary one; `name` alone where there is one only."""
    primary = config.publication.language
    several = config.publication.several
    return tuple(f"{name.removesuffix(primary)}{language}" for language in several) or (name,)


def sections(config: Config, genre: str) -> tuple[SectionRule, ...]:
    """The sections of a genre; what looks back on whole affairs ranks them, and has those alone that it names itself."""
    if config.anatomy(genre) in ANATOMIES and not config.genres[genre].sections:
        return ()
    return config.sections_of(genre)


def section_keys(config: Config, genre: str) -> list[str]:
    """What the editor's file of an issue of a genre may call a section."""
    return [section.key for section in sections(config, genre)]


def filter_settings(config: Config) -> FilterSettings:
    """What the publication does not want to read."""
    from digest.editing.filters import FilterSettings

    interests = config.interests
    return FilterSettings(
        drop=_wanted(interests.drop), only=_wanted(interests.only), keep=_wanted(interests.keep)
    )


def _wanted(written: Iterable[str]) -> tuple[Wanted, ...]:
    return tuple(Wanted(written=text, of=expressions.parse(text)) for text in written)
