"""`digest check`: the configuration, the glossary, the terms and the templates, before anything is done with them."""

from __future__ import annotations

from digest.cli import show
from digest.cli.context import ConfigOption, configuration
from digest.errors import ResultError, UsageError


def check(config: ConfigOption = None) -> None:
    """Check the configuration, the glossary, the terms and the templates; tell every mistake at once."""
    from digest import config as configurations
    from digest.pipeline import examples, explaining, naming
    from digest.pipeline.editions import untitled
    from digest.rendering import checking

    path = configurations.locate(config)
    settings = configuration(path)
    missing = [
        f'sources["{source.key}"].path: {settings.at(source.path)} does not exist'
        for source in settings.sources
        if source.enabled and source.path and not settings.at(source.path).exists()
    ]
    for line in missing:
        show.say(f"✗ {line}", style="red")
    if missing:
        raise UsageError(
            str(path), f"{len(missing)} paths do not exist", "correct them, or set enabled = false"
        )
    naming.glossary_of(settings)
    examples.stories(settings)
    explaining.given(settings)
    faults = checking.faults(settings.folder)
    for fault in faults:
        show.fault(fault)
    if faults:
        raise ResultError(str(settings.folder / "templates"), f"{len(faults)} faults", "mend the templates")
    glossary = settings.at(settings.analysis.glossary)
    if "glossary" in settings.analysis.model_fields_set and not glossary.exists():
        show.say(f"{path}: analysis.glossary: {glossary} does not exist yet", style="yellow")
    if not any(source.enabled for source in settings.sources):
        show.say(f"{path}: no source is switched on; add [[sources]]", style="yellow")
    for language in settings.publication.several:
        for key in untitled(settings, language):
            told = f'has no title in "{language}": its own stands in that edition too, until it is translated'
            show.say(f'{path}: sections["{key}"].titles: {told}', style="yellow")
    show.say(
        f"{path}: in order (sources: {len(settings.sources)}, sections: {len(settings.sections)})",
        style="green",
    )
