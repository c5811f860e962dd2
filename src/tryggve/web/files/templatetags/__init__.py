"""Template tags of the attachments."""
