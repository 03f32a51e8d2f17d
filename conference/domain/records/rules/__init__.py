"""What is decided about records, from plain values."""
