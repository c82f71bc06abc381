"""The tables of the office room: acts, changes, settings, signatories, codes, rates, files."""

from __future__ import annotations

import sqlalchemy as sa

from ikm_desktop.storage.tables import Day, metadata

act = sa.Table(
    "act",
    metadata,
    sa.Column("entry", sa.Integer, primary_key=True),
    sa.Column("entered_at", sa.Text, nullable=False),
    sa.Column("entered_on", Day, nullable=False),
    sa.Column("actor", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("prev", sa.LargeBinary, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
)

change = sa.Table(
    "change",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("entry", sa.Integer, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("subject_id", sa.Integer, nullable=False),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
)

setting = sa.Table(
    "setting",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

signatory = sa.Table(
    "signatory",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("prefix", sa.Text, nullable=False, default=""),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("rank", sa.Text, nullable=False, default=""),
    sa.Column("nip", sa.Text, nullable=False, default=""),
    sa.Column("address", sa.Text, nullable=False, default=""),
    sa.Column("valid_from", Day, nullable=False),
    sa.Column("valid_through", Day),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

account = sa.Table(
    "account",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("ceiling", sa.Integer, nullable=False, default=0),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

tax_rule = sa.Table(
    "tax_rule",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("valid_from", Day, nullable=False),
    sa.Column("rate", sa.Integer, nullable=False),
    sa.Column("free_up_to", sa.Integer, nullable=False, default=0),
    sa.Column("doubled_without_npwp", sa.Integer, nullable=False, default=0),
    sa.Column("needs_letter", sa.Integer, nullable=False, default=0),
    sa.Column("source", sa.Text, nullable=False, default=""),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

stamp_duty = sa.Table(
    "stamp_duty",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("valid_from", Day, nullable=False),
    sa.Column("above", sa.Integer, nullable=False),
    sa.Column("amount", sa.Integer, nullable=False),
    sa.Column("source", sa.Text, nullable=False, default=""),
)

file = sa.Table(
    "file",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)
