# The shell: header, navigation, dates, words inside components.

app-name = Loushi
shell-skip = Skip to content
shell-main-nav = Main
shell-page-nav = This page
shell-language = Language
shell-other-language = 中文
shell-elder-on = Large type
shell-elder-off = Standard
shell-dark = Dark
shell-light = Light
shell-back = Back
shell-find = Search matters, buildings, companies, people
shell-notices = Notices
shell-notices-count =
    { $n ->
        [one] Notices, { $n } unread
       *[other] Notices, { $n } unread
    }
shell-notices-many = Notices, { $n } or more unread
shell-me = Me
shell-demo = This is a demonstration: people, companies and matters are invented.
shell-scope-pick = Change scope
shell-about-counting = How we count
shell-about-privacy = Your data
shell-about-accessibility = Accessibility
shell-verify = Verify this record
shell-as-of = Data as of { $time }
shell-run-by = Run by { $name }
shell-kept-by = Kept by { $name }

# Navigation
nav-desk = To do
nav-matters = Matters
nav-station = Station
nav-supervision = Supervision
nav-common-needs = Common needs
nav-whistles = Whistles
nav-topics = Topics
nav-meetings = Meetings
nav-commitments = Commitments
nav-lists = Three lists
nav-visits = Visits
nav-activities = Events and rooms
nav-buildings = Buildings
nav-enterprises = Companies
nav-bodies = Bodies and people
nav-indicators = Indicators
nav-charter = Charter
nav-imports = Imports
nav-me = Me
nav-accounts = Accounts
nav-backup = Backup
nav-journal = Journal
nav-requests = Data requests
nav-opening = Opening
nav-mail = Mail
nav-calendar = Work calendar
nav-api = API
nav-system = System
nav-search = Search
nav-group-deliberate = Deliberate
nav-group-serve = Serve
nav-group-register = Who and where
nav-group-evaluate = Figures
nav-group-manage = Administration

# Dates and durations
date-day = { $weekday } { $day } { $monthname }
date-day-year = { $weekday } { $day } { $monthname } { $year }
date-short = { $day } { $monthname }
date-short-year = { $day } { $monthname } { $year }
date-full = { $weekday } { $day } { $monthname } { $year }
date-at = { $day }, { $time }
date-short-at = { $day }, { $time }
date-today-at = today { $time }
date-yesterday-at = yesterday { $time }
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
span-days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
span-hours = { $n } h
span-minutes = { $n } min
span-moment = less than 1 min
span-working-days =
    { $n ->
        [one] { $n } working day
       *[other] { $n } working days
    }
span-today = less than a day

# Clocks
clock-left = { $span } left
clock-left-moment = less than 1 min left
clock-late = { $span } late
clock-late-moment = late just now
clock-paused = Paused { $span }
clock-took = Took { $span }
clock-took-late = Took { $span }, { $late } late
clock-how = How this was counted
clock-bar = { $percent }% used

# Status
status-new = New
status-awaiting = Awaiting sign-off
status-in-hand = In hand
status-deliberation = In deliberation
status-whistled = Whistled
status-parked = Parked
status-completed = Completed, call-back due
status-closed = Closed
status-merged = Merged
status-declined = Not accepted
status-withdrawn = Withdrawn

# Day strip
strip-start = Start
strip-not-counted = not counted
strip-nth = { $n }
strip-make-up = make-up day
strip-today = today
strip-holiday = Holiday
strip-days-off =
    { $n ->
        [one] { $n } day off
       *[other] { $n } days off
    }
strip-weekend = Weekend
strip-paused = Paused
strip-moved = Moved
strip-folded = { $n } more
strip-weekdays = { $first }–{ $last }
strip-sum-days = Starts { $start }, that day not counted; { $limit }; due { $day }, 24:00.
strip-sum-hours = { $limit } from { $start }, running through nights and holidays.
strip-warning-year = When this deadline was counted the holidays of { $year } were not known; weekends and the dates fixed by law were taken.
weekday-short-1 = M
weekday-short-2 = Tu
weekday-short-3 = W
weekday-short-4 = Th
weekday-short-5 = F
weekday-short-6 = Sa
weekday-short-7 = Su
limit-min = { $n } min
limit-h =
    { $n ->
        [one] { $n } hour
       *[other] { $n } hours
    }
limit-wd =
    { $n ->
        [one] { $n } working day
       *[other] { $n } working days
    }
limit-d =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
limit-m =
    { $n ->
        [one] { $n } month
       *[other] { $n } months
    }
limit-y =
    { $n ->
        [one] { $n } year
       *[other] { $n } years
    }

# Forms
form-required = Required
form-optional = optional
form-errors =
    { $n ->
        [one] { $n } thing to correct
       *[other] { $n } things to correct
    }
form-failed = Nothing you filled in is wrong: the system could not save it. Try again in a few minutes; if it fails again, tell the station number { $id }.
form-cancel = Cancel
form-filter = Filter
form-clear = Clear
form-pick = Choose
form-any = Any

# Lists and paging
pager-count = { $n } in all
pager-many = More than { $n }
pager-first = Back to the first
pager-next = Next { $n }
pager-none = No more
pager-label = Pages
as-of-label = As of
as-of-look = Look
as-of-note = You see { $day } as it was; nothing can be done from here.
as-of-today = Back to today
stack-floor = Fl.
stack-leader = Floor leader
stack-rooms = Tenants and leased area (m²)
stack-open = Open
stack-open-count = { $n }
stack-vacant = Vacant
stack-party = Has a party organisation
stack-shared = Shared
stack-unfilled = To be elected

# Errors and nothing to see
nf = Nothing here that you can see
nf-why = The link may be wrong, or it lies outside your buildings.
nf-home = Back to the start
nf-desk = Back to your to-dos
error-title = Something went wrong
error-failed = It was not done; we have noted it.
error-failed-why = Try once more. If it fails again, tell the station this number.
error-late = It took too long, so we stopped waiting
error-late-why = It may be done or not. Look first, and send it again only if it is not there. If this goes on, tell the station this number.
error-id = Number { $id }
error-too-large = That was too large
error-too-large-why = At most { $limit } at a time. Send one photo fewer, or make it smaller.
error-too-many = Too often
error-too-many-why = Try again in { $span }. If it is urgent, call 119 or 120, or ring the station.
error-bad-request = This request cannot be read
error-bad-request-why = Go back one page and try again.
error-refused-why = Nothing was changed.
error-cross-site = This request did not come from this site
error-cross-site-why = Send it again from one of our pages.
error-sign-in = Sign in first
error-sign-in-why = You can go on after signing in.
error-unavailable = The system is being serviced
error-unavailable-why = What you wrote is not saved yet. Try again in a few minutes.
err-kept = Not saved. Your text is kept below.

# Offline drafts
draft-title = Drafts on this phone
draft-offline = No connection; kept on this phone. It is sent when the connection is back. Until then you can change or delete it.
draft-sent = The draft was sent
draft-see = Follow it
draft-look = Open it
draft-needs-you = This draft needs one more look before it can be sent
draft-edit = Go on writing
draft-delete = Delete
