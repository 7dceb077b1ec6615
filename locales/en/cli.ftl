# The command line

cli-about = Loushi: software for governing buildings
cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-options = Options
cli-heading-values = Arguments
cli-value-command = COMMAND
cli-value-folder = FOLDER
cli-value-url = URL
cli-value-address = ADDRESS
cli-value-ip = IP
cli-value-file = FILE
cli-value-date = DATE
cli-value-number = NUMBER
cli-value-id = ID
cli-option-help = Show this help
cli-option-version = Show the version
cli-option-data = Data directory (default ./loushi-data, the demo's ./loushi-demo; or LOUSHI_DATA in the environment)
cli-option-database = URL of a PostgreSQL database; without it, SQLite in the data directory (or LOUSHI_DATABASE in the environment)
cli-option-lang = Language to answer in: zh Chinese, en English (default: the system's)
cli-option-json = Answer in JSON, for programs
cli-option-listen = Address to serve on (default 127.0.0.1:8080)
cli-option-base-url = Address people use; wall codes and links carry it
cli-option-trusted-proxy = A reverse proxy whose word about the client's address is believed; may be repeated

cli-error = Not done: { $why }
cli-stopped = Stopped; nothing half-made was left behind
cli-no-data = There are no data in { $path }. Run loushi init first, or name the directory with --data
cli-usage-hint = Run loushi --help for help
cli-usage-unknown-option = There is no such option: { $what }
cli-usage-unknown-command = There is no such command: { $what }
cli-usage-missing-command = A command is missing
cli-usage-missing-value = Missing: { $what }
cli-usage-wrong-value = { $what } cannot be "{ $value }"
cli-usage-conflict = These cannot be used together: { $what }
cli-usage-wrong = The command is not understood

cli-demo-about = Make and serve the demo: a district of invented buildings and a year of matters
cli-demo-as-of = Take this day for today (such as 2024-02-06); without it the demo ends at this moment
cli-demo-seed = Another seed gives other names and matters
cli-demo-small = Make one street with nine buildings only, in a few seconds
cli-demo-build-only = Make it, do not serve it
cli-demo-no-url = The demo uses SQLite in its data directory, not --database
cli-demo-other-day = The demo in { $path } is of another day. Name another directory with --data, or remove it
cli-demo-not-a-demo = { $path } exists and is no demo. Name another directory with --data
cli-demo-ready = The demo is served at { $address }
cli-demo-day = It takes { $day } for today
cli-demo-accounts = Accounts for each role (all in { $path }):
cli-accounts-heading = Accounts of the demo. The people are invented, and the accounts are good for this demo alone.
cli-accounts-second-factor = Accounts that ask for a code: the secret goes into an authenticator; each spare code works once. Codes go by real time, also when the demo's day is not today.
cli-step-plan = Planning streets and buildings
cli-step-registry = Writing buildings, enterprises, bodies and people
cli-step-matters = Letting a year of matters happen
cli-step-accounts = Opening accounts
cli-step-sync = Bringing it to disk

cli-init-about = Make a data directory, keys and tables, and give the link for the first operator
cli-init-done = The data directory is ready: { $path }
cli-init-link = After loushi serve, this link opens the first operator's account (once, within 24 hours): { $link }
cli-serve-about = Serve until told to stop
cli-serve-node = Number of this node, 0 to 999; nodes that share a PostgreSQL database each have their own
cli-serve-ready = Serving at { $address }
cli-serve-locked = A server is using { $path } already
cli-serve-first-link = There is no account yet. This link opens the first operator's, once: { $link }
cli-migrate-about = Bring the tables up to this version without serving
cli-migrate-done = The tables are those of this version

cli-verify-about = Verify the journal: recompute every entry, and name the first that was altered, cut out or moved
cli-verify-head = Also hold it against the published heads in this file
cli-verify-holds = Chain { $chain }: all { $count } entries hold, head { $hash }
cli-verify-missing = Chain { $chain }: entry { $seq } is missing
cli-verify-altered = Chain { $chain }: entry { $seq } ({ $id }) was altered
cli-verify-broken = Chain { $chain }: entry { $seq } ({ $id }) does not follow from the one before; it was moved or replaced
cli-verify-unsealed = Chain { $chain }: { $seq } entries are neither in the chain nor waiting for it
cli-verify-shortened = Chain { $chain }: it ends at entry { $seq }, but entry { $id } was published; its tail was cut off
cli-verify-other-head = Chain { $chain }: entry { $seq } is not the one that was published
cli-verify-forged = { $count } published heads have wrong signatures
cli-verify-no-head = There is no head in { $path }. It takes one JSON object, or a list of them, with district, seq and hash

cli-backup-about = Back up into one file: database, photos, list of erasures, not the keys. The server may run
cli-backup-file = Backup file, such as loushi-2024-02-06.tar.gz
cli-backup-no-url = Back PostgreSQL up and restore it with pg_dump; photos, keys and the list of erasures are in the data directory
cli-backup-exists = { $path } exists already; choose another name
cli-backup-done = Backed up to { $path } ({ $size } MB). The journal was verified:
cli-backup-keys = The keys are not in the backup. Keep { $path } elsewhere: without it nobody can read the contacts in the backup
cli-restore-about = Make a data directory of a backup, and hold its journal against the backup's heads
cli-restore-file = Backup file
cli-restore-exists = { $path } exists already. Move it away first, or name another directory with --data
cli-restore-done = Restored to { $path }. The journal is what it was:
cli-restore-erased = { $value } persons who were erased after the backup have been erased again
cli-restore-no-keys = Put the key file at { $value } before serving; persons erased after the backup will be erased again

cli-charter-about = Charters: check, begin, show
cli-charter-check-about = Check a charter file, and say at each line what was expected
cli-charter-new-about = Begin a charter from one that ships with the program
cli-charter-show-about = List every rule with its value and source
cli-charter-file = Charter file
cli-charter-file-or-id = Charter file, or the id of one that ships
cli-charter-id = Id of the new charter: small letters, digits and hyphens
cli-charter-from = Which shipped charter to begin from (default shijingshan-troika)
cli-charter-fine = { $file } has no faults
cli-charter-faults = { $count } in all
cli-charter-unknown = No charter "{ $id }" ships with the program. There are: { $known }
cli-charter-bad-id = "{ $id }" cannot be an id: small letters, digits and hyphens only, and none that ships
cli-charter-template = # Copied from { $base }: make the rules your own, each with its source, then run loushi charter check.

cli-role-operator = operator
cli-role-security-admin = security administrator
cli-role-auditor = auditor
cli-role-district = district
cli-role-street = street
cli-role-department = department
cli-role-station-head = head of the station
cli-role-station-worker = station worker
cli-role-party-secretary = secretary of the party organisation
cli-role-committee = committee member
cli-role-floor-leader = floor leader
cli-role-property = property company
cli-role-owner = owner
cli-role-enterprise = liaison of an enterprise

## import
cli-value-ledger = ledger
cli-value-name = name
cli-value-word = word
cli-value-pair = heading=column
cli-value-month = year-month
cli-import-about = Take in ledgers: read first, written whole if nothing is wrong; the same file twice changes nothing
cli-import-ledger = Which ledger: orders (work orders of the 12345 hotline)
cli-import-file = xlsx, xls or csv files, one or several
cli-import-dry-run = Read and report only; write nothing
cli-import-source = The system the orders come from; with its number it says which order it is. 12345 unless said otherwise
cli-import-channel = By which way they count as having come: code, visit, call, meeting, forum, hotline_12345 (the default)
cli-import-map = Which column an unknown heading stands for, such as "SRType=content"; nothing after the sign ignores it. May be given several times
cli-import-building = The building (name or code) for orders that name no place
cli-import-street = The street for orders that name no place
cli-import-ended = Orders that say nothing of their state count as closed
cli-import-no-pair = "{ $pair }" is not "heading=column"
cli-import-no-place = No building or street is called "{ $name }", or more than one is
cli-import-read = { $file }: { $total } rows, { $fresh } new ({ $street } of them down to a street only), { $changed } changed, { $same } unchanged
cli-import-error = { $cell } { $heading }: { $why } (now "{ $found }")
cli-import-warning = Note { $cell } { $heading }: { $why } (now "{ $found }")
cli-import-asked = From row { $row } on, { $rows } rows: which place is "{ $text }"? Perhaps { $names }
cli-import-asked-unknown = From row { $row } on, { $rows } rows: "{ $text }" is not known; name a place with --building or --street
cli-import-asked-nothing = From row { $row } on, { $rows } rows name no place; name one with --building or --street
cli-import-written = Written as a whole
cli-import-would-write = Nothing is wrong; it can be written
cli-import-not-written = Not written: { $faults } to mend, { $asked } places to tell

## export
cli-export-about = Hand a ledger out as xlsx; taken in again it changes nothing
cli-export-ledger = Which ledger: orders (work orders of the 12345 hotline)
cli-export-file = The file to write
cli-export-channel = Only those that came this way
cli-export-state = Only those in this state
cli-export-month = Only those counted in this month
cli-export-mark = Exported by command { $day }
cli-export-written = Written to { $file }

## account
cli-value-login = ACCOUNT
cli-value-role = ROLE
cli-account-about = Accounts: add, reset, lock, unlock, list, link. Passwords never stand in a command; people set theirs by a one-time link
cli-account-add-about = Open an account and give the link to set its password
cli-account-add-role = Appoint one of the three administrators: operator, security_admin or auditor. They are kept apart: one person, one of them
cli-account-add-person = The administrator's name; it goes into the vault
cli-account-add-holder = Open it for somebody in post: name of the body, or the public name
cli-account-link-about = Give a new link to set the password; earlier ones no longer work
cli-account-reset-about = Take password and second factor back, sign out everywhere, and give a link to set a new password
cli-account-lock-about = Forbid signing in, and sign out everywhere
cli-account-unlock-about = Allow signing in again, also after too many wrong passwords
cli-account-list-about = List accounts with posts and state
cli-account-name = The name somebody signs in with
cli-account-unknown = There is no account "{ $name }"
cli-account-whom = Appoint an administrator with --role and --person, or open it for somebody in post with --holder
cli-account-no-holder = Nobody in post fits "{ $words }"
cli-account-holders = Several people fit "{ $words }"; be more precise:
cli-account-added = Account { $name } is open
cli-account-reset = Account { $name } starts anew; its password and second factor no longer work
cli-account-locked = Account { $name } can no longer sign in
cli-account-unlocked = Account { $name } can sign in
cli-account-link = Hand this link to its owner to set a password (once, within { $hours } hours): { $link }
cli-account-none = There is no account yet. Open those of the three administrators with loushi account add, or use the link that loushi init gave
cli-account-missing = Administrators still missing: { $roles }
cli-account-active = can sign in
cli-account-disabled = locked
cli-account-no-password = no password yet
cli-account-never = never signed in
cli-account-no-factor = no second factor
cli-account-factor = second factor

## calendar
cli-calendar-about = The work calendar: take in the next year's holidays, list the years known
cli-calendar-import-about = Take in a notice of holidays, whole or not at all; the same one again changes nothing
cli-calendar-show-about = List the years known; that this one is not is a finding
cli-calendar-file = CSV file with the heading date,kind,name and one line a day
cli-calendar-source = Where it comes from, such as the number of the notice; the file's name unless given
cli-calendar-done = { $file }: { $days } days, { $fresh } of them new
cli-calendar-same = { $file }: all { $days } days were known; nothing changed
cli-calendar-uncovered = Note: 1 October { $year } is not listed, so the year counts as not known
cli-calendar-faults = { $count } lines are wrong; nothing was taken in
cli-calendar-years = Years known: { $years }
cli-calendar-lacking = The holidays of { $year } are not known; deadlines in it go by weekends and the dates fixed by law
