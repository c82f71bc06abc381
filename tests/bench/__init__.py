"""The speed of the acts, each a ratio to a yardstick measured in the same run: `make bench`."""
