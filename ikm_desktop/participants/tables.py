"""The tables of the participants room: people, which of them are one, and the imports that brought them."""

from __future__ import annotations

import sqlalchemy as sa

from ikm_desktop.storage.tables import Day, metadata

participant = sa.Table(
    "participant",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("nik", sa.Text, nullable=False, default=""),
    sa.Column("birth_place", sa.Text, nullable=False, default=""),
    sa.Column("born", Day),
    sa.Column("sex", sa.Text, nullable=False, default=""),
    sa.Column("address", sa.Text, nullable=False, default=""),
    sa.Column("rt_rw", sa.Text, nullable=False, default=""),
    sa.Column("village", sa.Text, nullable=False, default=""),
    sa.Column("district", sa.Text, nullable=False, default=""),
    sa.Column("regency", sa.Text, nullable=False, default=""),
    sa.Column("phone", sa.Text, nullable=False, default=""),
    sa.Column("education", sa.Text, nullable=False, default=""),
    sa.Column("business", sa.Text, nullable=False, default=""),
    sa.Column("product", sa.Text, nullable=False, default=""),
    sa.Column("kbli", sa.Text, nullable=False, default=""),
    sa.Column("founded", sa.Integer),
    sa.Column("workers", sa.Integer),
    sa.Column("nib", sa.Text, nullable=False, default=""),
    sa.Column("npwp", sa.Text, nullable=False, default=""),
    sa.Column("umkm_letter", sa.Text, nullable=False, default=""),
    sa.Column("machine_kind", sa.Text, nullable=False, default=""),
    sa.Column("machine_count", sa.Integer),
    sa.Column("bank", sa.Text, nullable=False, default=""),
    sa.Column("bank_account", sa.Text, nullable=False, default=""),
    sa.Column("bank_holder", sa.Text, nullable=False, default=""),
    sa.Column("photo", sa.Text),
    sa.Column("notice_on", Day),
    sa.Column("note", sa.Text, nullable=False, default=""),
    sa.Column("signs", sa.Text, nullable=False, default=""),
    sa.Column("archived", sa.Integer, nullable=False, default=0),
    sa.Column("merged_into", sa.Integer),
    sa.Column("anonymised", sa.Integer, nullable=False, default=0),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

merge = sa.Table(
    "merge",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("entry", sa.Integer, nullable=False),
    sa.Column("kept", sa.Integer, nullable=False),
    sa.Column("double", sa.Integer, nullable=False),
    sa.Column("transfers", sa.Text, nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("undone_by", sa.Integer),
)

not_same = sa.Table(
    "not_same",
    metadata,
    sa.Column("first", sa.Integer, primary_key=True),
    sa.Column("second", sa.Integer, primary_key=True),
    sa.Column("entry", sa.Integer, nullable=False),
)

import_run = sa.Table(
    "import_run",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("entry", sa.Integer, nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("withdrawn_by", sa.Integer),
)

import_person = sa.Table(
    "import_person",
    metadata,
    sa.Column("run", sa.Integer, primary_key=True),
    sa.Column("no", sa.Integer, primary_key=True),
    sa.Column("participant", sa.Integer, nullable=False),
    sa.Column("created", sa.Integer, nullable=False),
)
