"""The library: what each technique is, and whom it does not suit."""
