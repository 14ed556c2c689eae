"""Analytical models: pure functions, no data, no files."""
