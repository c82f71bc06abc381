"""Rows a workbook hides, by hand or by a filter: not seen in Excel, and in the list all the same.

Runs in the child process, so it imports nothing heavy.
"""

from __future__ import annotations

import html
import posixpath
import re

BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
SHEETS = "xl/worksheets/"
_HIDDEN = b'hidden="'
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_IS_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_NUMBER = re.compile(rb'\br="(\d{1,7})"')
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


def hidden_in(part: bytes) -> frozenset[int]:
    """Return the hidden rows of a sheet's XML, from 0; rows without a number are not told."""
    if _HIDDEN not in part:
        return frozenset()
    rows = (row for row in _ROW.findall(part) if _IS_HIDDEN.search(row))
    return frozenset(int(number[1]) - 1 for row in rows if (number := _NUMBER.search(row)))


def by_sheet(hidden: dict[str, frozenset[int]], book: bytes, relations: bytes) -> dict[str, frozenset[int]]:
    """Return the hidden rows by the name of the sheet; hidden: by the name of its part in the archive."""
    targets = {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
        for one in map(_attributes, _RELATION.findall(relations.decode("utf-8", "replace")))
    }
    found = {}
    for sheet in map(_attributes, _SHEET.findall(book.decode("utf-8", "replace"))):
        place = next((value for key, value in sheet.items() if key.endswith(":id")), "")
        rows = hidden.get(targets.get(place, ""))
        if rows:
            found[sheet.get("name", "")] = rows
    return found


def _attributes(element: str) -> dict[str, str]:
    return {key: html.unescape(value) for key, value in _ATTRIBUTE.findall(element)}
