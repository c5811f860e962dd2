"""Registers of how the municipality works together with others (Sv: samverkan)."""
