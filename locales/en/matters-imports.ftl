### The pages of imports of orders.

## Bringing a table
import-new = Import a table
import-new-hint = An export of 12345 orders. It is read first and shown to you; nothing is written until you say so, then all of it at once. The same table twice changes nothing.
import-settings = Source and other settings
import-file = File
import-file-hint = xlsx, xlsm, xls or csv, 64 MB at most; csv in UTF-8 or GB18030
import-file-lost = Browsers do not keep a file: choose it once more. What you filled in below is still there
import-file-source = xlsx, xls or csv; read as orders from “{ $source }”
import-do = Upload and read
import-source = Source
import-source-hint = The system the orders come from. Within one source a number means one order
import-source-known = Used before:
import-channel = Counted as coming by
import-rest = Orders without a place that is known
import-rest-ask = Ask me one by one
import-rest-out = Leave out
import-rest-hint = They can also all go to one place
import-ended = Orders that say nothing of their state count as closed
import-refusal-no-file = Choose a file
import-refusal-no-place = No building or street is called “{ $name }”, or several are; choose from the list
import-refusal-places = Some places were not found; nothing was changed
import-refusal-many-fixes = At most { $most } cells can be mended here; for more, mend the table and upload it again

## Imports so far
import-empty = Nothing imported yet
import-empty-hint = Export orders from the 12345 system and upload the file. You are told what was read, and nothing is written until you say so.
import-col-file = File
import-col-brought = Uploaded
import-col-stands = Stands
import-col-total = Rows
import-stands-unclean = { $n } to settle
import-stands-applying = Writing { $done }/{ $total }

## Before it is written
import-show = Before it is written
import-show-sub = { $rows } rows from { $source }, uploaded { $when }; nothing is written yet
import-marked = Download the table with errors marked
import-apply = { $n ->
    [one] Write 1 matter
   *[other] Write { $n } matters
}
import-note-nothing = Writing it would change nothing.
import-note-nothing-why = All orders to be taken in are here already and say what they said. No need to write; put it aside.
import-note-clean = No errors; it can be written.
import-note-clean-why = All of it is written at once; nobody sees any of it before.
import-note-faults = { $faults ->
    [one] 1 thing has
   *[other] { $faults } things have
} to be mended before it can be written.
import-note-faults-why = All is written at once, never half. Mend cells here, or mend the table and upload it again.
import-note-asked = { $asked ->
    [one] 1 place has
   *[other] { $asked } places have
} to be told by you.
import-note-asked-why = Told once, the next table does not ask again.
import-note-both = To be settled before it can be written: errors { $faults }, places { $asked }.
import-note-both-why = All is written at once, never half. Mend cells here, or mend the table and upload it again.
import-before = The same file was written at { $when }.
import-read-as = Read as { $how }, headings in row { $row }, { $skipped } rows skipped (titles, notes, totals).
import-by-street = { $n } name no known building and go to their street.
import-fig-faults = errors
import-fig-asked = places to tell
import-fig-fresh = new
import-fig-changed = changed
import-fig-same = unchanged
import-fig-left-out = left out
import-fig-elsewhere = beyond your places

## Headings
import-headings = Headings: { $matched } of { $all } columns are known.
import-heading-as = {" "}“{ $text }” → { $column };
import-headings-unused = Not used: { $texts }
import-headings-missing = Columns that must be there and are not: { $columns }
import-headings-hint = Say what each column is. It is remembered once written: the same headings from the same source are not asked again.
import-headings-change = Change this
import-headings-do = Read it like this
import-col-heading = Column of the table
import-col-samples = First values
import-col-stands-for = Is
import-heading-none = Not used
import-heading-label = What “{ $text }” is

## To settle
import-parts = Which rows to show
import-part-todo = To settle
import-part-noted = Notes
import-part-mended = Mended cells
import-part-fresh = New
import-part-changed = Changed
import-part-same = Unchanged
import-part-left-out = Left out
import-part-elsewhere = Beyond your places
import-todo-none = Nothing to settle.
import-col-row = Row
import-col-order = Order
import-col-column = Column
import-col-cell = Cell
import-col-mended = Mended to
import-undo = As it was
import-more-faults = { $n } more follow once these are mended.
import-check = Mended; read it again
import-check-hint = Nothing is written yet; cells you left alone stay as they are.
import-again = Tell the places anew

## Places
import-questions = Which place
import-questions-hint = The same words are asked once.
import-questions-rest = Places nobody knows and not told below
import-asked = Row { $row }, { $rows } in all: where is “{ $text }”?
import-asked-nothing = Row { $row }, { $rows } in all, name no place: where do they go?
import-question-out = Leave these rows out
import-question-other = None of these; it is
import-question-where = It is
import-more-questions = { $n } more places are asked once these are told.

## Rows
import-col-verdict = Result
import-col-words = About
import-col-place = Goes to
import-col-changes = What changes
import-rows-shown = The first { $n } rows
import-said-nothing = nothing
import-verdict-faulty = Error
import-verdict-asked = To tell
import-verdict-fresh = New
import-verdict-changed = Changed
import-verdict-same = Unchanged
import-verdict-left-out = Left out
import-verdict-elsewhere = Beyond
import-likely = May be the same
import-likely-hint = Only a hint; they can be merged afterwards.
import-likely-row = Row { $row }

## Again, or not at all
import-file-again = Upload a mended table
import-file-again-hint = In the place of this one; headings and places told so far still count
import-file-again-do = Use this one instead
import-discard = Do not import
import-discard-hint = The file and what was read of it are deleted; nothing was written.
import-discard-do = Put this table aside

## Being written, written
import-running = Being written
import-running-far = { $done } of { $total } written
import-running-why = Nobody sees any of it before it is done. You may leave this page; the list of imports shows when it is.
import-running-look = See how far it is
import-still = The writing stands still
import-still-why = Nobody sees what is written so far, and nothing will stand twice. Go on, and all of it is seen at once.
import-still-do = Go on writing
import-ended-title = Result of the import
import-applied = { $n ->
    [one] 1 matter written
   *[other] { $n } matters written
}
import-discarded = Put aside; nothing was written
import-ended-sub = From { $source }, { $when }
import-applied-why = What is open waits for triage at the stations. The file is deleted.
import-applied-matters = See the new matters
import-discarded-why = The file is deleted.
import-another = Import another

## Columns
order-column-number = Order number
order-column-kind = Kind of order
order-column-category = Category
order-column-category-1 = Category, level 1
order-column-category-2 = Category, level 2
order-column-category-3 = Category, level 3
order-column-tags = Tags
order-column-title = Title
order-column-content = Content
order-column-state = State
order-column-caller = Caller
order-column-caller-contact = Caller's phone
order-column-district = District
order-column-street = Street
order-column-community = Community
order-column-place = Place
order-column-enterprise = Enterprise
order-column-channel = Channel
order-column-intake = Taken in by
order-column-urgency = Urgency
order-column-confidential = Confidential
order-column-lead = Lead
order-column-role = Lead or assist
order-column-raised-at = Time of call
order-column-due-at = Due
order-column-closed-at = Closed at
order-column-result = Result
order-column-reply = Reply
order-column-contacted = Contacted
order-column-called-back = Called back
order-column-solved = Solved
order-column-satisfied = Satisfied
order-column-remark = Remark
