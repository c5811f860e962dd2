"""The plan's rules, without storage."""
