### 账号：登录、密码、动态码、一次性链接。

account-refusal-wrong = 账号或密码不对。
account-refusal-locked = 账号锁到 { $until }。密码错了 { $failures } 次。不是您试的，请告诉管理员。
account-refusal-name = 账号用 2 到 40 个字母、数字、汉字，或点、短横、下划线。
account-refusal-name-taken = 这个账号名已有人用。
account-refusal-password-short = 密码至少 { $least } 位。
account-refusal-password-long = 密码最多 { $most } 位。
account-refusal-password-simple = 密码要混用小写字母、大写字母、数字、其他符号中的至少 { $classes } 类。
account-refusal-password-name = 密码里不能有账号名。
account-refusal-password-used = 最近 { $last } 次用过的密码不能再用。
account-refusal-present = 现在的密码不对。
account-refusal-code = 动态码不对，或已经用过。
account-refusal-second-factor-set = 动态码已经设好。要重设，请找管理员。
account-refusal-link = 链接用过了，或已过期。请找管理员再发一个。
