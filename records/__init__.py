"""Shelf: memory. Tables, named reads, the one unit of work, the log chain."""
