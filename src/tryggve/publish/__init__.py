"""What people read and look at: wording, figures, tables."""
