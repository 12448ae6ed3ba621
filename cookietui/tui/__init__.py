"""The full-screen face: it shows and asks, and every deed is one call of an action."""
