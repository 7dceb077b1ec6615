# 章程文件里的差错，以及各条规则的叫法。

charter-error-syntax = 这里不是合格的 TOML：{ $detail }
charter-error-unexpected = 应写{ $expected }，现在是 { $found }
charter-error-unexpected-meant = 应写{ $expected }，现在是 { $found }；是不是想写“{ $meant }”？
charter-error-missing = 缺这一条，应写{ $expected }
charter-error-unknown-key = 这里没有“{ $key }”这条规则；可以写的有 { $known }
charter-error-unknown-key-meant = 这里没有“{ $key }”这条规则；是不是想写“{ $meant }”？
charter-error-no-source = 没写出处；在旁边或上面的表里写 source = "…"
charter-error-twice = 编号“{ $id }”前面已经有了
charter-error-unknown-base = 没有可以继承的章程“{ $id }”
charter-error-circular-base = 继承“{ $id }”，绕回了自己

charter-expected-between = { $low } 到 { $high } 的整数
charter-expected-one-of = 下面之一：{ $words }
charter-expected-table = 一张表
charter-expected-tables = 一组表，每张有 id
charter-expected-text = 引号里的文字
charter-expected-texts = 一组文字，如 ["甲", "乙"]
charter-expected-flag = true 或 false
charter-expected-count = 0 或更大的整数
charter-expected-date = 日期，如 "2024-01-01"
charter-expected-id = 由字母、数字、_、- 组成的编号
charter-expected-source = 出处，如 "SJS" 或 "local choice: 为什么"
charter-expected-time-limit = 期限，如 2h、24h、5wd
charter-expected-exact-limit = 以 min 或 h 计的期限
charter-expected-term = 以年或月计的任期，如 3y
charter-expected-time-zone = 时区名，如 Asia/Shanghai
charter-expected-three-levels = 三层以内的类别，这里不能再分

charter-found-list = 一组值
charter-found-table = 一张表
