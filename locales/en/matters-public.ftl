### Public pages: a building's own page, raising, following by code, notes on counting, verifying.

## Home
home-title = Which building are you in?
home-scan = The code on the wall brings you there. Without one, look by name.
home-find = Name of the building
home-look = Find
home-buildings = Buildings
home-streets = By street
home-none = No such building found
home-none-next = Try fewer letters, or look by street.
home-sign-in = Staff: sign in

## A building
phrase-gap = {" "}
public-spot = { $floor }, { $spot }
public-storeys =
    { $n ->
        [one] 1 storey
       *[other] { $n } storeys
    }
public-you-are = You are at
public-not-here = Not here
public-call-station = Call the station
public-in-hand = In hand
public-none-in-hand = Nothing is in hand at present.
public-done = Done
public-recently-done = Recently done
public-all = All { $n }
public-all-done = All
public-others =
    { $n ->
        [one] 1 other met it too
       *[other] { $n } others met it too
    }
public-waiting =
    { $n ->
        [one] 1 person waits
       *[other] { $n } people wait
    }
public-due = due by { $due }
public-done-on = done { $day }
public-raised-on = raised { $day }
public-untitled = A matter (the station will give it a title)
public-runs = Who runs this building
public-chief = Chief of the month
public-floor-leader = Floor leader, { $floor }
public-property-phone = Property company, 24 hours
public-no-phone = No telephone on record
public-list-title = Matters of { $building }
public-list-views = In hand or done
public-list-empty = No matters here yet
public-list-empty-next = Those that are raised will stand here.
public-where = Where it stands
public-life = What happened
public-anonymous = Who raised it is not public; times are shown to the day.
public-step-received = Received
public-step-dispatched = Sent on
public-step-handled = In hand
public-step-completed = Done
public-step-rate = You rate
public-step-closed = Closed
public-life-raised = Received by the station
public-life-joined =
    { $n ->
        [one] 1 more person met it
       *[other] { $n } more people met it
    }
public-life-dispatched = Dispatched
public-life-declined = Not accepted
public-life-signed = Signed for
public-life-contacted = Contacted you
public-life-progressed = Progress
public-life-returned = Being dispatched anew
public-life-extended = More time was granted
public-life-parked = Parked until its review
public-life-resumed = Taken up again
public-life-appealed = Appealed against the refusal
public-life-completed = Completed
public-life-called-back = The station called back
public-life-rated = Your rating
public-life-reopened = Not solved: reopened
public-life-supplemented = More was added
public-life-urged = Urged
public-life-withdrawn = Withdrawn by the reporter
public-life-whistled = Departments whistled for what the building cannot settle
public-life-department-came = A department reported in
public-life-department-done = A department has done its part
public-life-department-excused = Ruled: this department need not come
public-life-bulletin-published = A bulletin was published
public-life-merged = Handled together with the same matter
public-life-split = Split off, handled by itself
public-life-words-erased = Your words and photos were deleted, as you asked
public-life-closed-in-silence = Closed, the time for rating having passed

## Raise a matter
raise-cta = Raise a matter
raise-promise-free = No account.
raise-promise-quick = One minute.
raise-promise-code = A code to follow it.
raise-elsewhere = Another place
raise-lift-phone = Lift rescue in this building:
raise-text = What is the matter?
raise-text-only = The only field you must fill in
raise-photos = Photos
raise-photos-hint = Optional, up to { $n }; place and camera data are removed
raise-photos-kept =
    { $n ->
        [one] 1 photo is kept and will be sent
       *[other] { $n } photos are kept and will be sent
    }
raise-phone = Mobile number
raise-phone-hint = Optional; only to tell you the result
raise-visibility = Who may see that it was you?
matter-visibility-public-anonymous-why = Everybody sees the matter, nobody sees who you are. Property company and owner see neither your number nor your words.
matter-visibility-handlers-only-why = Only the station and whoever handles it see the matter.
raise-preview = What others will see
raise-preview-why = A title taken from your words, without numbers, names and rooms.
raise-preview-who = the reporter is not shown
raise-preview-photos =
    { $n ->
        [one] 1 photo, shown after review
       *[other] { $n } photos, shown after review
    }
raise-preview-do = Show me
raise-trap = Leave this empty
raise-refusal-trap = A field that must stay empty was filled in. Clear it and send again, or call the station.
raise-send = Send
raise-answer = The station replies within { $limit }.
raise-answer-offline = Without a connection it is sent once there is one.
raise-done = Received. The station replies within { $limit }.

## Perhaps the same
dup-title = Perhaps the same matter
dup-join = Me too, follow this one
dup-join-why = No need to write it again; you get a code to follow it.
dup-look = Look at it
dup-different = Not this one, send what I wrote
dup-joined = Noted: you are waiting for this one too.

## Following by code
follow-cta = Follow by code
follow-code = Query code
follow-code-hint = 8 characters; capitals and spaces do not matter
follow-look = Look
follow-lost = Lost the code? Call the station with the building and the day.
follow-refusal-code = No matter with this code. Check for a slip.
follow-keep = Below is the code to follow it by. Keep it.
follow-link = Or bookmark this address:
follow-copy = Copy
follow-copied = Copied
follow-save = Save to phone
follow-card =
    { $title }
    Query code { $code }
    { $link }
follow-back = The building
follow-who = Who has it now
follow-who-station = The station
follow-who-with = { $lead } leads, { $assists } assist
follow-next = Next: { $what }
follow-next-reply = an answer by { $due }
follow-next-triage = the station says what becomes of it
follow-next-sign-by = signed for by { $due }
follow-next-sign = whoever handles it signs for it
follow-next-contact = they contact you by { $due }
follow-next-handle = the result is written down, then the station calls back
follow-next-parked = It cannot be settled now and will be looked at again by { $due }; see below why
follow-next-call-by = please rate it; else the station calls back by { $due }
follow-next-call = please rate it, or wait for the call-back
follow-next-window = if it is not solved, you can reopen it until { $due }
follow-next-closed = this one is finished
follow-next-merged = The same was raised by others and is handled as one, now: { $status }
follow-next-merged-window = done as one; if it is not solved, you can reopen it until { $due }
follow-next-declined = the reason stands below
follow-next-withdrawn = nothing more is done
appeal-title = I do not accept this
appeal-words = Why
appeal-hint = To the street, once. Only the station and the street read your words
appeal-send = Appeal
follow-called = Departments called
follow-called-awaited = has not come yet
follow-called-came = came, and is at it
follow-called-done = has done its part
follow-called-excused = need not come
follow-called-recalled = need not come any more
follow-finish = Finished at the latest
follow-finish-by = by { $due }
follow-urged = Urged; whoever handles it sees that. You can urge again in { $span }.
follow-supplement = What do you want to add?
follow-supplement-hint = Like your first words, not shown to property company and owner
follow-supplement-send = Add
withdraw-alone = Once withdrawn it is not handled and cannot be restored.
withdraw-shared = Others wait for this one too; it goes on without you.
withdraw-do = Withdraw this one
rate-title = How was it handled?
rate-contacted = Were you contacted?
rate-solved = Is it solved?
rate-satisfied = Are you satisfied?
rate-send = Send rating
reopen-title = Not solved? Reopen it
reopen-why = What is not solved?
reopen-why-hint = Optional; it helps whoever handles it
reopen-send = Reopen it
follow-own = What you wrote
follow-photo = Photo { $n }
follow-photo-raw = The station has not looked yet; others do not see it
follow-photo-released = The station has looked and released it
follow-photo-withheld = Kept from others: { $ground }
public-photos-why = The reporter sent these photos; they are shown once the station has looked.
follow-looks = Who looked at your number
follow-look-purpose = For: “{ $purpose }”
follow-look-erased = erased on request
follow-looks-nothing = You left no number.
follow-looks-none = Nobody has looked. Property company and owner cannot.
follow-looks-shield = Property company and owner cannot look.

## How matters are counted
about-counting-title = How matters are counted
about-counting-what-head = What is counted
about-counting-what-text = Each matter counts once, in the month and the building it was raised in. Questions, requests, complaints and proposals all count.
about-counting-channel-head = Before and after a complaint
about-counting-channel-text = Orders from the 12345 hotline count as complaints. What was raised by code, visit, call, meeting or forum, and solved before anyone called 12345, counts as solved before complaint.
about-counting-solved-head = What counts as solved
about-counting-solved-text = The handler completed it, and the reporter did not say “not solved”. Whether an explanation counts is written in the local rules.
about-counting-voices-head = Me too
about-counting-voices-text = What many people meet is still one matter; their number stands beside it, one phone counting once.
about-counting-base-head = Before and after
about-counting-base-text = Compared with the average of whole months before the local rules took effect; how many is written in the rules. Without a base there is no comparison.
about-counting-late-head = Late
about-counting-late-text = What is late is written down and stays so after it is finished. Every deadline opens to its calculation.

## Personal data
about-privacy-title = Personal data
about-privacy-asked-head = What you are asked
about-privacy-asked-text = One sentence. The number is optional, no name, no account.
about-privacy-kept-head = How it is kept
about-privacy-kept-text = Numbers are encrypted apart from the matters, each person under a key of their own. Of a query code only a mark is kept that cannot be turned back; nobody can look up a lost one.
about-privacy-seen-head = Who sees it
about-privacy-seen-text = The station and the street read your words. Property company, owner, enterprises and the committee see the edited title only, and times to the day. Of a public matter everybody sees the same title.
about-privacy-looks-head = Who looked at your number
about-privacy-looks-text = Looking needs a purpose, is recorded each time, stands on your follow page, and cannot be deleted.
about-privacy-cookies-head = What your phone keeps
about-privacy-cookies-text = Your choices of language, size and theme; and once you raised or joined a matter, a random number so that nobody counts twice. No statistics, no advertising. Network addresses are counted in memory only and not stored.
about-privacy-photos-head = Photos
about-privacy-photos-text = Photos are drawn anew on arrival, which removes place and camera data. Others see them only after the station has looked and released them; what it withholds it gives a reason for, and a release can be taken back. Photos that were uploaded and not sent are deleted after a day.
about-privacy-erase-head = Erasure
about-privacy-erase-text = At the end of the page your code leads to you can download what is held on you and ask for it to be erased. The security administrator decides on a ground of the law within 30 days. Erasing destroys your key: number, words and photos can never be read again. The matter and the integrity of the record are not touched.

## Accessibility
about-accessibility-title = Accessibility
about-accessibility-size-head = Large type and dark
about-accessibility-size-text = “Large type” at the head gives large letters, wide buttons and only what matters. The foot switches to dark. Your phone remembers the choice.
about-accessibility-script-head = Works without script
about-accessibility-script-text = Raising, following, rating and withdrawing need no script. With script, what you write without a connection stays on the phone until there is one.
about-accessibility-keyboard-head = Keyboard and screen reader
about-accessibility-keyboard-text = Every step can be done by keyboard; status is shown by shape, word and colour together.
about-accessibility-words-head = Language
about-accessibility-words-text = Switch between Chinese and English at the head. What people wrote is not translated.
about-accessibility-help-head = If it does not work for you
about-accessibility-help-text = Call the station; a worker raises it for you, and you get a code as well.

## Verifying
verify-title = Verify the record
verify-what = Every step of every matter is written into a chain in which each entry holds the mark of the one before. Change, remove or reorder one, and the marks that follow no longer fit. The mark at the end of the chain is signed and published here every day.
verify-how = How to verify
verify-how-keep = Write down today's end of the chain: number of entries and mark.
verify-how-ask = Some time later, ask the operator to run loushi verify on the whole chain, or run it on a backup yourself.
verify-how-compare = It recomputes every entry and says whether the one you wrote down is still there and unchanged.
verify-heads = Latest published ends
verify-none = No end of the chain has been published yet
verify-none-next = They are published once a day; look again tomorrow.
verify-installation = The installation
verify-entries = Entries
verify-hash = Mark
verify-signature = Signature
verify-key = Public key
