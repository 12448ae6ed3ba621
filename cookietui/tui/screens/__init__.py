"""One file a screen, its style sheet beside it; each is pushed by name and none knows another's inside."""
