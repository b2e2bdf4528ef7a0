"""What follows from sound records: who is late, who waits for whom, what comes next. Internal, never public."""
