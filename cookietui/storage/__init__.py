"""Plain files are the truth: each kind has one module, every write is whole, locked, journalled and backed up."""
