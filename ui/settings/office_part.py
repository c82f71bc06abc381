"""Kantor & kop: who the office is, with the letterhead drawn as one types."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.files import file_of, picture_in
from ikm_desktop.office.profile import Profile, set_logo
from ikm_desktop.office.settings import load, save
from ui.common.labels import button
from ui.settings.kop_picture import KopPicture
from ui.settings.part import SettingsPart
from ui.theme.look import Look

_FIELDS = (
    ("government", "&Baris pemerintah", "Baris pemerintah"),
    ("office", "Nama kantor pada &kop", "Nama kantor pada kop"),
    ("name", "Nama kantor dalam kalima&t", "Nama kantor dalam kalimat"),
    ("address", "&Alamat", "Alamat"),
    ("postcode", "Kode &pos", "Kode pos"),
    ("phone", "Tele&pon", "Telepon"),
    ("site", "&Laman", "Laman"),
    ("mail", "Pos-&el", "Pos-el"),
    ("city", "K&ota", "Kota"),
    ("province", "P&rovinsi", "Provinsi"),
)


class OfficePart(SettingsPart):
    """The office on paper."""

    title = "Kantor & kop"
    words = "logo lambang alamat dinas"
    has_defaults = True
    about = "Kop di bawah ini digambar seperti akan tercetak. Surat yang sudah terbit tidak berubah."

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__(office, look)
        with office.reading() as connection:
            self._profile = load(connection, Profile)
        self.picture = KopPicture()
        self.column.addWidget(self.picture)
        self.lines = {key: self.form.line(shown, name) for key, shown, name in _FIELDS}
        for key, line in self.lines.items():
            line.setText(str(getattr(self._profile, key)))
            line.textChanged.connect(self.draw)
        self.column.addWidget(self.form)
        self.logo_button = button("Pilih logo…", look, icon_name="upload")
        self.logo_button.clicked.connect(self._choose_logo)
        self.form.add("Lo&go", "Logo", self.logo_button)
        self.logo_button.setAccessibleName("Pilih logo")
        self.no_logo_button = button("Tanpa logo", look, icon_name="x")
        self.no_logo_button.clicked.connect(self.take_off_logo)
        self.form.add("", "Tanpa logo", self.no_logo_button)
        self.column.addStretch()
        self.draw()

    def defaults(self) -> None:
        """Fill the form with what a new book has; the logo stays."""
        self.form.clear_problems()
        for key, line in self.lines.items():
            line.setText(str(getattr(Profile(), key)))

    def typed(self) -> Profile:
        """Return the profile as it stands in the form."""
        return self._profile.with_(**{key: line.text().strip() for key, line in self.lines.items()})

    def draw(self) -> None:
        """Draw the letterhead of what is typed."""
        profile = self.typed()
        pictures = {}
        if profile.logo is not None:
            with self.office.reading() as connection:
                pictures[profile.logo] = file_of(connection, profile.logo).content
        self.picture.show_kop(profile, pictures)

    def save(self) -> Done | None:
        """Save the profile in one act."""
        done = self.perform(lambda: save(self.office, self.typed()), "Kantor dan kop disimpan.")
        if done is not None:
            self._profile = self.typed()
        return done

    def take_off_logo(self) -> None:
        """Draw the letterhead without an emblem; Simpan keeps it so."""
        self._profile = self._profile.with_(logo=None)
        self.draw()

    def _choose_logo(self) -> None:
        found, _ = QFileDialog.getOpenFileName(self, "Pilih logo", "", "Gambar (*.png *.jpg *.jpeg)")
        if found:
            self.take_logo(Path(found))

    def take_logo(self, path: Path) -> Done | None:
        """Take a picture as the office's logo, in one act."""
        done = self.perform(
            lambda: set_logo(self.office, content=picture_in(path, use="logo"), name=path.name),
            "Logo disimpan.",
        )
        if done is not None:
            with self.office.reading() as connection:
                self._profile = self._profile.with_(logo=load(connection, Profile).logo)
            self.draw()
        return done
