"""Contents of CONTOH papers on which somebody gives her thumbprint."""

from __future__ import annotations

from dataclasses import replace

from ikm_desktop.papers import content as c
from tests.papers import people_sheets, samples


def receipt_list() -> c.ReceiptList:
    """The third of twenty cannot write her name."""
    paper = samples.receipt_list()
    rows = tuple(replace(row, thumb=i == 2) for i, row in enumerate(paper.rows))
    return replace(paper, rows=rows)


def payment_list() -> c.PaymentList:
    """The third and the fourth."""
    paper = samples.payment_list()
    rows = tuple(replace(row, thumb=i in {2, 3}) for i, row in enumerate(paper.rows))
    return replace(paper, rows=rows)


def receipt() -> c.Receipt:
    """The one who is paid."""
    paper = samples.receipt_up()
    return replace(paper, recipient=replace(paper.recipient, thumb=True))


def attendance(days: int) -> c.AttendanceList:
    """The second and third, on a list of a day or of a week."""
    paper = people_sheets.attendance_list(20, days)
    rows = tuple(replace(row, thumb=i in {1, 2}) for i, row in enumerate(paper.rows))
    return replace(paper, rows=rows)
