"""Audits institutions of special social services in Kazakhstan against the law in force."""
