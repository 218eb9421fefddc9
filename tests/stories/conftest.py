"""Makes `reading` importable for the tests beside it, and loads the scorer."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def scorer(shared: Path) -> ModuleType:
    """The scorer of boundaries, headlines and leaked furniture, as a module."""
    spec = importlib.util.spec_from_file_location("score_unbundling", shared / "score_unbundling.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
