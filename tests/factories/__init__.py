"""Valid rows in one call, so that a test states only what it is about."""
