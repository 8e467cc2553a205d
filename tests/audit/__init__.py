"""Whole audits: the engines agree, the verdicts are steady, and each can be explained."""
