"""One file a way to hand a finished draft to a mail program or the post; none sends by itself."""
