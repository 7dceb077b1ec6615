### Accounts: signing in, passwords, codes, one-time links.

account-refusal-wrong = Name or password is wrong.
account-refusal-locked = The account is locked until { $until }, after { $failures } wrong passwords. If that was not you, tell your administrator.
account-refusal-name = A name has 2 to 40 letters or digits, dots, dashes or underscores.
account-refusal-name-taken = Somebody has this name already.
account-refusal-password-short = A password has at least { $least } characters.
account-refusal-password-long = A password has at most { $most } characters.
account-refusal-password-simple = A password mixes at least { $classes } of small letters, capitals, digits and other signs.
account-refusal-password-name = The password must not contain the name.
account-refusal-password-used = None of your last { $last } passwords can be used again.
account-refusal-present = The present password is wrong.
account-refusal-code = The code is wrong, or was used before.
account-refusal-second-factor-set = A second factor is set up already. To set it up again, ask your administrator.
account-refusal-link = The link was used or is too old. Ask your administrator for another.
