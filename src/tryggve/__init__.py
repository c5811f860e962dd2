"""Tryggve: a municipality's safety work, with the uncertainty and the source of every number."""

__version__ = "0.1.0"
