"""The text part of a mail: a good letter in itself, in lines of 72 columns, every source with its address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.rendering.templates import Templates


def render_text(templates: Templates, name: str, values: Mapping[str, object]) -> str:
    """The text that a template gives: no space at the end of a line, no more than two empty lines, one at the end.

    Raises:
        ResultError: the template is missing or wrong; names file and line.
    """
    text = templates.render(name, **values)
    text = re.sub(r"[ \t]+\n", "\n", text.replace("\N{NO-BREAK SPACE}", " "))
    return re.sub(r"\n{4,}", "\n\n\n", text).strip("\n") + "\n"
