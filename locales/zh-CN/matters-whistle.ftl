# 吹哨报到

whistle-title = 吹哨
whistle-state-open = 吹哨中
whistle-state-ended = 已停哨
whistle-call-state-called = 待报到
whistle-call-state-disputed = 申请不报到
whistle-call-state-reported-in = 已报到
whistle-call-state-done = 已办完
whistle-call-state-excused = 免报到
whistle-call-state-recalled = 已收哨
whistle-sending-drafted = 未送达
whistle-sending-sent = 已送达
whistle-sending-opened = 已打开
whistle-sending-answered = 已回应
whistle-presence-on-site = 到场
whistle-presence-online = 线上
whistle-presence-phone = 电话
whistle-venue-on-site = 到现场
whistle-venue-online = 线上
whistle-role-lead = 牵头
whistle-role-assist = 配合

matter-clock-report-in = 报到
matter-clock-refusal-ruling = 不报到裁定

## 吹哨

whistle-blow-title = 吹哨：请部门来
whistle-blow-hint = 楼里自己办不了的才吹。每个单位各自计时，不报到要选理由，由第三方裁定。
whistle-blow-do = 吹哨
whistle-called = 请哪些单位
whistle-called-none = 本区还没有登记可以请的部门，先在底数里补上。
whistle-called-advised = 派单目录
whistle-ask = 请他们做什么
whistle-ask-hint = 写给所有单位的一句话；某一家另有要做的，在下面单独写
whistle-ask-each = 分别写，或指定牵头单位
whistle-ask-of = 单独请{ $name }做的
whistle-lead = 牵头单位
whistle-lead-first = 选中的第一家
whistle-tried = 楼里办过
whistle-tried-hint = 从办理进展带出来的，可以改；被请的单位看得到，不要写提出人的姓名电话
whistle-kind = 哨的类型
whistle-report-within = { $limit }内报到
whistle-venue = 怎么来
whistle-spot = 地点或会议号
whistle-come-at = 约定时间
whistle-come-at-hint = 不约就按报到时限

## 哨单

whistle-by-to = { $by } → { $n } 个单位
whistle-calls = 报到
whistle-calls-hint = 各单位各自计时；停钟要有理由，停了多久都在
whistle-told = 已到 { $come } · 等待 { $awaited } · 待裁定 { $disputed }
whistle-call-body = 单位
whistle-call-ask = 请它做什么
whistle-call-clock = 报到时限
whistle-call-report = 报到
whistle-call-result = 处置
whistle-call-rating = 评价
whistle-answer-by = { $day }前答复
whistle-mean-of-five = 各项均分，满分 5
whistle-verdict-said = 评这个哨：{ $verdict }
whistle-why-title = 为什么吹这个哨
whistle-about = 起因
whistle-place = 地点
whistle-who = 谁吹的
whistle-come = 怎么来
whistle-ending = 结果
whistle-others = 同来的单位
whistle-blown-by = { $by }吹哨

whistle-ladder = 到点没报到会怎样
whistle-ladder-left = 时限剩 { $percent }% 时
whistle-ladder-after = 过期 { $limit } 以后
whistle-ladder-due = 到期

whistle-group = 群通报文本
whistle-group-hint = 不含提出人的任何信息，可以发到微信群；选中就能复制。
whistle-group-text =
    【吹哨】{ $place }：{ $title }
    请{ $names }于 { $due } 前报到，{ $come }。
    哨单 { $number }

whistle-meeting-do = 转协调会
whistle-meeting-asked = { $when }已提出开协调会，请被叫的单位一起商量。

whistle-end-title = 停哨
whistle-end-words = 办得怎么样
whistle-end-hint = 停哨以后，没来的不用再来，双方开始互评
whistle-end-do = 停哨

## 报到

whistle-report-title = 报到
whistle-report-hint = 一句话就行
whistle-report-presence = 怎么报到
whistle-report-measure = 来做什么
whistle-report-measure-hint = 吹哨人、街道和其他单位看得到
whistle-report-who = 谁来、几人
whistle-report-answer-on = 哪天给答复
whistle-report-do = 报到
whistle-finish-title = 处置
whistle-finish-result = 办了什么、结果怎样
whistle-finish-hint = 写清做到了哪一步；吹哨人按这个停哨、评价
whistle-finish-do = 办完了
whistle-refuse-title = 申请不报到
whistle-refuse-hint = 只能选目录里的理由。由第三方在 { $within } 内裁定，裁定前报到时限停着；不同意的，从停下的地方接着算。
whistle-refuse-ground = 理由
whistle-refuse-why = 说明和依据
whistle-refuse-do = 提交，等裁定
whistle-judge-title = 评这个哨
whistle-judge-verdict = 这个哨该不该吹给您单位
whistle-judge-do = 提交评价

## 裁定

whistle-ruling = 裁定
whistle-ruling-title = 裁定：要不要报到
whistle-ruling-answer = 同意不报到吗
whistle-ruling-yes = 同意，免报到
whistle-ruling-no = 不同意，仍要报到
whistle-ruling-words-hint = 吹哨人和这家单位看得到
whistle-ruling-means = 同意：这家不用来，哨继续。不同意：报到时限从停下的地方接着算。
whistle-ruling-do = 裁定
whistle-refusal-of = 申请不报到：{ $name }

## 评价

whistle-rating-title = 评价报到单位
whistle-rating-of = 评价{ $name }
whistle-rating-left = 还有 { $n } 家没评
whistle-rating-do = 提交，下一家
whistle-rating-later = 以后再评
whistle-grade-1 = 1 很差
whistle-grade-2 = 2 较差
whistle-grade-3 = 3 一般
whistle-grade-4 = 4 较好
whistle-grade-5 = 5 很好

## 没有账号的单位

whistle-sheet-do = 出纸质哨单
whistle-sheet-of = 给{ $name }出纸质哨单
whistle-sheet-title = 纸质哨单
whistle-sheet-head = 哨单：{ $name }
whistle-sheet-once = 查询码只显示这一次。印出来或发邮件给这家单位；重新出单，旧码就作废。
whistle-sheet-due = 报到时限
whistle-sheet-link = 打开
whistle-sheet-code = 输入码
whistle-sheet-until = 码的有效期到
whistle-mail-title = 邮件文本
whistle-mail =
    { $name }：

    { $by }就“{ $title }”（{ $place }）吹哨，请贵单位：{ $ask }

    请于 { $due } 前报到。打开 { $link }，输入 { $code }，不用登录就能报到、说明处置结果，或申请不报到。
    码的有效期到 { $until }。
whistle-code-title = 部门报到
whistle-code = 哨单上的码
whistle-code-hint = 8 位字母和数字，例如 4KX7 29TM
whistle-code-do = 打开哨单
whistle-code-lost = 码丢了或过期了，请吹哨的单位重新出一张。
whistle-code-other = 换一个码
whistle-code-scope = 这个码只能办这一张哨单里您单位的事，每一步都有记录。
whistle-refusal-code = 这个码打不开哨单：核对一遍，或请吹哨的单位重新出一张。

## 列表

whistle-list-hint = 每个数字点开就是那些哨单
whistle-list-number = 哨单
whistle-list-raised = 吹哨
whistle-list-state = 状态
whistle-list-empty = 没有符合的哨单
whistle-list-empty-hint = 楼里办不了的楼事，在楼事页上吹哨。
whistle-count-all = 哨单
whistle-count-in-time = 全部按时报到
whistle-count-late = 有单位晚报到
whistle-count-awaited = 有单位没到
whistle-count-refused = 有单位申请不报到
whistle-count-excused = 有单位经裁定免报到
whistle-count-insisted = 有单位经裁定仍要报到
whistle-count-rated = 有单位评过了
whistle-list-coming = 报到
whistle-list-of = 只看吹给{ $name }的哨单
whistle-figures = 哨单的数
whistle-figures-hint = 每个数都从哨单里数出来，点开就是那些哨单
whistle-figures-from = 从哪个月
whistle-figures-to = 到哪个月
whistle-figures-empty = 这段时间没有吹过哨
whistle-figures-departments = 各单位
whistle-figures-order = 按登记先后排，不排名
whistle-figures-months = 每月哨单
whistle-figures-all = 共 { $n } 张
whistle-figures-formula = 叫到：这段时间的哨单里叫到它的次数，后面各列都是其中的一部分。按时：报到时限内报到的；晚报到也算没到而时限已过的。申请不报到的，最后可能裁定免报到，也可能裁定仍要报到。
whistle-figures-mean-formula = 评分：吹哨方给它的各项评分（1 到 5）之和，除以评分的项数；没有评过的不算。
whistle-figures-caution = 次数少的时候，一两张哨单就能把数拉高拉低。单位不排名，也不合成一个总分。
whistle-figure-called = 叫到
whistle-figure-in-time = 按时
whistle-figure-late = 晚报到
whistle-figure-awaited = 没到
whistle-figure-refused = 申请不报到
whistle-figure-excused = 裁定免报到
whistle-figure-insisted = 裁定仍要报到
whistle-figure-rated = 评过
whistle-figure-mean = 评分

## 待办

todo-whistle-report-in = 报到
todo-whistle-report-in-do = 去报到
todo-whistle-report-in-rule = 报到的期限
todo-whistle-finish = 办完哨单里的事
todo-whistle-finish-do = 去说明
todo-whistle-finish-rule = 自己定的答复日期
todo-whistle-rule = 裁定要不要报到
todo-whistle-rule-do = 去裁定
todo-whistle-rule-rule = 裁定的期限
todo-whistle-end = 停哨
todo-whistle-end-do = 去停哨
todo-whistle-end-rule = 没有期限
todo-whistle-rate = 评价报到单位
todo-whistle-rate-do = 去评价
todo-whistle-rate-rule = 没有期限
todo-whistle-judge = 评这个哨
todo-whistle-judge-do = 去评
todo-whistle-judge-rule = 没有期限
whistle-why-called = 哨吹给了您单位
whistle-why-reported = 您单位已报到，还没说办得怎样
whistle-why-refused = 有单位申请不报到，由您裁定
whistle-why-all-done = 各单位都办完了，由您停哨
whistle-why-ended = 哨停了，报到的单位还没评
whistle-why-judge = 哨停了，您单位还没评这个哨

## 一生

matter-life-whistle-blown = 吹哨
matter-life-whistle-opened = 打开哨单
matter-life-whistle-handed-over = 送出纸质哨单
matter-life-whistle-reported-in = 报到
matter-life-whistle-part-done = 部门办完
matter-life-whistle-refused = 申请不报到
matter-life-whistle-ruled = 裁定
matter-life-whistle-meeting = 提出开协调会
matter-life-whistle-ended = 停哨
matter-life-whistle-recalled = 楼事结了，哨随之收
matter-life-whistle-rated = 评价部门
matter-life-whistle-judged = 部门评哨

## 通知

notice-whistle-blown = 有哨吹给您单位，等着报到
notice-whistle-reported-in = 有单位报到了
notice-whistle-part-done = 有单位办完了它的部分
notice-whistle-refused = 有单位申请不报到，等着裁定
notice-whistle-excused = 裁定了：同意免报到
notice-whistle-insisted = 裁定了：仍要报到，时限接着走
notice-whistle-escalated = 报到时限将到或者已过，按规则告诉您
notice-whistle-ended = 哨停了，等着评这个哨
notice-whistle-recalled = 楼事结了，哨随之收，双方可以互评
notice-whistle-meeting = 吹哨人提出一起开协调会

## 不行的时候

refusal-whistle-not-now =
    这家单位{ $state ->
        [called] 还没报到
        [disputed] 申请了不报到、等裁定
        [reported_in] 已经报到
        [done] 已经办完
        [excused] 经裁定不用报到
       *[recalled] 已经收哨
    }，这一步现在做不了。
refusal-whistle-may-not = 按本地规则，您的组织不能吹哨。可以请工作站吹。
refusal-whistle-nobody = 选一家到十二家单位。
refusal-whistle-not-called = 这家单位不在这张哨单里。
refusal-whistle-not-the-whistler = 只有吹哨的组织能停哨、评价、提出开会。
refusal-whistle-ended = 这个哨已经停了。
refusal-whistle-still-open = 停哨以后才能评。
refusal-whistle-behind = 选今天或以后的时间。
refusal-whistle-meeting-asked = 已经提出过开协调会。
