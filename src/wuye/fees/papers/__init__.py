"""Papers: what people read of a charge, and how it reaches them."""
