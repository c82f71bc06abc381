"""One open book: database, clock, settings and who; what the areas, the window and the command line are handed."""
