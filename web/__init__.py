"""The landing shared by the doors: gate, unit of work, errors, dates and widgets."""
