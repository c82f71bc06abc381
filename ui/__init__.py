"""The window. No rule and no SQL in here: it hands values to the areas and shows what they answer."""
