"""The press: a letter goes in as plain data, a PDF that can be archived and read aloud comes out."""
