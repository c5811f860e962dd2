"""The handbook, tried against the code."""
