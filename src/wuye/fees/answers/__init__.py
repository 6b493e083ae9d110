"""Answers from data (收费答客问): why an amount changed, why it differs, what an item is."""
