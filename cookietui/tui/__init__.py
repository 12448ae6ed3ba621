"""The full-screen face; it shows what actions return and calls nothing else."""
