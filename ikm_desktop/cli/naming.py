"""What somebody at the command line calls things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm_desktop import words
from ikm_desktop.batches.batches import batches
from ikm_desktop.errors import NotFound

if TYPE_CHECKING:
    import sqlalchemy as sa


def batch_named(connection: sa.Connection, text: str) -> int:
    """Return the batch meant by a number (2), a Roman one (II) or a name (Angkatan II). Raises NotFound."""
    wanted = text.strip().casefold()
    numeral = words.roman(int(wanted)).casefold() if wanted.isdecimal() and int(wanted) else wanted
    for one in batches(connection):
        name = one.name.casefold()
        if name == wanted or name.removeprefix("angkatan").strip() in {wanted, numeral}:
            return one.id
    raise NotFound(field="Angkatan", value=text)
