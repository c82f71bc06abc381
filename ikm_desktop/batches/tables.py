"""The tables of the batches room: training batches, who is in them, sessions, attendance, marks."""

from __future__ import annotations

import sqlalchemy as sa

from ikm_desktop.storage.tables import Day, metadata

batch = sa.Table(
    "batch",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("training", sa.Text, nullable=False),
    sa.Column("subtitle", sa.Text, nullable=False, default=""),
    sa.Column("starts_on", Day),
    sa.Column("ends_on", Day),
    sa.Column("venue", sa.Text, nullable=False, default=""),
    sa.Column("city", sa.Text, nullable=False, default=""),
    sa.Column("capacity", sa.Integer, nullable=False, default=20),
    sa.Column("product", sa.Integer),
    sa.Column("account", sa.Text, nullable=False, default=""),
    sa.Column("assessed", sa.Integer, nullable=False, default=0),
    sa.Column("closed_on", Day),
    sa.Column("roster", sa.Text),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

enrolment = sa.Table(
    "enrolment",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("batch", sa.Integer, nullable=False),
    sa.Column("participant", sa.Integer, nullable=False),
    sa.Column("no", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False, default="aktif"),
    sa.Column("reason", sa.Text, nullable=False, default=""),
    sa.Column("left_on", Day),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("batch", sa.Integer, nullable=False),
    sa.Column("day", Day, nullable=False),
    sa.Column("no", sa.Integer, nullable=False),
    sa.Column("section", sa.Text, nullable=False, default=""),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("hours", sa.Integer, nullable=False),
    sa.Column("trainer", sa.Text, nullable=False, default=""),
)

attendance = sa.Table(
    "attendance",
    metadata,
    sa.Column("batch", sa.Integer, primary_key=True),
    sa.Column("participant", sa.Integer, primary_key=True),
    sa.Column("day", Day, primary_key=True),
    sa.Column("mark", sa.Text, nullable=False),
)

mark = sa.Table(
    "mark",
    metadata,
    sa.Column("batch", sa.Integer, primary_key=True),
    sa.Column("participant", sa.Integer, primary_key=True),
    sa.Column("score", sa.Integer),
    sa.Column("predicate", sa.Text, nullable=False, default=""),
    sa.Column("passed", sa.Integer, nullable=False, default=0),
)

partner = sa.Table(
    "partner",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("batch", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("contact", sa.Text, nullable=False, default=""),
)
