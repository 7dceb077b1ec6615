# 命令行

cli-about = 楼事：楼宇治理系统
cli-heading-usage = 用法：
cli-heading-commands = 命令
cli-heading-options = 选项
cli-heading-values = 参数
cli-value-command = 命令
cli-value-folder = 目录
cli-value-url = 网址
cli-value-address = 地址
cli-value-ip = IP
cli-value-file = 文件
cli-value-date = 日期
cli-value-number = 数字
cli-value-id = 标识
cli-option-help = 显示说明
cli-option-version = 显示版本
cli-option-data = 数据目录（默认 ./loushi-data，演示是 ./loushi-demo；也可用环境变量 LOUSHI_DATA）
cli-option-database = PostgreSQL 的网址；不写就用数据目录里的 SQLite（也可用环境变量 LOUSHI_DATABASE）
cli-option-lang = 用哪种语言回答：zh 中文，en 英文（默认随系统）
cli-option-json = 用 JSON 回答，给程序读
cli-option-listen = 在哪个地址上提供服务（默认 127.0.0.1:8080）
cli-option-base-url = 大家打开的网址；二维码和链接都用它
cli-option-trusted-proxy = 可信的反向代理；它说的来访地址算数，可写多次

cli-error = 没办成：{ $why }
cli-stopped = 已停下，没有留下半成品
cli-no-data = { $path } 里没有数据。先运行 loushi init，或用 --data 指出目录
cli-usage-hint = 运行 loushi --help 看说明
cli-usage-unknown-option = 没有这个选项：{ $what }
cli-usage-unknown-command = 没有这个命令：{ $what }
cli-usage-missing-command = 还差一个命令
cli-usage-missing-value = 还差：{ $what }
cli-usage-wrong-value = { $what } 不能是“{ $value }”
cli-usage-conflict = 这两个选项不能一起用：{ $what }
cli-usage-wrong = 命令写得不对

cli-demo-about = 建好并打开演示：一个区的虚构楼宇和一年的楼事
cli-demo-as-of = 把这一天当作今天（如 2024-02-06）；不写就到此刻为止
cli-demo-seed = 换一个种子，换一批名字和事
cli-demo-small = 只建一个街道的九栋楼，几秒就好
cli-demo-build-only = 只建好，不打开
cli-demo-no-url = 演示只用数据目录里的 SQLite，不用 --database
cli-demo-other-day = { $path } 里的演示是另一天的。用 --data 换个目录，或删掉它再建
cli-demo-not-a-demo = { $path } 已经存在，里面不是演示。用 --data 换个目录
cli-demo-ready = 演示已打开：{ $address }
cli-demo-day = 今天当作 { $day }
cli-demo-accounts = 各角色的账号（全在 { $path }）：
cli-accounts-heading = 演示账号。都是虚构的人，只在这个演示里有用。
cli-accounts-second-factor = 要动态码的账号：密钥可录入验证器；备用码每个用一次。动态码按真实时间算，演示日期不是今天也能用。
cli-step-plan = 规划街道和楼宇
cli-step-registry = 写入楼宇、企业、组织和人员
cli-step-matters = 一年的楼事
cli-step-accounts = 开账号
cli-step-sync = 落盘

cli-init-about = 建数据目录、密钥和数据表，给出第一个管理员的链接
cli-init-done = 数据目录已备好：{ $path }
cli-init-link = 运行 loushi serve 后，用这个链接开第一个管理员账号（只能用一次，24 小时内有效）：{ $link }
cli-serve-about = 打开服务，直到叫停
cli-serve-node = 本节点编号，0 到 999；共用一个 PostgreSQL 的节点各用各的
cli-serve-ready = 服务已打开：{ $address }
cli-serve-locked = { $path } 已有一个服务在用
cli-serve-first-link = 还没有账号。用这个链接开第一个管理员账号（只能用一次）：{ $link }
cli-migrate-about = 把数据表升到这一版，不打开服务
cli-migrate-done = 数据表已是这一版的样子

cli-verify-about = 核验日志：逐条重算，指出第一处被改、缺失或调换的记录
cli-verify-head = 再和这个文件里公布过的日志首核对
cli-verify-holds = 链 { $chain }：{ $count } 条都对得上，日志首 { $hash }
cli-verify-missing = 链 { $chain }：缺第 { $seq } 条
cli-verify-altered = 链 { $chain }：第 { $seq } 条（{ $id }）被改过
cli-verify-broken = 链 { $chain }：第 { $seq } 条（{ $id }）接不上前一条，被调换或替换过
cli-verify-unsealed = 链 { $chain }：有 { $seq } 条既不在链上，也不在等待上链
cli-verify-shortened = 链 { $chain }：只到第 { $seq } 条，公布过的日志首是第 { $id } 条，尾部被截去
cli-verify-other-head = 链 { $chain }：第 { $seq } 条和公布过的日志首不一样
cli-verify-forged = 有 { $count } 个公布过的日志首签名不对
cli-verify-no-head = { $path } 里没有日志首。要一个或一列 JSON，含 district、seq、hash

cli-backup-about = 备份成一个文件：数据库、照片、销毁名单，不含密钥。服务开着也能备
cli-backup-file = 备份文件，如 loushi-2024-02-06.tar.gz
cli-backup-no-url = PostgreSQL 请用 pg_dump 备份和恢复；照片、密钥和销毁名单在数据目录里
cli-backup-exists = { $path } 已经存在，换个文件名
cli-backup-done = 已备份到 { $path }（{ $size } MB）。日志核验过：
cli-backup-keys = 密钥不在备份里。请把 { $path } 另存一处：没有它，备份里的联系方式谁也打不开
cli-restore-about = 把备份恢复成数据目录，并和备份时的日志首核对
cli-restore-file = 备份文件
cli-restore-exists = { $path } 已经存在。先移开它，或用 --data 换个目录
cli-restore-done = 已恢复到 { $path }。日志和备份时一样：
cli-restore-erased = 备份以后销毁过的个人信息，已再次销毁 { $value } 人
cli-restore-no-keys = 请把密钥文件放到 { $value } 再打开服务；备份以后销毁过的个人信息会再次销毁

cli-charter-about = 章程：检查、起草、查看
cli-charter-check-about = 检查章程文件，逐处说明第几行该写什么
cli-charter-new-about = 起草一份章程，从自带的改起
cli-charter-show-about = 列出每条规则的值和出处
cli-charter-file = 章程文件
cli-charter-file-or-id = 章程文件，或自带章程的标识
cli-charter-id = 新章程的标识：小写字母、数字和连字符
cli-charter-from = 从哪一份自带的章程改起（默认 shijingshan-troika）
cli-charter-fine = { $file } 没有错
cli-charter-faults = 共 { $count } 处
cli-charter-unknown = 没有自带的章程“{ $id }”。有：{ $known }
cli-charter-bad-id = “{ $id }”不能作标识：只能用小写字母、数字和连字符，也不能和自带的相同
cli-charter-template = # 从 { $base } 抄来的：改成本地的规定，每条写明出处。改好后 loushi charter check 检查。

cli-role-operator = 系统管理员
cli-role-security-admin = 安全管理员
cli-role-auditor = 审计管理员
cli-role-district = 区级
cli-role-street = 街道
cli-role-department = 职能部门
cli-role-station-head = 站长
cli-role-station-worker = 站点社工
cli-role-party-secretary = 楼宇党组织书记
cli-role-committee = 楼委会委员
cli-role-floor-leader = 楼层长
cli-role-property = 物业
cli-role-owner = 产权方
cli-role-enterprise = 企业联络人

## import
cli-value-ledger = 台账
cli-value-name = 名称
cli-value-word = 词
cli-value-pair = 表头=列
cli-value-month = 年-月
cli-import-about = 导入台账：先读一遍，没错才整表写入；同一张表再导不会重复
cli-import-ledger = 哪种台账：orders（12345 工单）
cli-import-file = xlsx、xls 或 csv 文件，可以几个
cli-import-dry-run = 只读一遍说结果，不写入
cli-import-source = 工单来自哪个系统；编号在同一来源里认同一件。默认 12345
cli-import-channel = 算哪种来源：code、visit、call、meeting、forum、hotline_12345（默认）
cli-import-map = 不认识的表头对到哪一列，如“SRType=content”；等号后面空着表示不用。可写多次
cli-import-building = 没写地点的工单归哪栋楼（名称或编码）
cli-import-street = 没写地点的工单归哪个街道
cli-import-ended = 没写状态的工单算已结案
cli-import-no-pair = “{ $pair }”不是“表头=列”
cli-import-no-place = 没有叫“{ $name }”的楼宇或街道，或不止一处
cli-import-read = { $file }：{ $total } 行，新增 { $fresh }（其中 { $street } 件只归到街道），更新 { $changed }，没变 { $same }
cli-import-error = { $cell } { $heading }：{ $why }（现在是“{ $found }”）
cli-import-warning = 留意 { $cell } { $heading }：{ $why }（现在是“{ $found }”）
cli-import-asked = 第 { $row } 行起 { $rows } 行：“{ $text }”是哪里？可能是 { $names }
cli-import-asked-unknown = 第 { $row } 行起 { $rows } 行：“{ $text }”不知是哪里；用 --building 或 --street 给一处
cli-import-asked-nothing = 第 { $row } 行起 { $rows } 行没写地点；用 --building 或 --street 给一处
cli-import-written = 已整表写入
cli-import-would-write = 没有错，可以写入
cli-import-not-written = 没有写入：{ $faults } 处要改，{ $asked } 处地点要定

## export
cli-export-about = 导出台账为 xlsx；原样再导入不会有变化
cli-export-ledger = 哪种台账：orders（12345 工单）
cli-export-file = 写到哪个文件
cli-export-channel = 只要这种来源
cli-export-state = 只要这个状态
cli-export-month = 只要计入这个月的
cli-export-mark = 命令行导出 { $day }
cli-export-written = 已写到 { $file }

## account
cli-value-login = 账号
cli-value-role = 角色
cli-account-about = 账号：开通、重置、停用、恢复、列出、发链接。密码从不写在命令里，本人用一次性链接设
cli-account-add-about = 开通账号，给出设密码的链接
cli-account-add-role = 任命三员之一：operator 系统管理员、security_admin 安全管理员、auditor 审计管理员。三员分开，一人只任一员
cli-account-add-person = 三员的姓名，存进保险柜
cli-account-add-holder = 给已经在岗的人开：写组织名称或公开的姓名
cli-account-link-about = 再发一条设密码的链接，以前的作废
cli-account-reset-about = 密码、动态码都作废，所有地方退出，再发一条设密码的链接
cli-account-lock-about = 停用账号，所有地方退出
cli-account-unlock-about = 恢复使用；输错密码锁住的也打开
cli-account-list-about = 列出账号、岗位和状态
cli-account-name = 登录用的账号
cli-account-unknown = 没有账号“{ $name }”
cli-account-whom = 写 --role 和 --person 任命三员之一，或用 --holder 给在岗的人开
cli-account-no-holder = 没有在岗的人对得上“{ $words }”
cli-account-holders = “{ $words }”对得上几个人，写准一点：
cli-account-added = 账号 { $name } 开好了
cli-account-reset = 账号 { $name } 已重置，原来的密码和动态码都不能用了
cli-account-locked = 账号 { $name } 已停用
cli-account-unlocked = 账号 { $name } 可以登录
cli-account-link = 把这条链接交给本人设密码（只能用一次，{ $hours } 小时内有效）：{ $link }
cli-account-none = 还没有账号。用 loushi account add 开三员的账号，或用 loushi init 给出的链接
cli-account-missing = 三员还缺：{ $roles }
cli-account-active = 可用
cli-account-disabled = 停用
cli-account-no-password = 还没设密码
cli-account-never = 没登录过
cli-account-no-factor = 没有动态码
cli-account-factor = 有动态码

## calendar
cli-calendar-about = 工作日历：导入下一年的放假安排，看已有哪些年
cli-calendar-import-about = 导入放假安排：先读一遍，没错才整份写入；同一份再导不会重复
cli-calendar-show-about = 列出已有的年份；今年没有就算一个问题
cli-calendar-file = csv 文件，表头 date,kind,name，每天一行
cli-calendar-source = 出处，如“国办发明电〔2026〕7 号”；不写就用文件名
cli-calendar-done = { $file }：{ $days } 天，其中 { $fresh } 天是新的
cli-calendar-same = { $file }：{ $days } 天都已经有了，没有改动
cli-calendar-uncovered = 留意：{ $year } 年的 10 月 1 日没有列出，这一年算没有导入
cli-calendar-faults = { $count } 处要改，没有导入
cli-calendar-years = 已有的年份：{ $years }
cli-calendar-lacking = 还没有 { $year } 年的放假安排，落在这一年的期限按周末和法定固定日期推算
