# Whistle and report in

whistle-title = Whistle
whistle-state-open = Whistled
whistle-state-ended = Ended
whistle-call-state-called = To report in
whistle-call-state-disputed = Asks not to come
whistle-call-state-reported-in = Reported in
whistle-call-state-done = Part done
whistle-call-state-excused = Excused
whistle-call-state-recalled = Called off
whistle-sending-drafted = Not sent
whistle-sending-sent = Sent
whistle-sending-opened = Opened
whistle-sending-answered = Answered
whistle-presence-on-site = On site
whistle-presence-online = Online
whistle-presence-phone = By phone
whistle-venue-on-site = On site
whistle-venue-online = Online
whistle-role-lead = Leads
whistle-role-assist = Assists

matter-clock-report-in = Report in
matter-clock-refusal-ruling = Ruling on a refusal

## Blowing one

whistle-blow-title = Whistle for departments
whistle-blow-hint = Only for what the building cannot settle. Each department has its own clock; staying away needs a ground, and a third party rules.
whistle-blow-do = Whistle
whistle-called = Whom to call
whistle-called-none = No department is in this district's registry yet; add them there first.
whistle-called-advised = Dispatch catalogue
whistle-ask = What they are asked to do
whistle-ask-hint = One sentence for all; what is asked of one alone goes below
whistle-ask-each = Ask each on its own, or pick the lead
whistle-ask-of = Asked of { $name } alone
whistle-lead = Who leads
whistle-lead-first = The first one picked
whistle-tried = Tried in the building
whistle-tried-hint = Taken from the notes on progress, and yours to change; those called read it, so leave out the reporter's name and number
whistle-kind = Type of whistle
whistle-report-within = report in within { $limit }
whistle-venue = How to come
whistle-spot = Spot, or meeting number
whistle-come-at = Time agreed
whistle-come-at-hint = Left empty, the time to report in holds

## A whistle

whistle-by-to = { $by } → { $n } called
whistle-calls = Reporting in
whistle-calls-hint = Each has its own clock; it stops only on a ground, and shows for how long
whistle-told = { $come } came · { $awaited } awaited · { $disputed } before a ruling
whistle-call-body = Department
whistle-call-ask = Asked to
whistle-call-clock = Report in by
whistle-call-report = Reported in
whistle-call-result = What came of it
whistle-call-rating = Rating
whistle-answer-by = answer by { $day }
whistle-mean-of-five = mean of all items, of 5
whistle-verdict-said = On this whistle: { $verdict }
whistle-why-title = Why this whistle
whistle-about = Matter
whistle-place = Where
whistle-who = Whistled by
whistle-come = How to come
whistle-ending = Outcome
whistle-others = Called as well
whistle-blown-by = Whistled by { $by }

whistle-ladder = If nobody reports in
whistle-ladder-left = When { $percent }% of the time are left
whistle-ladder-after = { $limit } after the end
whistle-ladder-due = At the end

whistle-group = Text for a group
whistle-group-hint = Nothing of whoever raised the matter stands in it; select and copy it into a WeChat group.
whistle-group-text =
    Whistle · { $place }: { $title }
    { $names }: report in by { $due }, { $come }.
    Whistle { $number }

whistle-meeting-do = Ask for a joint meeting
whistle-meeting-asked = A joint meeting with those called was asked for at { $when }.

whistle-end-title = End the whistle
whistle-end-words = What came of it
whistle-end-hint = After that nobody need come any more, and both sides are rated
whistle-end-do = End the whistle

## Reporting in

whistle-report-title = Report in
whistle-report-hint = One sentence will do
whistle-report-presence = How
whistle-report-measure = What you come to do
whistle-report-measure-hint = The whistler, the street and the others called read it
whistle-report-who = Who comes, how many
whistle-report-answer-on = Answer by
whistle-report-do = Report in
whistle-finish-title = What came of it
whistle-finish-result = What was done, with what result
whistle-finish-hint = Say how far it got; the whistler ends the whistle and rates by it
whistle-finish-do = Our part is done
whistle-refuse-title = Ask not to come
whistle-refuse-hint = Only on a ground of the catalogue. A third party rules within { $within }; until then your clock stands still, and if the answer is no it runs on from there.
whistle-refuse-ground = Ground
whistle-refuse-why = Explanation and evidence
whistle-refuse-do = Send, and wait for the ruling
whistle-judge-title = On this whistle
whistle-judge-verdict = Was it rightly sent to you
whistle-judge-do = Send

## Ruling

whistle-ruling = Ruling
whistle-ruling-title = Ruling: need they come
whistle-ruling-answer = May they stay away
whistle-ruling-yes = Yes, excused
whistle-ruling-no = No, they still report in
whistle-ruling-words-hint = The whistler and this department read it
whistle-ruling-means = Yes: this one need not come, the whistle goes on. No: its clock runs on from where it stood.
whistle-ruling-do = Rule
whistle-refusal-of = Asks not to come: { $name }

## Rating

whistle-rating-title = Rate those who came
whistle-rating-of = Rate { $name }
whistle-rating-left = { $n } not rated yet
whistle-rating-do = Send, on to the next
whistle-rating-later = Later
whistle-grade-1 = 1 very poor
whistle-grade-2 = 2 poor
whistle-grade-3 = 3 fair
whistle-grade-4 = 4 good
whistle-grade-5 = 5 very good

## Departments without an account

whistle-sheet-do = Make a sheet
whistle-sheet-of = Make a sheet for { $name }
whistle-sheet-title = Whistle sheet
whistle-sheet-head = Whistle sheet: { $name }
whistle-sheet-once = The code is shown this once. Print the sheet or mail it to the department; a new sheet makes the old code void.
whistle-sheet-due = Report in by
whistle-sheet-link = Open
whistle-sheet-code = Enter the code
whistle-sheet-until = The code works until
whistle-mail-title = Text of a mail
whistle-mail =
    { $name },

    { $by } whistles about "{ $title }" ({ $place }) and asks you to: { $ask }

    Please report in by { $due }. Open { $link } and enter { $code }: without signing in you can report in, say what came of it, or ask not to come.
    The code works until { $until }.
whistle-code-title = Report in
whistle-code = Code on the sheet
whistle-code-hint = 8 letters and digits, such as 4KX7 29TM
whistle-code-do = Open the whistle
whistle-code-lost = Lost or expired? Ask the body that whistled for a new sheet.
whistle-code-other = Another code
whistle-code-scope = This code opens your part of this one whistle, and every step is on record.
whistle-refusal-code = This code opens no whistle: check it, or ask the body that whistled for a new sheet.

## List

whistle-list-hint = Every number opens to its whistles
whistle-list-number = Whistle
whistle-list-raised = Blown
whistle-list-state = State
whistle-list-empty = No whistle fits
whistle-list-empty-hint = What a building cannot settle is whistled about on the matter's page.
whistle-count-all = Whistles
whistle-count-in-time = All reported in on time
whistle-count-late = Somebody came late
whistle-count-awaited = Somebody has yet to come
whistle-count-refused = Somebody asked not to come
whistle-count-excused = somebody spared by a ruling
whistle-count-insisted = somebody sent by a ruling
whistle-count-rated = somebody rated
whistle-list-coming = Reporting in
whistle-list-of = Only whistles that call { $name }
whistle-figures = Whistles in figures
whistle-figures-hint = Every number is counted from the whistles and opens to them
whistle-figures-from = From month
whistle-figures-to = To month
whistle-figures-empty = No whistle in these months
whistle-figures-departments = Departments
whistle-figures-order = in the order of the register, not ranked
whistle-figures-months = Whistles by month
whistle-figures-all = { $n } in all
whistle-figures-formula = Called: how often whistles of these months call it; every further column is a part of that. In time: reported in within its time; late counts also who has not come and whose time is over. Who asks not to come may be spared by a ruling, or sent.
whistle-figures-mean-formula = Mean grade: the sum of all grades (1 to 5) whistlers gave it, divided by how many these are; what was not rated does not count.
whistle-figures-caution = Where there are few, one or two whistles move a number much. Departments are not ranked, nor given one score.
whistle-figure-called = Called
whistle-figure-in-time = In time
whistle-figure-late = Late
whistle-figure-awaited = Awaited
whistle-figure-refused = Asked not to come
whistle-figure-excused = Spared
whistle-figure-insisted = Sent
whistle-figure-rated = Rated
whistle-figure-mean = Mean grade

## To-dos

todo-whistle-report-in = Report in
todo-whistle-report-in-do = Report in
todo-whistle-report-in-rule = Time to report in
todo-whistle-finish = Finish your part of a whistle
todo-whistle-finish-do = Say what came of it
todo-whistle-finish-rule = The day you named yourselves
todo-whistle-rule = Rule whether they need come
todo-whistle-rule-do = Rule
todo-whistle-rule-rule = Time to rule
todo-whistle-end = End the whistle
todo-whistle-end-do = End it
todo-whistle-end-rule = No time limit
todo-whistle-rate = Rate those who came
todo-whistle-rate-do = Rate
todo-whistle-rate-rule = No time limit
todo-whistle-judge = Say what you think of the whistle
todo-whistle-judge-do = Say it
todo-whistle-judge-rule = No time limit
whistle-why-called = your department is called
whistle-why-reported = your department reported in and has not said what came of it
whistle-why-refused = a department asks not to come, and you rule
whistle-why-all-done = everybody is done, and you end the whistle
whistle-why-ended = the whistle has ended, and those who came are not rated yet
whistle-why-judge = the whistle has ended, and your department has not said what it thinks of it

## Life

matter-life-whistle-blown = Whistled
matter-life-whistle-opened = Whistle opened
matter-life-whistle-handed-over = Sheet handed over
matter-life-whistle-reported-in = Reported in
matter-life-whistle-part-done = Department done
matter-life-whistle-refused = Asks not to come
matter-life-whistle-ruled = Ruling
matter-life-whistle-meeting = Joint meeting asked for
matter-life-whistle-ended = Whistle ended
matter-life-whistle-recalled = The matter ended, and the whistle with it
matter-life-whistle-rated = Department rated
matter-life-whistle-judged = Department on the whistle

## Notices

notice-whistle-blown = Your body is whistled for: report in
notice-whistle-reported-in = A department reported in
notice-whistle-part-done = A department has done its part
notice-whistle-refused = A department asks not to come: a ruling is due
notice-whistle-excused = Ruled: it need not come
notice-whistle-insisted = Ruled: it has to come, the clock runs on
notice-whistle-escalated = The time to report in is short or over; you are told by the rules
notice-whistle-ended = The whistle has ended: say what you think of it
notice-whistle-recalled = The matter ended, and the whistle with it; both sides can be rated
notice-whistle-meeting = The whistler asks for a joint meeting

## When it cannot be

refusal-whistle-not-now =
    This department { $state ->
        [called] has not reported in
        [disputed] asks not to come and waits for the ruling
        [reported_in] has reported in
        [done] is done
        [excused] is excused by a ruling
       *[recalled] has been called off
    }: this step cannot be taken now.
refusal-whistle-may-not = By the local rules your body may not whistle. The station can.
refusal-whistle-nobody = Pick between one and twelve.
refusal-whistle-not-called = This department is not called by this whistle.
refusal-whistle-not-the-whistler = Only the body that whistled ends it, rates, and asks for a meeting.
refusal-whistle-ended = This whistle has ended.
refusal-whistle-still-open = Both sides are rated once the whistle has ended.
refusal-whistle-behind = Pick a time from now on.
refusal-whistle-meeting-asked = A joint meeting was asked for before.
