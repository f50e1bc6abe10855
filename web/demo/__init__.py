"""The demo city: invented people and notices, made through the functions that people use."""
