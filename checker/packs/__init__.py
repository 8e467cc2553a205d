"""The law as data: what a rule file says, as plain frozen values."""
