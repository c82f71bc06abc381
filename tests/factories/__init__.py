"""Valid rows in one call, so that a test states only what it is about."""

RUN = "IKM_TEST_RUN"
"""Names the folder that all processes of one run of the tests share; not there outside of pytest."""
