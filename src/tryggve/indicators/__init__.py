"""The catalogue of indicators, and how releases become series with breaks."""
