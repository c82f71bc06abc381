"""The tables of the goods room: items, places, and the journal with its derived holdings."""

from __future__ import annotations

import sqlalchemy as sa

from ikm_desktop.storage.tables import Day, metadata

item = sa.Table(
    "item",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("per", sa.Integer, nullable=False),
    sa.Column("smallest", sa.Text, nullable=False),
    sa.Column("decimals", sa.Integer, nullable=False),
    sa.Column("code", sa.Text, nullable=False, default=""),
    sa.Column("short_name", sa.Text, nullable=False, default=""),
    sa.Column("specification", sa.Text, nullable=False, default=""),
    sa.Column("reorder_level", sa.Integer, nullable=False, default=0),
    sa.Column("shelf_life_days", sa.Integer),
    sa.Column("pack", sa.Integer, nullable=False, default=0),
    sa.Column("pack_name", sa.Text, nullable=False, default=""),
    sa.Column("archived", sa.Integer, nullable=False, default=0),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

place = sa.Table(
    "place",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("archived", sa.Integer, nullable=False, default=0),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

institution = sa.Table(
    "institution",
    metadata,
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("class", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False, default=""),
    sa.Column("regency", sa.Text, nullable=False, default=""),
    sa.Column("phone", sa.Text, nullable=False, default=""),
    sa.Column("contact", sa.Text, nullable=False, default=""),
    sa.Column("signer", sa.Text, nullable=False, default=""),
    sa.Column("signer_title", sa.Text, nullable=False, default=""),
    sa.Column("signer_nip", sa.Text, nullable=False, default=""),
    sa.Column("signer_nik", sa.Text, nullable=False, default=""),
    sa.Column("members", sa.Integer, nullable=False, default=0),
    sa.Column("quota", sa.Integer, nullable=False, default=0),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

vendor = sa.Table(
    "vendor",
    metadata,
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("address", sa.Text, nullable=False, default=""),
    sa.Column("phone", sa.Text, nullable=False, default=""),
    sa.Column("npwp", sa.Text, nullable=False, default=""),
    sa.Column("signer", sa.Text, nullable=False, default=""),
    sa.Column("signer_title", sa.Text, nullable=False, default=""),
    sa.Column("bank", sa.Text, nullable=False, default=""),
    sa.Column("bank_account", sa.Text, nullable=False, default=""),
    sa.Column("bank_holder", sa.Text, nullable=False, default=""),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

price = sa.Table(
    "price",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("item", sa.Integer, nullable=False),
    sa.Column("grade", sa.Text, nullable=False, default=""),
    sa.Column("valid_from", Day, nullable=False),
    sa.Column("price", sa.Integer, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

recipe = sa.Table(
    "recipe",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("product", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False, default=""),
    sa.Column("yields", sa.Integer, nullable=False),
    sa.Column("valid_from", Day, nullable=False),
    sa.Column("mode", sa.Text, nullable=False, default="tanya"),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)

recipe_line = sa.Table(
    "recipe_line",
    metadata,
    sa.Column("recipe", sa.Integer, primary_key=True),
    sa.Column("no", sa.Integer, primary_key=True),
    sa.Column("item", sa.Integer, nullable=False),
    sa.Column("quantity", sa.Integer, nullable=False),
    sa.Column("offcut", sa.Integer, nullable=False, default=0),
)

voucher = sa.Table(
    "voucher",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("entry", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("letter_date", Day, nullable=False),
    sa.Column("day", Day, nullable=False),
    sa.Column("store", sa.Integer),
    sa.Column("counterpart", sa.Integer),
    sa.Column("batch", sa.Integer),
    sa.Column("reason", sa.Text),
    sa.Column("details", sa.Text),
    sa.Column("reverses", sa.Integer),
    sa.Column("corrects", sa.Integer),
)

prepared = sa.Table(
    "prepared",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("entry", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("letter_date", Day, nullable=False),
    sa.Column("from_place", sa.Integer),
    sa.Column("to_place", sa.Integer),
    sa.Column("batch", sa.Integer),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("reason", sa.Text),
    sa.Column("ended", sa.Integer),
    sa.Column("voucher", sa.Integer),
)

pin = sa.Table(
    "pin",
    metadata,
    sa.Column("prepared", sa.Integer, nullable=False),
    sa.Column("no", sa.Integer, nullable=False),
    sa.Column("lot", sa.Integer, primary_key=True),
    sa.Column("first", sa.Integer, primary_key=True),
    sa.Column("quantity", sa.Integer, nullable=False),
)

line = sa.Table(
    "line",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("voucher", sa.Integer, nullable=False),
    sa.Column("no", sa.Integer, nullable=False),
    sa.Column("item", sa.Integer),
    sa.Column("quantity", sa.Integer),
    sa.Column("value", sa.Integer),
    sa.Column("price", sa.Integer),
    sa.Column("grade", sa.Text),
    sa.Column("delivered", sa.Integer),
    sa.Column("accepted", sa.Integer),
    sa.Column("rejected", sa.Integer),
    sa.Column("reason", sa.Text),
    sa.Column("recipe", sa.Integer),
    sa.Column("refers", sa.Integer),
    sa.Column("again", sa.Integer, nullable=False, default=0),
    sa.Column("own", sa.Integer, nullable=False, default=0),
)

lot = sa.Table(
    "lot",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Column("item", sa.Integer, nullable=False),
    sa.Column("day", Day, nullable=False),
    sa.Column("quantity", sa.Integer, nullable=False),
    sa.Column("value", sa.Integer, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("maker", sa.Integer),
    sa.Column("price", sa.Integer),
    sa.Column("best_before", Day),
)

move = sa.Table(
    "move",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("entry", sa.Integer, nullable=False),
    sa.Column("voucher", sa.Integer, nullable=False),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Column("item", sa.Integer, nullable=False),
    sa.Column("lot", sa.Integer, nullable=False),
    sa.Column("first", sa.Integer, nullable=False),
    sa.Column("quantity", sa.Integer, nullable=False),
    sa.Column("from_place", sa.Integer, nullable=False),
    sa.Column("to_place", sa.Integer, nullable=False),
    sa.Column("day", Day, nullable=False),
    sa.Column("since", Day),
    sa.Column("cost", sa.Integer, nullable=False),
    sa.Column("source", sa.Integer),
    sa.Column("reverses", sa.Integer),
)

holding = sa.Table(
    "holding",
    metadata,
    sa.Column("lot", sa.Integer, primary_key=True),
    sa.Column("first", sa.Integer, primary_key=True),
    sa.Column("quantity", sa.Integer, nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Column("item", sa.Integer, nullable=False),
    sa.Column("lot_day", Day, nullable=False),
    sa.Column("since", Day, nullable=False),
    sa.Column("brought", sa.Integer, nullable=False),
)

payment_line = sa.Table(
    "payment_line",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Column("gross", sa.Integer, nullable=False),
    sa.Column("tax", sa.Integer, nullable=False),
    sa.Column("net", sa.Integer, nullable=False),
    sa.Column("tax_row", sa.Integer),
    sa.Column("refers", sa.Integer, nullable=False),
)

count_line = sa.Table(
    "count_line",
    metadata,
    sa.Column("line", sa.Integer, primary_key=True),
    sa.Column("book", sa.Integer, nullable=False),
    sa.Column("counted", sa.Integer, nullable=False),
    sa.Column("difference", sa.Integer, nullable=False),
)

period_event = sa.Table(
    "period_event",
    metadata,
    sa.Column("entry", sa.Integer, primary_key=True),
    sa.Column("through", Day),
    sa.Column("reason", sa.Text),
)
