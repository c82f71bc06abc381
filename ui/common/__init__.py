"""Parts that every tab uses: tables, chips, messages, fields, drafts, the command palette."""
