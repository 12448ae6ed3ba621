"""What a person can do, one file a verb; both faces call these and nothing below."""
