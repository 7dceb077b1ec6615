### Pages of the registry: buildings, enterprises, bodies, search.

registry-administration = Administration
registry-keeper-operator = Operator
registry-keeper-security-admin = Security administrator
registry-keeper-auditor = Auditor
registry-name-of = { $name } ({ $body })
registry-from-until = { $from } to { $until }
registry-since = since { $from }
registry-until = until { $until }
registry-people = { $n ->
    [one] 1 person
   *[other] { $n } people
}
registry-seat-missing = Missing: { $seat } ({ $n })
registry-size = { $n } members; it should have { $least } to { $most }
registry-size-odd = { $n } members; it should have an odd number from { $least } to { $most }

building-verified = checked { $day }
building-codes = Wall codes
building-export = Ledger
building-views = Pages of this building
building-tab-stack = Floors
building-tab-matters = Open matters
building-tab-enterprises = Enterprises
building-tab-public = Public page
building-shows = Show some floors only
building-show-all = All
building-show-open = Open matters
building-show-vacant = Vacant
building-show-party = Party organisation
building-show-ending = Lease ends within half a year
building-empty = No such floors
building-empty-why = Choose another filter.
building-bare = The floors are not recorded yet
building-bare-why = Once floors and rooms are, the whole building is drawn here.
building-floor-sum = { $n ->
    [one] 1 tenant
   *[other] { $n } tenants
} · { $people } people
building-floor-none-open = None
building-floor-tenants = Tenants
building-room-area = { $room }, { $area } m²
building-figures = Figures of this building
building-occupancy = Occupancy
building-vacant = Vacant m²
building-enterprises = Enterprises
building-people = People at work
building-occupancy-sum = Occupancy = { $let } let ÷ { $lettable } to let (m², by recorded leases)
building-occupancy-none = Without the area to let, occupancy cannot be told
building-organs = Who governs it
building-organs-none = No body covers this building yet
building-organs-none-why = Bodies stand here once their coverage is recorded.
building-organ-absent = None covers this building yet
building-organ-joint = joint, covers { $n } places
building-organ-members = { $n ->
    [one] 1 member
   *[other] { $n } members
}
building-organ-members-of = Members: { $n }; the charter asks for { $least } to { $most }
building-organ-seat = { $seat }: { $who }
building-organ-beside = Besides: { $seats }
building-organ-beside-seat = { $seat } { $n }
building-organ-secretary = Secretary { $name }
building-organ-secretary-until = Secretary { $name }, until { $until }
building-organ-staff = { $n } staff
building-organ-staff-norm = { $tier }: { $n } staff of { $norm }
building-organ-short = { $n } missing
building-gaps = To be completed
building-gap-leaders = No floor leader on { $floors }
building-gap-leaders-many = { $n } floors have no floor leader
building-gap-leaders-why = The station takes what concerns these floors
building-gap-unplaced = { $n ->
    [one] 1 tenant is
   *[other] { $n } tenants are
} known to be in the building, but not on which floor
building-gap-unplaced-why = The floors do not show them
building-gap-lettable = The area to let is not recorded
building-gap-lettable-why = Occupancy and vacancy cannot be told
building-gap-overlet = More area is let than there is to let
building-gap-overlet-why = A lease or the area to let is wrong
building-gap-verified = The ledger was never checked
building-gap-verified-why = Once it is, the day stands here

registry-export = Export
registry-export-too-many = More than { $most } rows. Narrow the list before exporting it.
registry-yes = Yes
registry-no = No
registry-unknown = Unknown

codes-title = Wall codes
codes-why = Print them and hang them by lifts, at the desk and on each floor. Scanned, each opens the page of its place: raise a matter, follow one, call somebody.
codes-say = Scan to raise a matter, no account
codes-file = Download SVG
codes-empty = No codes for this building yet
codes-empty-why = Once building and floors have codes, they are printed here.

buildings-name = Name of the building
buildings-street = Street or park
buildings-building = Building
buildings-right = Ownership
buildings-grade = Grade
buildings-enterprises = Enterprises
buildings-verified = Checked
buildings-empty = No such buildings
buildings-empty-why = Change the filter; buildings outside your scope are not listed.

enterprises-of = Only in { $building }
enterprises-all = Show all
enterprises-name = Name of the enterprise
enterprises-industry = Industry
enterprises-people = People
enterprises-registered = Registered here
enterprises-empty = No such enterprises
enterprises-empty-why = Change the filter; enterprises outside your scope are not listed.

enterprise-tenancies = Leases
enterprise-tenancies-note = Moving in and moving out are events with dates; a slip is corrected, not overwritten.
enterprise-chart = Leases over time; the table below says the same
enterprise-area = { $area } m²
enterprise-area-head = Area (m²)
enterprise-place = Place
enterprise-from = From
enterprise-until = Until
enterprise-state = State
enterprise-now = Current
enterprise-later = Not begun
enterprise-over = Over
enterprise-nowhere = No leases
enterprise-nowhere-why = Once it moves in, the lease stands here.
enterprise-facts = Ledger
enterprise-speakers = Who stands for it
enterprise-speakers-none = Nobody sits anywhere for it
enterprise-speakers-none-why = Committee members and floor leaders of this enterprise stand here.

body-joint = Joint
body-written = Written “{ $name }” in the ledger
body-seats = Seats
body-seat = Seat
body-holder = Holder
body-represents = Stands for
body-term = Term
body-chief = In the chair this month: { $name }
body-unnamed = Held; the name is not public
body-vacant = Missing
body-open = Not filled
body-seats-none = The charter gives this kind of body no seats
body-seats-none-why = Once posts are filled, they stand here.
body-check = Against the charter
body-check-why = Seats and numbers the charter asks for, against the posts of the day.
body-complete = Everything the charter asks for is there
body-facts = Ledger
body-founded = Founded
body-dissolved = Dissolved
body-phone = Telephone
body-covers = Covers
body-covers-none = It covers no place
body-covers-more = and { $n } more
body-children = Below it

search-words = What to look for
search-do = Search
search-found = “{ $words }”: { $n ->
    [one] 1 result
   *[other] { $n } results
}
search-found-of = Search “{ $words }”
search-nothing-asked = Type some words first
search-nothing-asked-why = Names of buildings, enterprises and bodies; numbers and titles of matters.
search-nothing = Nothing found
search-nothing-why = Try other words. What lies outside your scope is neither listed nor hinted at.
search-all = All
search-more = There is more; type further words.
search-where = Where this searches
search-where-what = Buildings, enterprises and bodies in your scope by name; matters by number and by the words of their titles, places and notes, the newest first.
search-where-not = Names, telephones, words and photos of reporters are not searched. To find what somebody raised, use their code.
search-where-rights = There may be more elsewhere; what you may not see is not hinted at.

industry-a = Agriculture, forestry, husbandry and fishery
industry-b = Mining
industry-c = Manufacturing
industry-d = Electricity, heat, gas and water
industry-e = Construction
industry-f = Wholesale and retail
industry-g = Transport, storage and post
industry-h = Hotels and catering
industry-i = Information, software and IT services
industry-j = Finance
industry-k = Real estate
industry-l = Leasing and business services
industry-m = Research and technical services
industry-n = Water, environment and public facilities
industry-o = Household, repair and other services
industry-p = Education
industry-q = Health and social work
industry-r = Culture, sports and entertainment
industry-s = Public administration and social organisations
industry-t = International organisations

charters-what = Which charter holds where, and since when
charters-none = No charter is in force yet
charters-none-why = The operator chooses one at the start, with its day and its district.
charters-title = Charter
charters-place = Where
charters-since = Since
check-title = Against the charter
check-charter = The charter here
check-link = Hold it against the charter
check-asked = The charter asks
check-there = There
check-missing = Missing
check-mend = Mended by
check-mended-by = Mended by: { $act }
check-rules = rules apply
check-rules-whole = are kept
check-rules-lacking = lack something
check-rules-breached = are broken or overdue
check-shown = Which rules
check-lacking = Lacking
check-all = All
check-order = In the charter's order, without score or rank
check-part = { $n } rules, { $lacking } lacking
check-more = { $n } more
check-back = All rules
check-ledgers = Ledgers
check-nothing = No rule applies here
check-nothing-why = Once buildings and bodies are recorded, each is held against the charter.
check-whole = Nothing is missing
check-whole-why = Every rule that applies is kept.
check-how = A triangle marks what breaks a rule or is overdue, a circle what is missing. Under a new version of the charter everything is held against the new one; pick another day to see it as it was. Floor leaders stand on the page of their building.
check-or = { " or " }
check-tier = { $tier } { $n }
check-rule-present = { $kind } for { $each }
check-rule-present-marked = { $kind } for { $each } marked { $marks }
check-rule-under = Stands under: { $under }
check-rule-joint = Joint only with { $grounds }
check-rule-size = { $least } to { $most } members
check-rule-size-odd = { $least } to { $most } members, an odd number
check-rule-seat = { $seat }: at least { $least }
check-rule-most = { $seat }: at most { $most }
check-rule-advised = { $seat }: somebody
check-rule-represents = { $seat }: from { $from }
check-rule-turn = { $seat }: this month is given
check-rule-term = Terms of at most { $term }
check-rule-election = Elections prepared { $window } before a term ends
check-rule-staff = Full-time staff: { $tiers }
check-rule-secretary = { $mark }: secretary from { $from }
check-rule-verified = Building rows checked every { $window }
check-gap-absent = no { $kind }
check-gap-unplaced = under nothing, or under the wrong kind
check-gap-members = { $n } now
check-gap-short = { $n } missing
check-gap-over = { $n } now
check-gap-empty = nobody
check-gap-elsewhere = sits for the wrong kind of body, or for none named
check-gap-no-turn = this month is nobody's
check-gap-expired = ended on { $day }
check-gap-ends = ends on { $day }
check-gap-staff = { $n } missing
check-gap-stale = not checked since { $day }
check-gap-never = never checked
check-mend-present = founding one, or recording what it covers
check-mend-under = naming the body above
check-mend-joint = splitting it, or correcting what it covers
check-mend-size = adding or changing members
check-mend-seat = filling the seat
check-mend-most = ending a post
check-mend-advised = putting somebody forward
check-mend-represents = filling it anew, or naming who is represented
check-mend-turn = planning the turns
check-mend-term = holding and recording the election
check-mend-election = preparing the election
check-mend-staff = adding staff
check-mend-secretary = appointing another secretary
check-mend-verified = checking the row
