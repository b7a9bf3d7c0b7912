"""From raw corpora to the shipped weights; never imported by the program."""
