"""LTI 1.3: the classroom as a tool of a learning management system (LMS): sign-in, deep links, marks sent back."""
