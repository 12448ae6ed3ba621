"""Widgets that two screens or more share."""
