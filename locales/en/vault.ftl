### The vault: names, telephone numbers, and the purpose of looking at them.

vault-refusal-name-empty = Please give a name.
vault-refusal-name-long = A name has at most { $limit } characters.
vault-refusal-purpose-empty = Please say what you look for; the reporter will read it.
vault-refusal-purpose-long = A purpose has at most { $limit } characters.
vault-refusal-erased = This person's data were erased on request and cannot be written again.
vault-refusal-contact = This is not a telephone number. A mobile has 11 digits; a landline needs its area code.
