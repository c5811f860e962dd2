"""Commands of Django that the log has a word in."""
