"""The words of the domain and pure functions over them: no files, no clock, no network."""
