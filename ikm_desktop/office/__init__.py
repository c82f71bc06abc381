"""One open book: database, clock, settings and who; what areas, window and command line are handed."""
