refusal-no-charter = No charter is in force here yet; the district attaches one first.
