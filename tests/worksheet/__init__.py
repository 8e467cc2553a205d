"""The inspector's worksheet: written, filled in, and read back."""
