"""Design-based estimation from microdata."""
