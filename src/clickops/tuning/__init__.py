"""What helps to change a rule: cases and checks."""
