"""Pengaturan and Cadangan: what the office decides for itself, and its backups."""
