"""A store that a later version of the program wrote is refused in a sentence, and stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from digest.errors import ResultError
from digest.storage.store import Store
from tests import stores

if TYPE_CHECKING:
    from pathlib import Path


def test_the_store_of_a_later_version_is_refused_by_name(tmp_path: Path):
    path = tmp_path / "digest.sqlite3"
    store = stores.opened(path)
    with store.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(ResultError, match="later version of the program") as refused:
        Store.open(path)
    assert refused.value.subject == str(path)
