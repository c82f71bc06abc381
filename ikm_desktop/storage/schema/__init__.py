"""The schema as numbered, frozen SQL steps; a new book runs all of them, an old one those it lacks."""
