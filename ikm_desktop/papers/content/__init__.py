"""What every printed paper says: frozen values, handed to the drawing, stored as the paper's snapshot.

A content holds all text of one paper and nothing to look up: names, titles and sentences as they are to
be printed, whole rupiah and quantities of the smallest unit as integers, days as dates. Pictures (the
office's logo, a photo) are named by the SHA-256 of their file and handed to the drawing separately.
"""

from __future__ import annotations

from ikm_desktop.papers.content.attendance import (
    AttendanceList,
    Attendant,
)
from ikm_desktop.papers.content.books import (
    RULES,
    BookDelivery,
    BookEntry,
    BookPayment,
    BookProduct,
    ParticipantBook,
)
from ikm_desktop.papers.content.counts import (
    CountMinutes,
    CountRow,
)
from ikm_desktop.papers.content.letters import (
    BOOK_COST,
    NO_VALUE,
    PURCHASE_PRICE,
    VALUES,
    Article,
    GoodsRow,
    Handover,
    RecipientList,
    RecipientRow,
)
from ikm_desktop.papers.content.money import (
    PaymentList,
    PaymentRow,
    PayoutList,
    PayoutRow,
    Receipt,
    TaxStrip,
)
from ikm_desktop.papers.content.parts import (
    DRAFT,
    MARKS,
    PRACTICE,
    SAMPLE,
    VOID,
    Field,
    Head,
    Letterhead,
    Party,
    Pictures,
    Signer,
    Witness,
)
from ikm_desktop.papers.content.receiving import (
    Inspection,
    InspectionRow,
    MaterialColumn,
    ReceiptList,
    ReceiptRow,
)
from ikm_desktop.papers.content.records import (
    GoodsRecord,
    RecordRow,
)
from ikm_desktop.papers.content.registers import (
    RegisterEntry,
    RegisterSheet,
)
from ikm_desktop.papers.content.stock import (
    BalanceRow,
    BalanceTable,
    CardEntry,
    GoodsBalance,
    StockCardSheet,
)
from ikm_desktop.papers.content.stored import (
    content_from_json,
    content_to_json,
)
from ikm_desktop.papers.content.trails import (
    FlowBox,
    FlowRibbon,
    TrailRow,
    TrailSheet,
)
from ikm_desktop.papers.content.training import (
    Certificates,
    Holder,
    Subject,
    SubjectGroup,
)

Content = (
    AttendanceList
    | Certificates
    | CountMinutes
    | GoodsBalance
    | GoodsRecord
    | Handover
    | Inspection
    | ParticipantBook
    | PaymentList
    | PayoutList
    | Receipt
    | ReceiptList
    | RecipientList
    | RegisterSheet
    | StockCardSheet
    | TrailSheet
)
"""Any paper's content."""

__all__ = [
    "BOOK_COST",
    "DRAFT",
    "MARKS",
    "NO_VALUE",
    "PRACTICE",
    "PURCHASE_PRICE",
    "RULES",
    "SAMPLE",
    "VALUES",
    "VOID",
    "Article",
    "AttendanceList",
    "Attendant",
    "BalanceRow",
    "BalanceTable",
    "BookDelivery",
    "BookEntry",
    "BookPayment",
    "BookProduct",
    "CardEntry",
    "Certificates",
    "Content",
    "CountMinutes",
    "CountRow",
    "Field",
    "FlowBox",
    "FlowRibbon",
    "GoodsBalance",
    "GoodsRecord",
    "GoodsRow",
    "Handover",
    "Head",
    "Holder",
    "Inspection",
    "InspectionRow",
    "Letterhead",
    "MaterialColumn",
    "ParticipantBook",
    "Party",
    "PaymentList",
    "PaymentRow",
    "PayoutList",
    "PayoutRow",
    "Pictures",
    "Receipt",
    "ReceiptList",
    "ReceiptRow",
    "RecipientList",
    "RecipientRow",
    "RecordRow",
    "RegisterEntry",
    "RegisterSheet",
    "Signer",
    "StockCardSheet",
    "Subject",
    "SubjectGroup",
    "TaxStrip",
    "TrailRow",
    "TrailSheet",
    "Witness",
    "content_from_json",
    "content_to_json",
]
