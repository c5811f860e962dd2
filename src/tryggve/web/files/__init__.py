"""Attachments (Sv: bilagor) to the things of the other rooms."""
