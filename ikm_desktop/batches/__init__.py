"""Training batches (angkatan): roster, sessions, attendance, marks, closing."""
