"""Questions on series, each answered by Findings."""
