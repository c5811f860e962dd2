"""Ratios that travel between machines: our sums with errors against bare weighted means."""
