"""The forms: they check shape; rules check meaning."""
