"""What is done with rows of the register: shown, numbered, signed, made void, explained, their scans kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ikm_desktop import words
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.acts import Done
from ikm_desktop.papers.gaps import explain_gap
from ikm_desktop.papers.register import GapRow, RegisterRow
from ikm_desktop.papers.scans import ENDINGS, Scan, attach_scan, remove_scan
from ikm_desktop.reports.withdrawing import (
    CERTIFICATE,
    replace_certificate,
    signer_named,
    void_paper,
    waiting_of,
)
from ui.common.list_page import ListPage
from ui.common.preview import PaperPreview
from ui.common.reason import ReasonDialog
from ui.common.signing import SignDialog, papers_signed, sign_with_scans
from ui.common.tab import TabContext

Entry = RegisterRow | GapRow


class RegisterActs:
    """The acts on the chosen rows of the register; refusals stand in the page's message bar."""

    def __init__(self, context: TabContext, page: ListPage) -> None:
        self._context = context
        self._page = page

    # --- showing ----------------------------------------------------------------------------------------

    def preview(self) -> PaperPreview | None:
        """Open the preview of all chosen papers, to be printed one after another."""
        papers = [row.paper.id for row in self._papers()]
        if not papers:
            self._hint("Pilih surat dahulu; celah nomor tidak mempunyai surat.")
            return None
        return self._context.show_paper(papers)

    def number(self) -> None:
        """Open the first chosen paper where its number is filled."""
        row = self._paper()
        if row is not None:
            if row.paper.number is not None or row.paper.series is None:
                self._hint("Surat ini sudah bernomor, atau memakai nomor surat lain.")
                return
            page = self.preview()
            if page is not None:
                page.number.line.setFocus()

    # --- acts -------------------------------------------------------------------------------------------

    def explain(self) -> None:
        """Write down why the chosen numbers were passed over."""
        row = self._page.current()
        if not isinstance(row, GapRow):
            self._hint("Pilih satu baris celah nomor.")
            return
        gap = row.gap
        known = f" Penjelasan sekarang: {gap.reason}." if gap.reason else ""
        question = f"Mengapa nomor {gap.numbers} tahun {gap.year} tidak dipakai?{known}"
        reason = ReasonDialog.ask(self._page, "Jelaskan celah nomor", question, "Simpan penjelasan")
        if reason is not None:
            self._do(
                lambda: explain_gap(
                    self._context.office,
                    series=gap.series,
                    year=gap.year,
                    first=gap.first,
                    last=gap.last,
                    reason=reason,
                ),
                f"Nomor {gap.numbers} dijelaskan.",
            )

    def void(self) -> None:
        """Make the chosen paper void, or withdraw the certificate, for a reason."""
        row = self._paper()
        if row is None:
            return
        certificate = row.paper.kind == CERTIFICATE
        what = "Tarik sertifikat" if certificate else "Batalkan nomor"
        question = (
            f"Tarik {_called(row)}? Nomornya tetap tercatat dengan alasan dan tidak dipakai lagi."
            if certificate
            else f"Batalkan {_called(row)}? Barang yang disiapkan bebas lagi; nomornya tetap tercatat dengan "
            "alasan dan tidak dipakai lagi."
        )
        reason = ReasonDialog.ask(self._page, what, question, what)
        if reason is not None:
            self._do(
                lambda: void_paper(self._context.office, paper=row.paper.id, reason=reason),
                f"{_called(row)} {'ditarik' if certificate else 'dibatalkan'}.",
            )

    def replace(self) -> None:
        """Withdraw the chosen certificate and issue a new one with the next number."""
        row = self._paper()
        if row is None:
            return
        if row.paper.kind != CERTIFICATE:
            self._hint("Hanya sertifikat yang diganti; surat lain dibatalkan atau dibalikkan.")
            return
        question = f"Ganti {_called(row)}? Yang lama ditarik, yang baru memakai nomor berikutnya."
        reason = ReasonDialog.ask(self._page, "Ganti sertifikat", question, "Ganti sertifikat")
        if reason is not None:
            today = self._context.office.clock.now().date()
            done = self._do(
                lambda: replace_certificate(
                    self._context.office, paper=row.paper.id, reason=reason, letter_date=today
                ),
                f"{_called(row)} ditarik; penggantinya terpilih, siap dicetak.",
            )
            if done is not None:  # the new one is what is printed next
                new = done.papers[-1]
                self._page.choose(lambda one: isinstance(one, RegisterRow) and one.paper.id == new)

    def sign(self) -> None:
        """Sign all that the chosen papers prepared, on a day the clerk may change."""
        papers = [row.paper.id for row in self._papers()]
        with self._context.office.reading() as connection:
            waiting = waiting_of(connection, papers)
            receiver = signer_named(connection, waiting)
        if not waiting:
            self._hint("Pilih surat yang belum ditandatangani.")
            return
        today = self._context.office.clock.now().date()
        signed = SignDialog.ask_with_scans(
            self._page,
            len(papers),
            papers_signed(len(papers), len(waiting)),
            today,
            office=self._context.office,
            paper=papers[0] if len(papers) == 1 else None,
            receiver=receiver,
        )
        if signed is not None:
            self._do(
                lambda: sign_with_scans(self._context.office, waiting, signed),
                f"{len(papers)} surat ditandatangani per {words.short_date(signed.day)}.",
            )

    # --- scans ------------------------------------------------------------------------------------------

    def choose_scan(self) -> None:
        """Ask for the scan of the chosen paper."""
        row = self._paper()
        if row is not None:
            kinds = " ".join(f"*{ending}" for ending in ENDINGS)
            found, _ = QFileDialog.getOpenFileNames(self._page, "Pilih pindaian", "", f"Pindaian ({kinds})")
            self.attach([Path(name) for name in found])

    def attach(self, files: Sequence[Path]) -> None:
        """Keep files as scans of the chosen paper, each by an act of its own."""
        row = self._paper()
        if row is None:
            return
        for path in files:
            if not self._do(lambda path=path: self._attached(row, path), f"{path.name} disimpan."):  # type: ignore[misc]
                return

    def _attached(self, row: RegisterRow, path: Path) -> Done:
        return attach_scan(
            self._context.office, paper=row.paper.id, content=path.read_bytes(), name=path.name
        )

    def detach(self, scan: Scan) -> None:
        """Take a scan off the chosen paper, for a reason."""
        question = f"Lepaskan pindaian {scan.name}? Berkasnya tetap disimpan."
        reason = ReasonDialog.ask(self._page, "Lepaskan pindaian", question, "Lepaskan")
        if reason is not None:
            self._do(
                lambda: remove_scan(self._context.office, scan=scan.id, reason=reason),
                f"{scan.name} dilepaskan.",
            )

    # --------------------------------------------------------------------------------------------------

    def _papers(self) -> list[RegisterRow]:
        return [row for row in self._page.table.chosen() if isinstance(row, RegisterRow)]

    def _paper(self) -> RegisterRow | None:
        row = self._page.current()
        if isinstance(row, RegisterRow):
            return row
        self._hint("Pilih satu surat dahulu.")
        return None

    def _do(self, act: Callable[[], Done], said: str) -> Done | None:
        try:
            done = act()
        except (Refusal, Fault) as refused:
            self._page.message.refuse(refused)
            return None
        self._page.message.clear()
        self._page.reload()
        self._page.message.tell(done.notices)
        self._context.say(said)
        return done

    def _hint(self, text: str) -> None:
        self._context.say(text)


def _called(row: RegisterRow) -> str:
    return f"{row.kind} {row.paper.number or row.paper.party}"
