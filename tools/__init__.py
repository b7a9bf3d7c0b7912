"""Hand-edited resources -> packaged data, and generated docs pages."""
