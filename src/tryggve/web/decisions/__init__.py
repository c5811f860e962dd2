"""Consultation and decision, and the plan frozen as decided."""
