"""What is written for others: `fabula/1` JSON and BookNLP's files."""
