### Matters: states, roles, clocks, answers, and what the rules say when they say no.

## States
matter-state-new = New
matter-state-dispatched = Awaiting sign-off
matter-state-in-progress = In hand
matter-state-parked = Parked
matter-state-completed = Completed, call-back due
matter-state-closed = Closed
matter-state-merged = Merged
matter-state-declined = Not accepted
matter-state-withdrawn = Withdrawn

## Steps
matter-transition-dispatch = Dispatch
matter-transition-decline = Do not accept
matter-transition-sign = Sign for it
matter-transition-return = Sent back
matter-transition-park = Parked
matter-transition-resume = Taken up again
matter-transition-appeal = Appeal
matter-transition-complete = Complete
matter-transition-call-back = Call back
matter-transition-rate = Rate
matter-transition-auto-close = Close at the end of the window
matter-transition-reopen = Reopen
matter-transition-withdraw = Withdraw
matter-transition-end-elsewhere = Ended at the source
matter-transition-merge = Merge
matter-transition-split-new = Split off, back to new
matter-transition-split-dispatched = Split off, back to awaiting signature
matter-transition-split-in-progress = Split off, back in hand
matter-deed-contact = Contact the reporter
matter-deed-outward-progress = Progress (outward)
matter-deed-inward-progress = Progress (inward)
matter-deed-assist-sign = Assistant signs
matter-deed-assist-report = Assistant's report
matter-deed-object = Objection
matter-deed-ask-extension = Asking for time
matter-deed-ask-parking = Asking to park
matter-deed-rule = Ruling
matter-deed-missed-callback = Call-back, not reached
matter-deed-rate-only = Rate
matter-deed-join = Me too
matter-deed-supplement = Add to it
matter-deed-urge = Urge
matter-deed-supervise = Supervised
matter-deed-publish = Bulletin published

## Channels
matter-channel-code = Code on the wall
matter-channel-visit = Visit
matter-channel-call = Call
matter-channel-meeting = Meeting
matter-channel-forum = Forum
matter-channel-hotline-12345 = 12345 order

## Who may see it
matter-visibility-public-anonymous = The matter is public, you are not
matter-visibility-handlers-only = The matter is not public either

## Who handles it
matter-assignment-role-lead = Lead
matter-assignment-role-assist = Assist
matter-assignment-state-sent = Awaiting sign-off
matter-assignment-state-signed = Signed
matter-assignment-state-done = Done
matter-assignment-state-recalled = Recalled

## Clocks
matter-clock-reply = Reply to the reporter
matter-clock-sign = Sign for it
matter-clock-contact = Contact the reporter
matter-clock-resolve = Complete
matter-clock-ruling = Ruling
matter-clock-callback = Call back

## Results and answers
matter-result-solved = Solved
matter-result-partly = Partly solved
matter-result-explained = Explained
matter-result-unsolved = Cannot be solved for now
matter-solved-solved = Solved
matter-solved-partly = Partly solved
matter-solved-unsolved = Not solved
matter-satisfaction-satisfied = Satisfied
matter-satisfaction-mostly = Mostly satisfied
matter-satisfaction-dissatisfied = Dissatisfied
matter-satisfaction-none = Not rated

## The rules say no
refusal-matter-not-now =
    This matter { $state ->
        [new] still waits for triage
        [dispatched] still waits to be signed for
        [in_progress] is in hand
        [parked] is parked until its review
        [completed] is completed and waits for the call-back
        [closed] is closed
        [merged] has gone on in another matter
        [declined] was not accepted
       *[withdrawn] was withdrawn
    }; this step is not possible now.
refusal-matter-blank =
    { $field ->
        [text] Say in a sentence what happened.
        [reply] Write a sentence of reply to the reporter.
        [explanation] Say why it is not accepted; the reporter reads this.
        [progress] Write a sentence of progress.
        [supplement] Write a sentence to add.
        [why] Say why; whoever rules reads this.
        [words] Write a sentence of ruling.
        [ask] Say what is to be answered.
        [answer] Write a sentence of answer.
        [end] Say why it is enough.
        [answer_by] Choose a day for the answer.
        [review_on] Pick a day to look again.
        [appeal] Say why you do not accept it.
        [report] Write a sentence on what you did.
        [purpose] Say why you need to look; the reporter reads this.
        [tried] Say what was tried in the building.
        [ask] Write a sentence on what they are asked to do.
        [measure] Write a sentence on what you come to do.
        [result] Say what was done, with what result.
        [ending] Write a sentence on what came of it.
        [title] Write a title others understand.
       *[other] This is required.
    }
refusal-matter-too-long = At most { $most } characters; this has { $has }.
refusal-matter-photos = At most { $most } photos; these are { $has }.
refusal-matter-phone = A mobile number has 11 digits; a landline its area code. You may leave it empty.
refusal-matter-not-yours = This matter was not dispatched to your body.
refusal-matter-already-signed = Your body has signed for it already.
refusal-matter-ruling-open = A request in this matter waits for its ruling; ask again after it.
refusal-matter-nothing-to-rule = This request has been ruled on, or the matter has moved on.
refusal-matter-own-request = Somebody else has to rule on what your own body asks for.
refusal-matter-designated = The street has named who handles this; it cannot be sent back again.
refusal-matter-for-the-street = The street has to decide this.
refusal-matter-asked-too-often = This can be granted { $most } times in one matter, and has been.
refusal-matter-asked-too-late = The time for finishing is over, so it cannot be extended. Go on with it; how late it is will stand.
refusal-matter-review = The review has to be after today.
refusal-matter-review-latest = The review has to be after today, at the latest on { $longest }.
refusal-matter-appealed-before = You have appealed once; the street will answer you.
refusal-matter-merge-itself = A matter cannot go on in itself.
refusal-matter-merge-elsewhere = It lies in another building.
refusal-matter-merge-ended = That one is finished; nothing goes on in it. The reporter can be told that the same was dealt with.
refusal-matter-merge-number = No such number; check it.
refusal-matter-has-members = Others go on in this one: split them off first, or merge the other way round.
refusal-matter-still-whistled = Departments are called to this one: end the whistle first, or merge the other way round.
refusal-matter-ended-together = It ended together with the one it went on in; what is not solved is said there, or raised anew.
refusal-matter-nothing-to-merge = Tick what is to go on in this one.
refusal-matter-answer-by = The answer is due from today on, by { $farthest } at the latest.
refusal-matter-nothing-to-answer = This supervision waits for no answer now, or has ended.
refusal-matter-not-the-supervisor = Only the body that supervises ends it.
refusal-matter-not-the-lead = The lead does this; assistants report to the lead.
refusal-matter-not-in-charter = The charter does not hold “{ $chosen }”; choose from the list.
refusal-matter-named-twice = A body can be chosen once only: lead or assist.
refusal-matter-nobody-on-duty = Nobody holds this post today; choose a lead directly.
refusal-completion-empty = Say what was done and by whom; the reporter reads this.
refusal-completion-short = Be more specific, at least { $least } characters: what was done and by whom.
refusal-completion-weak = “{ $phrases }” alone is not enough. Say what was done and by whom; the reporter reads this.
refusal-completion-title = This is the title. Say what was done and by whom; the reporter reads this.
refusal-matter-caller-handled = You handled this matter; somebody who did not must call back.
refusal-matter-not-the-reporter = Only whoever raised it can do this.
refusal-matter-already-rated = You have rated it. If it is not solved, ask for it to be reopened.
refusal-matter-window-passed = The time for rating and reopening is over. You can raise it again; it will be linked.
refusal-matter-window-still-runs = The time for rating still runs; it cannot be closed yet.
refusal-matter-already-counted = You follow this one already; a person counts once.
refusal-matter-urged-too-soon =
    Urged just now. Again in { $minutes ->
        [one] 1 minute
       *[other] { $minutes } minutes
    }.

## What is taken out
matter-personal-phone = (number)
matter-personal-id-number = (card number)
matter-personal-email = (e-mail)
matter-personal-account = (account)
matter-personal-plate = (plate)
matter-personal-room = (room)
matter-personal-name = (name)

## Why it was filled in so
matter-reason-words = “{ $words }” → { $category }
matter-reason-learned = The model suggests “{ $category }” · { $percent } % sure · because of: { $words }
matter-reason-learned-plain = The model suggests “{ $category }” · { $percent } % sure
matter-reason-no-words = No word was recognised; “{ $category }” for now
matter-reason-class-words = The text has “{ $words }”: { $class }
matter-reason-class-category = { $category } is { $class } by default
matter-reason-class-usual = Nothing else is said: { $class }
matter-reason-precedent = { $alike } alike in the last { $days } days, { $same } dispatched this way, { $returned } sent back
matter-route-officer = An officer looks after this topic
matter-route-floor-leader = The floor has a leader
matter-route-grid-worker = The grid has staff
matter-route-chief = The chief of this month
matter-route-station = The station handles it
matter-route-catalogue = The dispatch catalogue gives it to this body ({ $source })
matter-route-department = The dispatch catalogue gives it to the department for { $function } ({ $source })
matter-route-no-department = The dispatch catalogue asks for a department for { $function }, and the register has none; the station takes it for now
matter-confidence-low = Please check
matter-confidence-middle = Fairly sure
matter-confidence-high = Sure
refusal-street-without-code = This street has no letters for numbers yet; add them in the registry first.
