"""Strict readers: what comes in is wholly understood or refused with file, line and remedy."""
