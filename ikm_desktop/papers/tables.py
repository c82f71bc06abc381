"""The tables of the papers room: number series, papers, their issued bytes and print log."""

from __future__ import annotations

import sqlalchemy as sa

from ikm_desktop.storage.tables import Day, metadata

series = sa.Table(
    "series",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("pattern", sa.Text, nullable=False),
    sa.Column("key", sa.Text, nullable=False, default=""),
    sa.Column("unit", sa.Text, nullable=False, default=""),
)

paper = sa.Table(
    "paper",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("entry", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("series", sa.Text),
    sa.Column("year", sa.Integer),
    sa.Column("sequence", sa.Integer),
    sa.Column("number", sa.Text),
    sa.Column("letter_date", Day, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("party", sa.Text, nullable=False, default=""),
    sa.Column("batch", sa.Integer),
    sa.Column("asked", sa.Text, nullable=False, default=""),
    sa.Column("state", sa.Text, nullable=False, default="valid"),
    sa.Column("reason", sa.Text),
    sa.Column("ended", sa.Integer),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

number_gap = sa.Table(
    "number_gap",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("entry", sa.Integer, nullable=False),
    sa.Column("series", sa.Text, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("first", sa.Integer, nullable=False),
    sa.Column("last", sa.Integer, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

paper_subject = sa.Table(
    "paper_subject",
    metadata,
    sa.Column("paper", sa.Integer, primary_key=True),
    sa.Column("no", sa.Integer, primary_key=True),
    sa.Column("voucher", sa.Integer),
    sa.Column("prepared", sa.Integer),
    sa.Column("enrolment", sa.Integer),
)

issued = sa.Table(
    "issued",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("paper", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("entry", sa.Integer, nullable=False),
    sa.Column("changed", sa.Text, nullable=False, default=""),
    sa.Column("snapshot", sa.Text, nullable=False),
    sa.Column("pdf", sa.LargeBinary, nullable=False),
    sa.Column("sha256", sa.LargeBinary, nullable=False),
    sa.Column("pages", sa.Integer, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

print_log = sa.Table(
    "print_log",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("issued", sa.Integer, nullable=False),
    sa.Column("entry", sa.Integer, nullable=False),
    sa.Column("how", sa.Text, nullable=False),
    sa.Column("copy", sa.Integer, nullable=False, default=0),
)

attachment = sa.Table(
    "attachment",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("entry", sa.Integer, nullable=False),
    sa.Column("paper", sa.Integer, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("removed", sa.Integer),
    sa.Column("reason", sa.Text),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)
