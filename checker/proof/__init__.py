"""Proving packs: their examples, changes that an example must notice, facts left out."""
