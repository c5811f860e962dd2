"""The audit room: who did what, when."""
