"""Files about breaches that are tolerated or known: waivers, and baselines."""
