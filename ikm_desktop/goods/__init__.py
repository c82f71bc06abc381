"""Goods never appear or vanish; they move. Items, places, the journal, and all that is read from it."""
