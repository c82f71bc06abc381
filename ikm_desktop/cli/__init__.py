"""The command line, for the office's technician and for checks.

Exit codes: 0 good, 1 findings, 2 cannot be done (the reason on standard error). With `--json` standard
output holds JSON only.
"""
