"""The tab Angkatan."""
