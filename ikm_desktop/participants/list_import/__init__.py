"""Reading the lists offices keep of their people: workbooks, text files and pasted rows; no database in here.

`reading.read_file` and `reading.read_pasted` are the doors. The child process that opens a strange workbook
imports this package, so nothing heavy may be imported on this page.
"""
