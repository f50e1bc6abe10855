"""The verifiers: what they find, what they say that they cannot, and a second opinion that shares no code."""
