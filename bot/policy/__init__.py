"""What is in force on a day: pure functions of the knowledge and a date handed in."""
