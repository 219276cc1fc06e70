"""The office's Excel file: figures with live totals, their sources, lists for the telephone."""
