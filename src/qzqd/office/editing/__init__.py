"""A list as a workbook to be edited in a spreadsheet, and the way back into the list."""
