"""Materials: from the vendor into the store, out to participants, and back."""
