"""The form reader: from grids and paragraphs to figures, activities and findings."""
