"""Ways to sign in: a workshop's passwords; OAuth and LTI by configuration."""
