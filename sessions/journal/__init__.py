"""Everything about one baby seen together. No models."""
