"""The command ``ssu-audit``: the only part that reads the command line and writes to streams."""
