"""The layer that decides and acts: what people do, what is allowed, and by when."""
