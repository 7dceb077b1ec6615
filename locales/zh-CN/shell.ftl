# 外壳：页头、导航、日期、组件里的词。语气见 UX §7。

app-name = 楼事
shell-skip = 跳到正文
shell-main-nav = 主导航
shell-page-nav = 本页
shell-language = 语言
shell-other-language = English
shell-elder-on = 大字版
shell-elder-off = 标准版
shell-dark = 深色
shell-light = 浅色
shell-back = 返回
shell-find = 搜楼事、楼宇、企业、人
shell-notices = 通知
shell-notices-count = 通知，{ $n } 条未读
shell-notices-many = 通知，{ $n } 条以上未读
shell-me = 我的
shell-demo = 这是演示：人名、单位、事项都是虚构的。
shell-scope-pick = 换范围
shell-about-counting = 公示口径
shell-about-privacy = 个人信息说明
shell-about-accessibility = 无障碍说明
shell-verify = 核验本页记录
shell-as-of = 数据截至 { $time }
shell-run-by = 主办：{ $name }
shell-kept-by = 维护：{ $name }

# 导航
nav-desk = 待办
nav-matters = 楼事
nav-station = 本站
nav-supervision = 督办
nav-common-needs = 共性需求
nav-whistles = 吹哨报到
nav-topics = 议题
nav-meetings = 议事会
nav-commitments = 公开承诺
nav-lists = 三张清单
nav-visits = 企业走访
nav-activities = 活动与场地
nav-buildings = 楼宇
nav-enterprises = 企业
nav-bodies = 组织与人员
nav-indicators = 指标
nav-charter = 规则
nav-imports = 导入
nav-me = 我的
nav-accounts = 账号
nav-backup = 备份
nav-journal = 日志核验
nav-requests = 个人信息请求
nav-opening = 开局
nav-mail = 邮件
nav-calendar = 工作日历
nav-api = 接口
nav-system = 系统
nav-search = 搜索
nav-group-deliberate = 议事协商
nav-group-serve = 服务企业
nav-group-register = 楼宇底数
nav-group-evaluate = 指标评价
nav-group-manage = 系统管理

# 日期与时长
date-day = { $month } 月 { $day } 日（{ $weekday }）
date-day-year = { $year } 年 { $month } 月 { $day } 日（{ $weekday }）
date-short = { $month } 月 { $day } 日
date-short-year = { $year } 年 { $month } 月 { $day } 日
date-full = { $year } 年 { $month } 月 { $day } 日 { $weekday }
date-at = { $day }{ $time }
date-short-at = { $day } { $time }
date-today-at = 今天 { $time }
date-yesterday-at = 昨天 { $time }
weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日
month-1 = 1 月
month-2 = 2 月
month-3 = 3 月
month-4 = 4 月
month-5 = 5 月
month-6 = 6 月
month-7 = 7 月
month-8 = 8 月
month-9 = 9 月
month-10 = 10 月
month-11 = 11 月
month-12 = 12 月
span-days = { $n } 天
span-hours = { $n } 小时
span-minutes = { $n } 分
span-moment = 不到 1 分
span-working-days = { $n } 个工作日
span-today = 不到 1 天

# 时限
clock-left = 剩 { $span }
clock-left-moment = 剩不到 1 分
clock-late = 逾期 { $span }
clock-late-moment = 刚刚逾期
clock-paused = 停钟 { $span }
clock-took = 用时 { $span }
clock-took-late = 用时 { $span }，晚 { $late }
clock-how = 怎么算出来的
clock-bar = 已用 { $percent }%

# 状态
status-new = 待分流
status-awaiting = 待签收
status-in-hand = 办理中
status-deliberation = 议事中
status-whistled = 吹哨中
status-parked = 挂账
status-completed = 已办结（待回访）
status-closed = 已结案
status-merged = 已并入
status-declined = 不予受理
status-withdrawn = 已撤回

# 日条
strip-start = 起算
strip-not-counted = 不计
strip-nth = 第 { $n } 日
strip-make-up = 调休
strip-today = 今天
strip-holiday = 放假
strip-days-off = 放假 { $n } 天不计
strip-weekend = 周末
strip-paused = 停钟
strip-moved = 顺延
strip-folded = 另 { $n } 日
strip-weekdays = { $first }至{ $last }
strip-sum-days = { $start } 起算，当日不计，{ $limit }，{ $day }24:00 到期。
strip-sum-hours = { $start } 起 { $limit }，按小时计，不避夜间和假日。
strip-warning-year = 算这个期限时还没有 { $year } 年的放假安排，先按周末和法定固定日期推算。
weekday-short-1 = 一
weekday-short-2 = 二
weekday-short-3 = 三
weekday-short-4 = 四
weekday-short-5 = 五
weekday-short-6 = 六
weekday-short-7 = 日
limit-min = { $n } 分钟
limit-h = { $n } 小时
limit-wd = { $n } 个工作日
limit-d = { $n } 天
limit-m = { $n } 个月
limit-y = { $n } 年

# 表单
form-required = 必填
form-optional = 可不填
form-errors =
    { $n ->
       *[other] 有 { $n } 处要改
    }
form-failed = 是系统没有办成，不是您填错了。过几分钟再试；若仍不行，把编号 { $id } 告诉工作站。
form-cancel = 取消
form-filter = 筛选
form-clear = 清掉
form-pick = 请选择
form-any = 不限

# 列表与分页
pager-count = 共 { $n } 条
pager-many = 超过 { $n } 条
pager-first = 回到最前
pager-next = 往后 { $n } 条
pager-none = 没有更多了
pager-label = 翻页
as-of-label = 看哪一天
as-of-look = 看
as-of-note = 您看的是 { $day } 那天的样子，不能在这里办事。
as-of-today = 回到今天
stack-floor = 层
stack-leader = 楼层长
stack-rooms = 单位与租用面积（㎡）
stack-open = 未办结
stack-open-count = { $n } 件
stack-vacant = 空置
stack-party = 有党组织
stack-shared = 公用
stack-unfilled = 待推选

# 出错与看不到
nf = 这里没有您能看的内容
nf-why = 可能链接有误，也可能不在您的楼宇范围。
nf-home = 回到首页
nf-desk = 回到待办
error-title = 出错了
error-failed = 没有办成，已经记下。
error-failed-why = 可再试一次。若仍不行，把编号告诉工作站。
error-late = 等了太久，先停下了
error-late-why = 可能已经办成，也可能没有。先回去看一眼，没有再来一次。若仍不行，把编号告诉工作站。
error-id = 编号 { $id }
error-too-large = 传来的东西太大了
error-too-large-why = 一次最多传 { $limit }。照片可以少传一张，或先缩小。
error-too-many = 太频繁了
error-too-many-why = 过 { $span }再试。急事拨 119、120，或直接打工作站电话。
error-bad-request = 这个请求读不懂
error-bad-request-why = 回到上一页再试一次。
error-refused-why = 什么也没有改动。
error-cross-site = 这个请求不是从本站来的
error-cross-site-why = 从本站的页面重新提交。
error-sign-in = 先登录
error-sign-in-why = 登录后接着办。
error-unavailable = 系统正在维护
error-unavailable-why = 您写的还没有存上，过几分钟再试。
err-kept = 没有存上。您写的还在下面。

# 离线草稿
draft-title = 手机里的草稿
draft-offline = 没有网，已存在手机里。有网后自动发出，发出前可改可删。
draft-sent = 草稿已发出
draft-see = 看办理进度
draft-look = 打开看看
draft-needs-you = 这份草稿要您再看一眼才能发出
draft-edit = 接着改
draft-delete = 删掉
