"""Colours, type, icons: one source for the look of everything."""
