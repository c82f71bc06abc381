"""The tab Persediaan."""
