### The API: tokens, its reader, and what is said when it refuses.

token-title = Access tokens
token-why = By a token another system asks and acts in your name, never with more rights than you have.
token-read-api = How the API works
token-made = New token
token-made-why = Copy it now. It is not shown again once you leave this page.
token-kept = Your tokens
token-none = No token yet
token-none-why = Make one below and give it to the system that needs it.
token-reads = Reads only
token-writes = Reads and acts
token-until = Ends { $at }
token-ended = Ended { $at } and no longer works
token-used = Last used { $at }
token-unused = Never used
token-revoke = Revoke
token-revoke-of = Revoke the token { $name }
token-new = New token
token-name = For which system
token-name-hint = At most 40 characters; only you see it.
token-rights = What it may do
token-lasts = How long it lasts
token-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
token-make = Make the token
token-rights-why = Its rights change with your posts; it stops when your account is disabled. Revoking takes effect at once.
token-refusal-nameless = Say which system it is for.
token-refusal-long = A name has at most { $most } characters.
token-refusal-taken = You have a token of this name already. Choose another.
token-refusal-many = An account has at most { $most } tokens. Revoke one that is not used first.
token-refusal-days = A token lasts between 1 and { $most } days.

me-tokens = Access tokens
me-tokens-why = Let another system ask and act in your name.
me-tokens-do = Manage tokens

api-title = How the API works
api-why = Other systems call it with a token: the same acts as on the pages, within the same rights.
api-document = OpenAPI document
api-parameter = Parameter
api-field = Field
api-type = Type
api-about = What it is
api-required = Required
api-takes = Body:
api-status = Status
api-body = Answer
api-shapes = Shapes
api-refusal-body = The body does not fit: { $said }
api-refusal-key = An Idempotency-Key has 1 to { $most } visible ASCII characters.
api-refusal-other-request = This Idempotency-Key stands for another request. Use a new one.
api-refusal-limit = limit is between 1 and { $most }.
api-refusal-unknown = There is no such value; the API's document names them.

error-no-token = No token that works
error-no-token-why = Send it in the Authorization header as Bearer. It may have ended or been revoked; make another on your own page.
error-read-only = This token only reads
error-read-only-why = To act, make a token on your own page that may.
