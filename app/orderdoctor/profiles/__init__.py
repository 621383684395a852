"""Settings and profiles: each option declared once, kept in small TOML files that are always whole."""
