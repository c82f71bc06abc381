"""Printing aside: in order, as many times as wanted, told when it cannot go on; work that is waited for."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikm_desktop.errors import FieldInvalid
from ikm_desktop.papers.ruler_page import A4_UPRIGHT, ruler_pdf
from ui.common.work import wait_for_all, waited_for
from ui.papers.print_run import PrintOrder, PrintPart, PrintRun, print_order


def _to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def _heights(path: Path) -> list[int]:
    with PdfDocument(path) as document:
        return [round(page.get_height() / 72 * 25.4) for page in document]


def _refuse() -> bytes:
    raise FieldInvalid(field="Surat", value="1", why="rusak")


def test_parts_come_out_in_order_each_on_its_sheet(qapp: QApplication, tmp_path: Path) -> None:
    """Each as many times as wanted before the next; a part is drawn when its turn comes."""
    assert qapp is not None
    order = PrintOrder(
        (PrintPart(ruler_pdf(), (1,)), PrintPart(lambda: ruler_pdf(A4_UPRIGHT), (1,))), copies=2
    )
    done: list[int] = []

    def go_on(number: int) -> bool:
        done.append(number)
        return True

    assert print_order(order, _to_file(tmp_path / "a.pdf"), go_on)
    assert _heights(tmp_path / "a.pdf") == [330, 330, 297, 297]
    assert done == [1, 2, 3, 4] == list(range(1, order.sheets + 1))


def test_what_keeps_a_part_from_being_drawn_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    """The reason, then the end; what came out before stays out."""
    order = PrintOrder((PrintPart(ruler_pdf(), (1,)), PrintPart(_refuse, (1,))))
    run = PrintRun(order, _to_file(tmp_path / "b.pdf"))
    told: list[object] = []
    run.refused.connect(told.append)
    run.ended.connect(told.append)
    with qtbot.waitSignal(run.ended, timeout=10_000):
        run.start()
    assert [type(one) for one in told] == [FieldInvalid, bool]
    assert told[1] is False
    assert _heights(tmp_path / "b.pdf") == [330]
    wait_for_all()


def test_long_work_is_waited_for(qapp: QApplication) -> None:
    """Its result comes back, or its refusal is raised where it was asked."""
    assert qapp is not None
    assert waited_for(lambda: 7, "Menghitung") == 7
    with pytest.raises(FieldInvalid):
        waited_for(_refuse, "Menghitung")
    wait_for_all()
