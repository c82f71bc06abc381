"""The window: pages, fields and dialogs over the acts of ikm_desktop; no rule and no SQL here."""
