"""A CONTOH office: the whole chain run through by the same public functions the clerk uses."""
