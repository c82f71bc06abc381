"""Goods never appear or vanish; they move. Items, places, the journal of moves, and all that is read from it."""
