"""The inspector's worksheet: written for what no program can see, and read back as attestations."""
