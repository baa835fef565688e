"""What a family and a unit may ask of a record: who opened it, a copy of all of it, to leave it, to erase it."""
