"""Products: delivered, inspected, bought back and paid."""
