"""Formats that are written in one piece: each module renders a ``Document``."""
