"""The care: what is done with one baby."""
