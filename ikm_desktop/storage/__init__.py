"""The book's file: connection, schema steps, lock, backup, faults. What only SQLite can do lives here."""
