"""The first page for whoever is signed in: what to do, what is late, what is new."""
