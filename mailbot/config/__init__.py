"""The campaign and its servers, read from config.toml and checked at the start."""
