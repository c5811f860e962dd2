"""The people room: accounts, roles, sign-in."""
