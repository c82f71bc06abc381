"""Products given away free to institutions."""
