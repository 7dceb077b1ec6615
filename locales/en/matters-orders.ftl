### Orders in and out: what is wrong with cells, refusals, the steps of an import.

## Cells
order-cell-in-the-future = Later than now; check the date
order-cell-closed-before-raised = Earlier than the call
order-cell-state-unknown = This state is not known; taken as open
order-cell-contradicts = Same number as row { $first }, but other words, times or state; keep one row

## What cannot be done
order-refusal-under-way = Another import is writing these orders; wait until it is done
order-refusal-source-long = A source has { $most } characters at most
order-refusal-ended = This import has ended
order-refusal-unmarkable = This table cannot be marked; mend it as the page says
order-refusal-not-clean = Some cells or places have to be settled before writing
order-refusal-export-long = More than { $most } matters; narrow the list first
order-refusal-export-failed = The workbook could not be made; try again

## Words
order-yes = Yes
order-no = No
order-stage-open = Open
order-stage-handled = Handled, call-back due
order-stage-ended = Closed
import-state-staged = Not written yet
import-state-applying = Being written
import-state-applied = Written
import-state-discarded = Given up
