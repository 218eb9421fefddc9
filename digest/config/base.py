"""What every table of config.toml is."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator


class Table(BaseModel):
    """A table of config.toml: what it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

    @field_validator("*", mode="before")
    @classmethod
    def _no_truth_for_a_number(cls, value: Any, info: ValidationInfo) -> Any:
        """`strictness = true` is no 1: whoever writes it means something else."""
        if isinstance(value, bool):
            wanted = cls.model_fields[str(info.field_name)].annotation
            kinds = {wanted, *get_args(wanted)}
            if bool not in kinds and kinds & {int, float}:
                wants = "a whole number" if int in kinds else "a number"
                raise ValueError(f"write {wants} (it is {str(value).lower()})")
        return value
