"""What every table of config.toml is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Table(BaseModel):
    """A table of config.toml: what it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)
