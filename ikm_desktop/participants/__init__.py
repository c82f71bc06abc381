"""People of the small industries: identity, NIK, look-alikes, list import."""
