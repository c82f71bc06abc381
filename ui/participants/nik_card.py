"""What her NIK says: birth date, sex, region; taken over where asked, nothing written over silently."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ikm_desktop import words
from ikm_desktop.participants import regions
from ikm_desktop.participants.nik import Nik, nik_warnings
from ikm_desktop.participants.person import LABELS
from ui.common.labels import button, card, label
from ui.theme.look import Look


class NikCard(QFrame):
    """The card. taken: values for fields of the form, by name, that were asked for."""

    taken = Signal(object)

    def __init__(self, look: Look, today: date, ages: range) -> None:
        super().__init__()
        self._today, self._ages = today, ages
        self._said: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        self.told = label("Isi NIK 16 angka.", "muted")
        self.told.setWordWrap(True)
        self.use = button("&Pakai", look)
        self.use.setAccessibleName("Pakai isi NIK untuk isian yang kosong")
        self.use.clicked.connect(lambda _checked=False: self.taken.emit(self._empty()))
        self.replace = button("&Ganti yang berbeda", look)
        self.replace.clicked.connect(lambda _checked=False: self.taken.emit(self._other()))
        frame, inside = card("Dari NIK")
        inside.addWidget(self.told)
        row = QHBoxLayout()
        row.addWidget(self.use)
        row.addWidget(self.replace)
        row.addStretch()
        inside.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.use.hide()
        self.replace.hide()

    def show_nik(self, nik: Nik | None, typed: dict[str, str], born: object) -> None:
        """Tell what a NIK says beside what is typed into "born", "sex" and "regency"; born: as understood."""
        self._typed = typed
        self._said = {} if nik is None else self._read(nik)
        self.told.setText("Isi NIK 16 angka." if nik is None else self._sentences(nik, born))
        self.use.setVisible(bool(self._empty()))
        self.replace.setVisible(bool(self._other()))

    def _read(self, nik: Nik) -> dict[str, str]:
        day, region = nik.born(self._today, self._ages), regions.region(nik.regency_code)
        said = {"born": words.short_date(day) if day else "", "sex": nik.sex}
        said["regency"] = str(region) if region else ""
        return {name: value for name, value in said.items() if value}

    def _empty(self) -> dict[str, str]:
        return {name: value for name, value in self._said.items() if not self._typed.get(name, "").strip()}

    def _other(self) -> dict[str, str]:
        """Return what differs; where she lives now need not be where she was registered first."""
        return {
            name: value
            for name, value in self._said.items()
            if name != "regency" and self._typed.get(name, "").strip().upper() not in {"", value}
        }

    def _sentences(self, nik: Nik, born: object) -> str:
        day, region = nik.born(self._today, self._ages), regions.region(nik.regency_code)
        sex = self._typed.get("sex", "").strip().upper()
        lines = [
            f"Lahir: {words.long_date(day)}" if day else "Lahir: bukan tanggal",
            f"L/P: {nik.sex}",
            f"Terdaftar pertama di: {region or 'wilayah tidak dikenal'}",
        ]
        odd = nik_warnings(
            nik,
            today=self._today,
            born=born if isinstance(born, date) else None,
            sex="L" if sex == "L" else "P" if sex == "P" else None,
            region_known=region is not None,
            ages=self._ages,
        )
        lines += [f"Periksa: {warning.text}." for warning in odd]
        lines += [
            f"{LABELS[name]}: tertulis {self._typed[name].strip()}, menurut NIK {value}."
            for name, value in self._other().items()
        ]
        return "\n".join(lines)
