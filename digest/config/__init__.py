"""config.toml as one validated value; every mistake is told at once.

Relative paths start at the folder of the file. `--config` goes before `DIGEST_CONFIG` before `./config.toml`.
"""

from digest.config.reading import load, load_profile, locate
from digest.config.tables import (
    Analysis,
    Config,
    Delivery,
    Fetch,
    Genre,
    Interests,
    Output,
    Profile,
    Publication,
    Schedule,
    Secret,
    SectionRule,
    Sender,
    Source,
    SourceFile,
    Storage,
    Summary,
)

__all__ = [
    "Analysis",
    "Config",
    "Delivery",
    "Fetch",
    "Genre",
    "Interests",
    "Output",
    "Profile",
    "Publication",
    "Schedule",
    "Secret",
    "SectionRule",
    "Sender",
    "Source",
    "SourceFile",
    "Storage",
    "Summary",
    "load",
    "load_profile",
    "locate",
]
