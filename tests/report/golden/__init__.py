"""Golden reports: what commands write of each fixture, made readable, kept and compared."""
