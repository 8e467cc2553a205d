"""The working days of Kazakhstan, and the terms that the law sets in days, months and years."""
