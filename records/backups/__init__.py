"""Copies of a city that a machine has read back: made, checked, put in place again (AD-16)."""
