"""Tests of the shelf of law."""
