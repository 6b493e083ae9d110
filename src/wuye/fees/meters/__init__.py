"""Meters (计量): what they are, what they read, and what was used."""
