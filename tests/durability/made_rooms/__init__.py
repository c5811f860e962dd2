"""A room with every kind of reference, for the move to carry."""
