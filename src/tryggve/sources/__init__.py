"""A reader per source; each gives a Release."""
