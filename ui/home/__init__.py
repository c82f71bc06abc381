"""What is due today, and how the office stands."""
