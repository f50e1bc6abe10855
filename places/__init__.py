"""The shelf of space: okrugs and districts of the city, by stable codes."""
