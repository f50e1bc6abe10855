"""Stories of the desk: officers, bodies, the signatory, the clerk and the auditor at their pages."""
