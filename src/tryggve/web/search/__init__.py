"""One search box over everything that somebody may read."""
