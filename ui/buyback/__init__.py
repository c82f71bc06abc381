"""The tab Pembelian Kembali."""
