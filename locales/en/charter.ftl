# Faults in a charter file, and what its rules are called.

charter-error-syntax = the file is not valid TOML here: { $detail }
charter-error-unexpected = expected { $expected }, found { $found }
charter-error-unexpected-meant = expected { $expected }, found { $found }; did you mean "{ $meant }"?
charter-error-missing = missing; expected { $expected }
charter-error-unknown-key = "{ $key }" is not a rule here; known are { $known }
charter-error-unknown-key-meant = "{ $key }" is not a rule here; did you mean "{ $meant }"?
charter-error-no-source = names no source; write source = "…" beside it or in a table above
charter-error-twice = there is already one with the id "{ $id }"
charter-error-unknown-base = there is no charter "{ $id }" to extend
charter-error-circular-base = extends "{ $id }", which in the end extends this charter

charter-expected-between = a whole number from { $low } to { $high }
charter-expected-one-of = one of { $words }
charter-expected-table = a table
charter-expected-tables = a list of tables, each with an id
charter-expected-text = a text in quotes
charter-expected-texts = a list of texts such as ["a", "b"]
charter-expected-flag = true or false
charter-expected-count = a whole number, 0 or more
charter-expected-date = a date such as "2024-01-01"
charter-expected-id = an id of letters, digits, _ and -
charter-expected-source = a source such as "SJS" or "local choice: why"
charter-expected-time-limit = a time limit such as 2h, 24h or 5wd
charter-expected-exact-limit = a time limit in min or h
charter-expected-term = a term in years or months such as 3y
charter-expected-time-zone = the name of a time zone such as Asia/Shanghai
charter-expected-three-levels = nothing: categories have three levels at most

charter-found-list = a list
charter-found-table = a table
