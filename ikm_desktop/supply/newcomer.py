"""Somebody who is not on any list yet and gets materials: entered and enrolled in one act."""

from __future__ import annotations

from ikm_desktop.batches.roster import enrol_in
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.participants.people import add_person_in


def add_to_batch(office: Office, *, batch: int, name: str, nik: str = "", reason: str = "") -> Done:
    """Add a person and put her into a batch; her id is the first of `Done.ids`.

    reason: why there are more people in it than places.
    Raises as `participants.people.add_person` and `batches.roster.enrol`.
    """
    with office.act("enrol") as act:
        person = add_person_in(act, name=name, nik=nik)
        enrol_in(act, batch=batch, people=[person], reason=reason)
        return act.done()
