"""An institution not known yet, entered in place where one is picked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from ikm_desktop.distribution.recipients import add_recipient
from ikm_desktop.goods.parties import CLASSES, similar_names
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.participants import regions
from ui.common.labels import label
from ui.common.new_party import Ask, NewPartyForm
from ui.theme.look import Look

_NTT = "53"


class NewInstitutionForm(NewPartyForm):
    """Name, class, regency, address and who signs; names like this are told while typing.

    made: its place and name.
    """

    def __init__(self, office: Office, look: Look) -> None:
        self._office = office
        super().__init__(
            look,
            "lembaga",
            (
                Ask("name", "Nama"),
                Ask("class_", "Golongan", tuple(CLASSES.items())),
                Ask("regency", "Kabupaten/Kota"),
                Ask("address", "Alamat"),
                Ask("signer", "Penanda tangan"),
                Ask("signer_title", "Jabatan"),
            ),
            self._add_institution,
            lambda done: done.ids[0],
        )
        offered = QCompleter([str(one) for one in regions.regencies(_NTT)], self)
        offered.setFilterMode(Qt.MatchFlag.MatchContains)
        offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.line_of("regency").setCompleter(offered)
        self.alike = label("", "muted")
        self.alike.setWordWrap(True)
        self.alike.hide()
        self.put_inside(self.alike)
        self.line_of("name").textChanged.connect(self._tell_alike)

    def _tell_alike(self, name: str) -> None:
        """Tell which institutions bear a name like this, those put away too."""
        with self._office.reading() as connection:
            found = similar_names(connection, "institution", name)
        self.alike.setText(f"Mungkin sudah ada: {'; '.join(found)}." if found else "")
        self.alike.setVisible(bool(found))

    def _add_institution(self, texts: Mapping[str, str]) -> Done:
        return add_recipient(
            self._office,
            name=texts["name"],
            class_=texts["class_"],
            regency=texts["regency"],
            address=texts["address"],
            signer=texts["signer"],
            signer_title=texts["signer_title"],
        )
