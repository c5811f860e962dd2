"""What is kept when servers are killed, disks fill and databases move."""
