"""The verifiers: standard library and `cryptography` only, no other room; they fit on a stick."""
