"""The one list of words: the facts that rules, documentation and snapshots share."""
