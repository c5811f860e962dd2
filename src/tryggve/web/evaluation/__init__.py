"""Evaluations, the design fixed beforehand, changes of decided goals, and versions held against each other."""
