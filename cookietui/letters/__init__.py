"""A request becomes a letter by a template in its language and a law's articles."""
