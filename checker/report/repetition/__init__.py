"""Whether a report comes out the same when the audit is run again, and what differs."""
