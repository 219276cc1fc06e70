"""Reading pictures of paper: page images to text and tables. Needs the extra `ocr`."""
