"""Departments, committees, companies and partners, and who acts for them."""
