"""From records to columns of facts: raw words, derived words and computed states."""
