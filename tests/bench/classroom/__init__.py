"""Forty people who sign in at nine o'clock, ours beside stock settings; ``__main__`` says more."""
