"""What people see: pure functions from values and words to Adaptive Cards 1.5."""
