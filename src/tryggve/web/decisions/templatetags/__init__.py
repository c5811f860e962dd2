"""Filters of the follow-up room."""
