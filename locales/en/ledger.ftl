### Import of ledgers: why a whole file cannot be read, what is wrong in a cell, rows left out.

## The whole file
ledger-refusal-empty = This file is empty
ledger-refusal-file-too-large = The file has { $found } MB, at most { $limit } MB are read; split it into several
ledger-refusal-unpacks-too-large = The workbook unpacks to more than { $limit } MB; copy the data into a new one
ledger-refusal-too-many-rows = More than { $limit } rows; split the file into several
ledger-refusal-too-many-columns = Row { $row } has more than { $limit } columns; delete those on the right that are not needed
ledger-refusal-too-many-sheets = More than { $limit } sheets; save the one to import as a file of its own
ledger-refusal-too-much-text = More than { $limit } MB of text; split the file into several
ledger-refusal-unknown-format = Not a table; xlsx, xlsm, xls and csv are read
ledger-refusal-other-spreadsheet = This kind of spreadsheet is not read; save it as xlsx
ledger-refusal-web-page = Named a workbook, but a web page inside; open it in Excel or WPS and save it as xlsx
ledger-refusal-old-workbook = A workbook from before 1997; save it as xlsx
ledger-refusal-locked = The workbook has a password; remove it first
ledger-refusal-damaged = The file is incomplete or damaged; open it and save a new copy
ledger-refusal-encoding = The text in line { $line } is neither UTF-8 nor GB18030; save the file as xlsx
ledger-refusal-no-header = No row of headings within the first { $limit } rows
ledger-refusal-unknown-target = “{ $heading }” is mapped to “{ $column }”, which the ledger does not have

## The header
ledger-heading-missing = No column “{ $heading }”
ledger-heading-missing-synonyms = No column “{ $heading }”; also known as { $names }
ledger-heading-shadowed = “{ $heading }” is not used, “{ $other }” is
ledger-heading-unit = The unit is “{ $unit }”, the ledger counts in “{ $expected }”; convert first
ledger-column-nameless = This column has no heading and is not used
ledger-sheet-not-read = Sheet “{ $other }” has the same headings and was not read; import it separately

## The cells
ledger-cell-required = Required, but empty
ledger-cell-date-unreadable = Not readable as a date; write 2024-01-02 15:30
ledger-cell-date-no-such-day = Month { $month } has no day { $day }
ledger-cell-date-no-such-month = There is no month { $month }
ledger-cell-time-no-such = There is no such time of day
ledger-cell-date-far = The year { $year } cannot be meant
ledger-cell-choice = One of { $choices }
ledger-cell-integer = A whole number is needed
ledger-cell-integer-suggest = A whole number is needed, perhaps { $suggestion }
ledger-cell-decimal = A number is needed
ledger-cell-decimal-suggest = A number is needed, perhaps { $suggestion }
ledger-cell-number-is-date = A number is needed, but the cell is formatted as a date
ledger-cell-digits-lost = The spreadsheet kept this long number without its last digits; format the cell as text and type it again
ledger-cell-formula-error = The formula failed ({ $code }); type its result
ledger-cell-too-long = { $length } characters, at most { $limit }
ledger-cell-repeated = The same as in row { $first }

## Rows left out
ledger-skipped-total = A total
ledger-skipped-note = A note
ledger-skipped-header = The header once more
ledger-skipped-numbered = A number and nothing else
