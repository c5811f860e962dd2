"""Reporting on activities, period by period."""
