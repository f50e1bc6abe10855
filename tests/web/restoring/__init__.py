"""Tests of what a restore does."""
