"""The tests, room by room; a package, so that no dependency's `tests` can stand in its place."""
