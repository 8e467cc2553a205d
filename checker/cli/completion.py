"""How a shell asks for completions."""

COMPLETE = "_SSU_AUDIT_COMPLETE"
"""The variable that a shell sets when it does."""
