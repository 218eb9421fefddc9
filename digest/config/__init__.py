"""config.toml as one validated value; every mistake is told at once.

Relative paths start at the folder of the file. `--config` goes before `DIGEST_CONFIG` before `./config.toml`.
"""

from digest.config.incoming import Fetch, Profile, Source, SourceFile
from digest.config.outgoing import (
    Delivery,
    Dkim,
    Live,
    MailingList,
    Notices,
    Schedule,
    Secret,
    Web,
)
from digest.config.reading import load, load_profile, locate, mistaken
from digest.config.tables import (
    Analysis,
    Config,
    Genre,
    Interests,
    Output,
    Publication,
    SectionRule,
    Sender,
    Storage,
    Summary,
)

__all__ = [
    "Analysis",
    "Config",
    "Delivery",
    "Dkim",
    "Fetch",
    "Genre",
    "Interests",
    "Live",
    "MailingList",
    "Notices",
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
    "Web",
    "load",
    "load_profile",
    "locate",
    "mistaken",
]
