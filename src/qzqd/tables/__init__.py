"""Any spreadsheet, CSV or Word table to a grid of what a person sees. Knows no kind of list."""
