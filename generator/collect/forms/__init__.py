"""One module for each form of export: bytes in, a table of text cells out."""
