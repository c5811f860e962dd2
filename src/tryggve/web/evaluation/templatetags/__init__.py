"""Tags of the evaluation room."""
