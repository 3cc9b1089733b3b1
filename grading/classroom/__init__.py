"""What trainers' servers run in a classroom: their page, Formgrader, marks for the LMS."""
