"""Benchmarks: ratios measured side by side in one process; nothing here is a test."""
