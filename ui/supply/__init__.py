"""The tab Penyerahan Bahan."""
