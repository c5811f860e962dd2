"""The database as a whole: where it lies, moving it, copies kept of it, and what it says when it cannot write."""
