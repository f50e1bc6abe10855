"""Tests: a folder for each room, stories of people, rules of the house, walks in a browser."""
