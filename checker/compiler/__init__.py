"""From rules to judgements: positive formulas, and the columns that they read."""
