"""Who may do what: every address and every move, asked by everybody."""
