"""The law as data: what was read, where, in which edition, and how sure we are.

This is not legal advice.  What is not verified says so and is no default.
"""
