"""The tab Penyaluran."""
