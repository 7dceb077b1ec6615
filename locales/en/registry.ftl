### Registry: places, bodies, posts, enterprises, and what the rules say when they refuse.

## Places
place-kind-province = Province
place-kind-city = City
place-kind-district = District
place-kind-street = Street
place-kind-park = Park
place-kind-community = Community
place-kind-circle = Business circle
place-kind-estate = Estate
place-kind-building = Building
place-kind-block = Block
place-kind-door = Entrance
place-kind-floor = Floor
place-kind-room = Room
place-kind-spot = Spot
place-kind-grid = Grid
place-kind-micro-grid = Micro-grid
# What a floor is called whose name is a number or letters only
place-floor = Floor { $name }

## Property right
right-type-single = One owner
right-type-several = Several owners
right-type-state = State-owned
right-type-collective = Collectively owned

## When the rules refuse
refusal-registry-blank = This must be filled in.
refusal-registry-ends-before-it-begins = The last day, { $until }, lies before the first, { $from }.
refusal-registry-unknown-kind = The charter in force knows no kind of body called "{ $kind }".
refusal-registry-unknown-seat = The charter in force gives such a body no seat called "{ $seat }".
refusal-registry-seat-full = On { $on } the seat is taken; at most { $most } may hold it. End the earlier post first.
refusal-registry-seat-needs-place = There is one such seat for each building, floor or grid: choose which.
refusal-registry-place-not-covered = The body does not cover this place. Add the place to what it covers first.
refusal-registry-no-body = On { $on } the body had not been founded, or was dissolved already.
refusal-registry-not-joint = Under the charter in force, such bodies are not formed jointly.
refusal-registry-must-be-joint = One body for several buildings must be recorded as joint.
refusal-registry-nothing-in-common = These buildings share neither an owner nor a property company, so they cannot have a joint body.
refusal-registry-not-adjacent = The buildings of a joint body must be adjacent.
refusal-registry-misplaced-place = A place of this kind cannot lie here.
refusal-registry-code-taken = The code { $code } is taken.
refusal-registry-not-for-tenants = Only rooms, floors and whole buildings can be let.
refusal-registry-nobody-to-take-turns = No member in post can take a turn.
refusal-registry-too-long = At most { $most } letters here.
refusal-registry-lasts-too-long = By the charter an exception ends by { $last }. If it is still needed then, grant it again.
refusal-registry-not-the-granter = By the charter it is not you who grants exceptions here.
refusal-registry-no-such-body = No body goes by this name, or several do. Write the full name as the ledger has it.
refusal-registry-nobody-sits = Nobody sat in it the day before. Appoint instead.

## Matching names
registry-match-exact = Same name
registry-match-normalised = Same name, written differently
registry-match-alias = Another name it goes by
registry-match-contained = The text contains its name
registry-match-address = The text contains its address
registry-match-part-of = Its name contains the text
registry-match-similar = Similar name
