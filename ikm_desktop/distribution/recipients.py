"""Institutions as they are kept up by hand: their regency is written as the list of regions writes it.

So that what was given is summed up by regency once, however it was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm_desktop.errors import FieldInvalid
from ikm_desktop.goods.parties import InstitutionFields, add_institution, change_institution
from ikm_desktop.participants.checks import regency_name
from ikm_desktop.participants.regions import match_regency

if TYPE_CHECKING:
    from typing import Unpack

    from ikm_desktop.office.acts import Done
    from ikm_desktop.office.book import Office

_REGENCY = "Kabupaten/kota"


def add_recipient(office: Office, *, name: str, class_: str, **fields: Unpack[InstitutionFields]) -> Done:
    """Add an institution. Raises as `add_institution`, and FieldInvalid (a regency that may be two)."""
    return add_institution(office, name=name, class_=class_, **_named(fields))


def change_recipient(
    office: Office,
    *,
    institution: int,
    name: str | None = None,
    class_: str | None = None,
    **fields: Unpack[InstitutionFields],
) -> Done:
    """Change an institution. Raises as `change_institution`, and FieldInvalid (a regency that may be two)."""
    return change_institution(office, institution=institution, name=name, class_=class_, **_named(fields))


def _named(fields: InstitutionFields) -> InstitutionFields:
    """Return the fields with the regency as the list of regions writes it; one not in the list as typed."""
    typed = fields.get("regency")
    if not typed:
        return fields
    meant = match_regency(typed)
    if meant.region is None and len(meant.candidates) > 1:
        either = " dan ".join(str(one) for one in meant.candidates)
        raise FieldInvalid(field=_REGENCY, value=typed, why=f"dapat berarti {either}; tulis yang dimaksud")
    return {**fields, "regency": regency_name(typed)}
