"""A list as offices publish it: one table or several, for every format that holds them."""
