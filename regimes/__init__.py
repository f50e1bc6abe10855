"""Law as data: dated regime files, calendars, and the pure counting of windows and clocks."""
