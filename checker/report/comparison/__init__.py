"""What changed between two reports about the same institutions."""
