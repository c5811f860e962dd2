"""Template filters that all rooms share."""
