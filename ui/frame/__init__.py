"""The window's frame: tabs, menus, status line, what is shown while it waits, what it remembers."""
