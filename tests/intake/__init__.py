"""Stories of organisers at their door."""
