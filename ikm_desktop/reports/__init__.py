"""What is gathered from all areas."""
