"""Saying rules back as sentences, for the people who answer for them."""
