"""What a municipality says in its own words in the letters of the product: opening, closing and signature."""
