"""The tab Surat & Laporan."""
