"""Somebody on no list yet, entered in place and put into a batch at once."""

from __future__ import annotations

from collections.abc import Mapping

from ikm_desktop.batches.lists import batch_rows
from ikm_desktop.batches.roster import batches_of
from ikm_desktop.errors import FieldMissing
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.participants.doubles import look_alikes
from ikm_desktop.participants.people import person_of
from ikm_desktop.supply.newcomer import add_to_batch
from ui.common.labels import label
from ui.common.new_at_end import ChoiceWithNew
from ui.common.new_batch import NewBatchForm
from ui.common.new_party import Ask, NewPartyForm
from ui.theme.look import Look


class NewcomerForm(NewPartyForm):
    """Name, NIK and batch; who may already be this person is told while typing.

    batch: puts her into this one, and does not ask which. made: her place and name.
    """

    def __init__(self, office: Office, look: Look, batch: int | None = None) -> None:
        self._office, self._batch = office, batch
        asked = [Ask("name", "Nama"), Ask("nik", "NIK")]
        if batch is None:
            with office.reading() as connection:
                rows = [row.batch for row in batch_rows(connection) if row.batch.closed_on is None]
            open_ones = [(one.id, one.name) for one in reversed(rows)]
            choices = [(str(number), name) for number, name in open_ones]
            asked.append(Ask("batch", "Angkatan", choices, makes_new=True))
        asked.append(Ask("reason", "Alasan bila angkatan penuh"))
        super().__init__(look, "peserta", asked, self._add_person, self._place_of)
        self.alike = label("", "muted")
        self.alike.setWordWrap(True)
        self.alike.hide()
        self.put_inside(self.alike)
        if batch is None:
            self._offer_new_batch(look)
        for key in ("name", "nik"):
            self.line_of(key).textChanged.connect(self._tell_alike)

    def _offer_new_batch(self, look: Look) -> None:
        choice = self.fields["batch"]
        if not isinstance(choice, ChoiceWithNew):
            raise TypeError(type(choice).__name__)
        self.new_batch = NewBatchForm(self._office, look, choice, as_text=True)
        self.put_inside(self.new_batch)

    def _tell_alike(self) -> None:
        """Tell who in the book may be the one that is typed, with her batches."""
        name, nik = (self.line_of(key).text().strip() for key in ("name", "nik"))
        told = []
        if len(name) > 2 or nik:  # noqa: PLR2004 - of fewer letters nobody is known
            with self._office.reading() as connection:
                found = look_alikes(connection, name=name, nik=nik, most=3)
                named = batches_of(connection, [one.person.id for one in found])
            for one in found:
                where = ", ".join(batch.name for batch in named.get(one.person.id, ()))
                told.append(f"{one.person.name} ({', '.join(part for part in (where, one.why) if part)})")
        self.alike.setText(f"Mungkin sudah ada: {'; '.join(told)}." if told else "")
        self.alike.setVisible(bool(told))

    def _add_person(self, texts: Mapping[str, str]) -> Done:
        chosen = texts.get("batch", str(self._batch))
        if not chosen.isdecimal():
            raise FieldMissing(field="Angkatan")
        return add_to_batch(
            self._office, batch=int(chosen), name=texts["name"], nik=texts["nik"], reason=texts["reason"]
        )

    def _place_of(self, done: Done) -> int:
        with self._office.reading() as connection:
            return person_of(connection, done.ids[0]).place
