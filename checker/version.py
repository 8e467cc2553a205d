"""The program's version, where reading it costs nothing."""

VERSION = "0.1.0"
