"""Reports: what of an audit is disclosed, in which words, and in which form."""
