"""The tab Peserta."""
