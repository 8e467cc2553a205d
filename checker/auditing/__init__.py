"""Judging one snapshot and explaining the verdicts."""
