"""Page furniture and papers as pure drawing; the register of numbers and the archive of issued bytes."""
