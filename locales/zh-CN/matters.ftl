### 楼事：状态、角色、时限、答复，以及规则说「不」时的话。

## 状态
matter-state-new = 待分流
matter-state-dispatched = 待签收
matter-state-in-progress = 办理中
matter-state-parked = 挂账
matter-state-completed = 已办结（待回访）
matter-state-closed = 已结案
matter-state-merged = 已并入
matter-state-declined = 不予受理
matter-state-withdrawn = 已撤回

## 动作
matter-transition-dispatch = 派单
matter-transition-decline = 不予受理
matter-transition-sign = 签收
matter-transition-return = 退回重派
matter-transition-park = 挂账
matter-transition-resume = 恢复办理
matter-transition-appeal = 申诉
matter-transition-complete = 办结
matter-transition-call-back = 回访
matter-transition-rate = 评价
matter-transition-auto-close = 到期结案
matter-transition-reopen = 重办
matter-transition-withdraw = 撤回
matter-transition-end-elsewhere = 来源办结
matter-transition-merge = 并单
matter-transition-split-new = 拆开，回到待分流
matter-transition-split-dispatched = 拆开，回到待签收
matter-transition-split-in-progress = 拆开，回到办理中
matter-deed-contact = 联系提出人
matter-deed-outward-progress = 进展（对外）
matter-deed-inward-progress = 进展（内部）
matter-deed-assist-sign = 协办签收
matter-deed-assist-report = 协办报告
matter-deed-object = 派单异议
matter-deed-ask-extension = 申请延期
matter-deed-ask-parking = 申请挂账
matter-deed-rule = 审定
matter-deed-missed-callback = 回访未接通
matter-deed-rate-only = 评价
matter-deed-join = 我也遇到
matter-deed-supplement = 补充情况
matter-deed-urge = 催一下
matter-deed-supervise = 督办
matter-deed-publish = 发通告

## 来源
matter-channel-code = 扫码
matter-channel-visit = 走访
matter-channel-call = 来电
matter-channel-meeting = 会议
matter-channel-forum = 论坛
matter-channel-hotline-12345 = 12345 工单

## 谁能看到
matter-visibility-public-anonymous = 事情公开，您是谁不公开
matter-visibility-handlers-only = 事情也不公开

## 谁来办
matter-assignment-role-lead = 主办
matter-assignment-role-assist = 协办
matter-assignment-state-sent = 待签收
matter-assignment-state-signed = 已签收
matter-assignment-state-done = 已办结
matter-assignment-state-recalled = 已收回

## 时限
matter-clock-reply = 答复提出人
matter-clock-sign = 签收
matter-clock-contact = 联系提出人
matter-clock-resolve = 办结
matter-clock-ruling = 审定
matter-clock-callback = 回访

## 结果与答复
matter-result-solved = 已解决
matter-result-partly = 部分解决
matter-result-explained = 已解释说明
matter-result-unsolved = 暂不能解决
matter-solved-solved = 解决了
matter-solved-partly = 部分解决
matter-solved-unsolved = 没有解决
matter-satisfaction-satisfied = 满意
matter-satisfaction-mostly = 基本满意
matter-satisfaction-dissatisfied = 不满意
matter-satisfaction-none = 未评价

## 规则说「不」
refusal-matter-not-now =
    这件楼事{ $state ->
        [new] 还在等分流
        [dispatched] 还在等签收
        [in_progress] 正在办理
        [parked] 挂账了、等复查
        [completed] 已经办结、等回访
        [closed] 已经结案
        [merged] 已经并入另一件
        [declined] 没有受理
       *[withdrawn] 已经撤回
    }，这一步现在做不了。
refusal-matter-blank =
    { $field ->
        [text] 写一句出了什么事。
        [reply] 写一句给提出人的答复。
        [explanation] 写清为什么不受理，提出人会看到。
        [progress] 写一句进展。
        [supplement] 写一句要补充的情况。
        [why] 写清为什么，审定的人要看。
        [words] 写一句审定的意见。
        [ask] 写清要回应什么。
        [answer] 写一句回应。
        [end] 写一句为什么可以了结。
        [answer_by] 选一个回应的日子。
        [review_on] 选一个复查的日子。
        [appeal] 写一句为什么不同意。
        [report] 写一句你们办了什么。
        [purpose] 写清为什么要看，提出人会看到。
        [tried] 写清楼里已经办过什么。
        [ask] 写一句请他们做什么。
        [measure] 写一句来做什么。
        [result] 写清办了什么、结果怎样。
        [ending] 写一句办得怎么样。
        [title] 写一个别人看得懂的标题。
       *[other] 这一项要填。
    }
refusal-matter-too-long = 最多 { $most } 字，现在 { $has } 字。
refusal-matter-photos = 最多 { $most } 张照片，现在 { $has } 张。
refusal-matter-phone = 手机号 11 位，或区号加固定电话。可以不填。
refusal-matter-not-yours = 这件楼事没有派给您所在的单位。
refusal-matter-already-signed = 您所在的单位已经签收过了。
refusal-matter-ruling-open = 这件楼事已有一项申请在等审定，审定以后再提。
refusal-matter-nothing-to-rule = 这项申请已经审定过，或者这件楼事有了变化。
refusal-matter-own-request = 自己单位提的申请，要由别人审定。
refusal-matter-designated = 这件由街道指定办理，不能再退。
refusal-matter-for-the-street = 这件要由街道来定。
refusal-matter-asked-too-often = 这件最多同意 { $most } 次，已经用完。
refusal-matter-asked-too-late = 已经过了办结期限，不能再延期。请接着办，晚了多少会记下来。
refusal-matter-review = 复查的日子要在今天以后。
refusal-matter-review-latest = 复查的日子要在今天以后，最晚 { $longest }。
refusal-matter-appealed-before = 您已经申诉过一次，街道会给您答复。
refusal-matter-merge-itself = 不能并入自己。
refusal-matter-merge-elsewhere = 不在同一栋楼，不能并。
refusal-matter-merge-ended = 那件已经办完，不能再并进去；原因相同的，可以按「同一件事已办」告诉提出人。
refusal-matter-merge-number = 没有这个编号，核对一下。
refusal-matter-has-members = 这件里并着别的，先拆开，或者反过来并。
refusal-matter-still-whistled = 这件吹了哨，部门正往这件来：先停哨，或者反过来并。
refusal-matter-ended-together = 和主件一起办完了，不能再拆；还没解决的，请提出人在主件上说，或者另提一件。
refusal-matter-nothing-to-merge = 勾选要并进来的。
refusal-matter-answer-by = 回应的日子从今天起，最晚 { $farthest }。
refusal-matter-nothing-to-answer = 这条督办现在不等回应，或者已经了结。
refusal-matter-not-the-supervisor = 只有督办的单位能了结。
refusal-matter-not-the-lead = 由主办单位来做；协办把情况报给主办。
refusal-matter-not-in-charter = 规则里没有“{ $chosen }”，从列出的里面选。
refusal-matter-named-twice = 同一家单位只能选一次：主办或协办。
refusal-matter-nobody-on-duty = 今天没有人在这个岗位上，请直接选一家主办。
refusal-completion-empty = 请写清做了什么、谁做的，提出人会看到这句话。
refusal-completion-short = 再写具体些，至少 { $least } 个字：做了什么、谁做的。
refusal-completion-weak = 只有“{ $phrases }”还不够。请写清做了什么、谁做的，提出人会看到这句话。
refusal-completion-title = 这是标题。请写清做了什么、谁做的，提出人会看到这句话。
refusal-matter-caller-handled = 您办过这件，回访要由没有经办的人来做。
refusal-matter-not-the-reporter = 这一步由提出人来做。
refusal-matter-already-rated = 您已经评价过了。还没解决可以要求重办。
refusal-matter-window-passed = 评价和重办的期限已经过了。可以再提一件，会连到这件。
refusal-matter-window-still-runs = 评价期还没到，不能到期结案。
refusal-matter-already-counted = 您已经在跟进这件，一个人算一次。
refusal-matter-urged-too-soon =
    刚催过。{ $minutes ->
        [one] 1 分钟
       *[other] { $minutes } 分钟
    }后可以再催。

## 隐去的内容
matter-personal-phone = （号码）
matter-personal-id-number = （证件或卡号）
matter-personal-email = （邮箱）
matter-personal-account = （账号）
matter-personal-plate = （车牌）
matter-personal-room = （房间）
matter-personal-name = （姓名）

## 为什么这样填
matter-reason-words = “{ $words }” → { $category }
matter-reason-learned = 模型建议“{ $category }” · 把握 { $percent } % · 因为：{ $words }
matter-reason-learned-plain = 模型建议“{ $category }” · 把握 { $percent } %
matter-reason-no-words = 没有认出关键词，先放“{ $category }”
matter-reason-class-words = 原文含“{ $words }”，归{ $class }
matter-reason-class-category = { $category }默认{ $class }
matter-reason-class-usual = 没有别的规定，按{ $class }
matter-reason-precedent = 近 { $days } 天同类 { $alike } 件，{ $same } 件这样派，{ $returned } 件退回
matter-route-officer = 这类事归专员
matter-route-floor-leader = 本层由楼层长管
matter-route-grid-worker = 本网格由网格员管
matter-route-chief = 本月轮值楼长
matter-route-station = 由工作站办
matter-route-catalogue = 派单目录里由这家主办（{ $source }）
matter-route-department = 派单目录里由{ $function }部门主办（{ $source }）
matter-route-no-department = 派单目录要{ $function }部门主办，底数里没有这个部门，先由工作站办
matter-confidence-low = 请核对
matter-confidence-middle = 较有把握
matter-confidence-high = 有把握
refusal-street-without-code = 这条街道还没有编号用的字母，请先在底数里补上。
