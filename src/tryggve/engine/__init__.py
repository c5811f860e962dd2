"""The narrow waist: one portable SQL text per aggregation, run by an engine."""
