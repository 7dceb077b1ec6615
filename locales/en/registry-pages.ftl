### Pages of the registry: buildings, enterprises, bodies, search.

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
building-floor = Floor { $name }
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
    [one] 1 seat filled
   *[other] { $n } seats filled
}
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
