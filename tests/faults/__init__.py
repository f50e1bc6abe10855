"""What happens when something fails: killed, cut off, full, late. docs/reliability.md lists it all."""
