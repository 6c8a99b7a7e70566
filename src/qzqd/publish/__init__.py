"""What only builds the project: schemas, contracts, reference pages. No run imports it."""
