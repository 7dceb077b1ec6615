### Matters: pages for staff.

todo-matter-triage = Triage
todo-matter-triage-do = Triage
todo-matter-triage-rule = Limit for the answer to the reporter
todo-matter-sign = Sign for
todo-matter-sign-do = Sign for it
todo-matter-sign-rule = Limit for signing
todo-matter-complete = Complete
todo-matter-complete-do = Enter the result
todo-matter-complete-rule = Limit for handling
todo-matter-callback = Call back
todo-matter-callback-do = Call back
todo-matter-callback-rule = Limit for calling back
matter-why-station = Because your workstation serves this place
matter-why-callback = Because whoever calls back did not handle it
matter-why-lead = Because your body leads it
matter-why-assist = Because your body is asked to assist
matter-why-first-receiver = Because your body received it first

matter-voices = { $n ->
    [one] 1 person waits for this
   *[other] { $n } people wait for this
}
matter-clocks = Time limits
matter-clocks-hint = Each shows how it was counted
matter-clock-source = District rules, version { $version }, limits
matter-handle = Handle
matter-progress-label = Progress
matter-progress-hint = Seen only by those who handle it, unless you say otherwise
matter-progress-outward = Let the reporter and the public read it
matter-progress-do = Note progress
matter-contact-label = Contact with the reporter
matter-contact-hint = Write what was said; seen only by those who handle it
matter-contact-do = Note a contact
matter-life = What happened
matter-life-count = { $n ->
    [one] 1 entry
   *[other] { $n } entries
}
matter-life-all = All
matter-life-outward = Outward
matter-life-inward = Inward
matter-life-raised = Raised
matter-life-joined = Somebody met the same
matter-life-dispatched = Triaged and dispatched
matter-life-declined = Not accepted
matter-life-signed = Signed for
matter-life-contacted = Reporter contacted
matter-life-progressed = Progress
matter-life-completed = Completed
matter-life-called-back = Called back
matter-life-rated = Rated by the reporter
matter-life-reopened = Reopened
matter-life-supplemented = Reporter added something
matter-life-urged = Urged by the reporter
matter-life-withdrawn = Withdrawn
matter-life-closed-in-silence = Closed when the window passed
matter-life-revealed = Looked at the reporter's contact
matter-journal-range = These records stand in the journal chain, numbers { $first } – { $last }
matter-journal-verify = Verify
matter-contacted-yes = Contacted
matter-contacted-no = Not contacted
matter-parts = Who handles it
matter-reporter = Reporter
matter-reporter-shielded = The reporter is shielded: your post sees neither who raised it nor their own words.
matter-reporter-hint = Property companies and owners never see the reporter. To see the whole contact, state a purpose; the reporter will read it.
matter-sign-do = Sign for it
matter-complete-do = Complete
matter-complete-title = Complete: the result the reporter reads
matter-complete-result = Result
matter-complete-sentence = What was done, and by whom
matter-complete-hint = The reporter and the public read this sentence
matter-reveal-do = State a purpose and look
matter-reveal-title = The reporter's contact
matter-reveal-hint = Say why you need it. Purpose and time go into the journal, and the reporter sees them on the follow page.
matter-reveal-purpose = Purpose
matter-reveal-show = Show
matter-reveal-name = Name
matter-reveal-phone = Phone
matter-reveal-recorded = This look is in the journal, and the reporter sees it.
matter-reveal-back = Back to the matter

matter-triage-title = Triage
matter-triage-hint = Filled in from the words and the place; change what is wrong
matter-triage-category = Category
matter-triage-class = Class
matter-triage-no-assist = No assistance needed
matter-triage-why = Why it is filled in like this
matter-triage-due = To be completed by
matter-triage-recount = Count again
matter-triage-public-title = Title that others see
matter-triage-public-title-hint = Without names, numbers and rooms
matter-triage-reply = Reply to the reporter
matter-triage-reply-hint = It appears on the follow page
matter-triage-do = Dispatch and reply
matter-triage-later = Not now
matter-decline-title = Not accepted
matter-decline-ground = Ground
matter-decline-explanation = Explanation for the reporter
matter-decline-do = Do not accept

matter-callback-title = Call back
matter-callback-reached = Reached?
matter-reached-yes = Reached
matter-reached-no = Not reached
matter-callback-contacted = Did the handler contact you?
matter-callback-solved = Is it solved?
matter-callback-satisfied = Are you satisfied?
matter-callback-note = What the reporter said
matter-callback-do = Note the call-back
matter-callback-facts = What the reporter was told
matter-callback-no-contact = The reporter left no contact. Note "not reached"; it closes when the window passes.

matter-list-views = Views
matter-list-all = All
matter-list-late = Late
matter-list-state = State
matter-list-channel = Source
matter-list-building = Building code
matter-list-month = Month counted
matter-list-number = Number
matter-list-matter = Matter
matter-list-raised = Raised
matter-list-due = Due
matter-list-export = Export
matter-list-empty = No such matters
matter-list-empty-hint = Change the filter, or clear it.

matter-new-do = Note a matter
matter-new-hint = Heard on a visit, a call or in a meeting: note it for them, with its source.
matter-new-building = Building
matter-new-floor = Floor
matter-new-whole = The whole building
matter-new-spot = Exact spot
matter-new-channel = How it came
matter-new-text = What happened
matter-new-name = Reporter's name
matter-new-phone = Reporter's phone
matter-new-visibility = Who may see it
matter-new-save = Save

matter-waiting = Waiting for others
matter-waiting-all = All
matter-waiting-none = Nothing is out with others.
matter-waiting-for = Waiting for { $lead }
matter-seen-public-anonymous = Public, reporter anonymous
matter-seen-handlers-only = Not public, for its handlers only
