"""The first start on a computer: a new book, set up in five steps, each of which can be left out."""
