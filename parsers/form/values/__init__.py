"""Values: from the text of a cell to a number in its unit of measure, and what is doubtful."""
