"""The office's existing books come in from a workbook, so that it can start in the middle of a year."""
