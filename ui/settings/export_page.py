"""The page Ekspor: what goes out, where to, and whether NIK and accounts go with it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QHBoxLayout, QLineEdit

from ikm_desktop import words
from ikm_desktop.errors import Fault, NothingChosen, Refusal
from ikm_desktop.reports.export import Exported, export
from ikm_desktop.reports.export_tables import TOPICS
from ui.common.entry import EntryPage
from ui.common.labels import button, card, label
from ui.common.reason import ConfirmDialog
from ui.common.saving import save_bytes
from ui.common.tab import TabContext
from ui.common.work import aside

_TITLE = "Ekspor"
_WIDEST = 980
_ABOUT = (
    "Tiap bagian menjadi satu buku kerja Excel, dan tiap lembarnya juga satu berkas CSV. Berkas bernama sama "
    "di folder itu diganti."
)
_QUESTION = (
    "Berkas ekspor akan memuat NIK, NPWP, dan nomor rekening lengkap. Data ini dilindungi UU 27/2022: simpan "
    "di tempat yang aman dan jangan dikirim kepada yang tidak berhak. Ekspor ini dicatat di log."
)


class ExportPage(EntryPage):
    """Chooses and writes an export; also gives the template for a new list of people."""

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Kembali", _TITLE)
        self.topics = {topic.key: QCheckBox(topic.title) for topic in TOPICS}
        self.folder = QLineEdit()
        self.folder.setAccessibleName("Simpan di folder")
        day = context.office.clock.now().date().isoformat()
        self.folder.setText(str(Path.home() / f"Ekspor IKM {day}"))
        self.browse = button("Pili&h folder…", context.look, icon_name="folder-open")
        self.browse.clicked.connect(self._choose_folder)
        self.personal = QCheckBox("Sertakan &NIK, NPWP, dan nomor rekening lengkap")
        self.personal.setAccessibleName("Sertakan NIK, NPWP, dan nomor rekening lengkap")
        self.template = button("&Templat daftar peserta…", context.look, icon_name="file-text")
        self.template.clicked.connect(self.save_template)
        self._lay_out()
        self.setFocusProxy(next(iter(self.topics.values())))

    def _lay_out(self) -> None:
        chosen, column = card("Yang diekspor")
        chosen.setMaximumWidth(_WIDEST)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, topic in enumerate(TOPICS):
            box = self.topics[topic.key]
            box.setChecked(True)
            box.setAccessibleName(topic.title)
            told = label(topic.told, "muted")
            told.setWordWrap(True)
            grid.addWidget(box, row, 0)
            grid.addWidget(told, row, 1)
        column.addLayout(grid)
        column.addWidget(self.personal)
        self.body.addWidget(chosen)
        place, column = card("Tempat")
        place.setMaximumWidth(_WIDEST)
        where = QHBoxLayout()
        name = label("Simpan di &folder")
        name.setBuddy(self.folder)
        where.addWidget(name)
        where.addWidget(self.folder, 1)
        where.addWidget(self.browse)
        column.addLayout(where)
        about = label(_ABOUT, "muted")
        about.setWordWrap(True)
        column.addWidget(about)
        self.body.addWidget(place)
        self.body.addStretch(1)
        self.hints.setText("Spasi memilih · NIK dan rekening disamarkan kecuali diminta · dicatat di log")
        self.foot.addWidget(self.template)
        self.go_button = self.add_button(
            "&Ekspor", self.start, key="Ctrl+S", icon_name="download", role="primary"
        )

    def _choose_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(self, "Pilih folder", self.folder.text())
        if found:
            self.folder.setText(found)

    # --- acts ---------------------------------------------------------------------------------------

    def start(self) -> None:
        """Write the files aside; asked first when NIK and accounts go with them."""
        self.message.clear()
        chosen = tuple(key for key, box in self.topics.items() if box.isChecked())
        folder = self.folder.text().strip()
        if not chosen:
            self.message.refuse(NothingChosen(what="Pilih paling sedikit satu bagian"))
            return
        if not folder:
            self.message.complain(["Pilih folder tujuannya."])
            self.folder.setFocus()
            return
        personal = self.personal.isChecked()
        if personal and not ConfirmDialog.ask(self, _TITLE, _QUESTION, "Ekspor dengan NIK dan rekening"):
            return
        office = self.context.office
        aside(
            lambda: export(office, Path(folder), topics=chosen, personal=personal),
            done=self._written,
            refused=self._refused,
            title="Mengekspor",
        )

    def _written(self, made: Exported) -> None:
        rows = words.number(sum(made.rows.values()))
        self.hints.setText(f"{len(made.files)} berkas, {rows} baris, di {made.folder}")
        self.context.say(f"{len(made.files)} berkas disimpan di {made.folder}.")

    def _refused(self, refused: Refusal | Fault) -> None:
        self.message.refuse(refused)

    def save_template(self) -> None:
        """Save the workbook to be filled in for a new list of people."""
        from ikm_desktop.reports.list_template import list_template

        self.last_done = self.save_template
        try:
            path = save_bytes(self, "Simpan templat", "Templat daftar peserta.xlsx", list_template)
        except Fault as fault:
            self.message.refuse(fault)
            return
        if path is not None:
            self.context.say(f"{path.name} disimpan; isi lalu Impor di tab Peserta.")
