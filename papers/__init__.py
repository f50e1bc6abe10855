"""The sorting table of papers: is a file what it says, is it harmless, and a copy of it without metadata."""
