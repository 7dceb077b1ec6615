### 公众页：楼宇主页、提一件楼事、凭码跟进、公示说明、核验。

## 首页
home-title = 您在哪栋楼？
home-scan = 扫墙上的码直接到；没有码，按名字找。
home-find = 楼名
home-look = 找
home-buildings = 楼宇
home-streets = 按街道找
home-none = 没有找到这栋楼
home-none-next = 可少写几个字再找，或按街道找。
home-sign-in = 工作人员登录

## 楼宇主页
phrase-gap = {""}
public-floor = { $name } 层
public-spot = { $floor }{ $spot }
public-storeys = 地上 { $n } 层
public-you-are = 您在
public-not-here = 不是这里
public-call-station = 联系工作站
public-in-hand = 正在办
public-none-in-hand = 现在没有正在办的楼事。
public-done = 办完的
public-recently-done = 最近办完
public-all = 全部 { $n } 件
public-all-done = 全部
public-others = 另有 { $n } 人遇到
public-waiting = { $n } 人在等
public-due = { $due } 前办完
public-done-on = { $day }办完
public-raised-on = { $day }提出
public-untitled = 一件楼事（内容由工作站整理）
public-runs = 谁在管这栋楼
public-chief = 本月轮值楼长
public-floor-leader = { $floor }楼层长
public-property-phone = 物业 24 小时
public-no-phone = 没有登记电话
public-list-title = { $building }的楼事
public-list-views = 正在办或办完的
public-list-empty = 这里还没有楼事
public-list-empty-next = 有人提了会出现在这里。
public-where = 现在到哪一步
public-life = 经过
public-anonymous = 谁提的不公开，时间只显示到日。
public-step-received = 收到
public-step-dispatched = 派单
public-step-handled = 办理
public-step-completed = 办完
public-step-rate = 您评价
public-step-closed = 结案
public-life-raised = 工作站收到
public-life-joined = 又有 { $n } 人遇到
public-life-dispatched = 派单
public-life-declined = 不予受理
public-life-signed = 签收
public-life-contacted = 联系了您
public-life-progressed = 进展
public-life-completed = 办结
public-life-called-back = 工作站回访
public-life-rated = 您的评价
public-life-reopened = 没有解决，重办
public-life-supplemented = 补充了情况
public-life-urged = 催了一次
public-life-withdrawn = 提出人撤回
public-life-words-erased = 按您的要求，原话和照片已经删掉
public-life-closed-in-silence = 评价期已过，结案

## 提一件楼事
raise-cta = 提一件楼事
raise-promise-free = 不用注册，
raise-promise-quick = 一分钟说完，
raise-promise-code = 有查询码可跟进
raise-elsewhere = 换个地方
raise-lift-phone = 本楼电梯救援
raise-text = 出了什么事？
raise-text-only = 只有这一项必填
raise-photos = 照片
raise-photos-hint = 可不传，最多 { $n } 张；自动去除定位和设备信息
raise-photos-kept = 已选 { $n } 张照片，会一起提交
raise-phone = 手机号
raise-phone-hint = 可不填；只用来告诉您结果
raise-visibility = 谁能看到是您提的？
matter-visibility-public-anonymous-why = 大家看得到事情，看不到您是谁。物业、产权方看不到您的手机号和原话。
matter-visibility-handlers-only-why = 只有工作站和经办单位看得到。
raise-preview = 别人会看到什么
raise-preview-why = 标题从您写的话里取，号码、姓名、房间会隐去。
raise-preview-who = 提出人不显示
raise-preview-photos = 照片 { $n } 张，审核后显示
raise-preview-do = 看一看
raise-trap = 此栏留空
raise-refusal-trap = 有一栏不该填的填上了。清掉再提交，或直接打工作站电话。
raise-send = 提交
raise-answer = 工作站 { $limit }内答复怎么办。
raise-answer-offline = 没网也能提交，恢复后自动发出。
raise-done = 收到了。工作站 { $limit }内答复怎么办。

## 可能是同一件事
dup-title = 可能是同一件事
dup-join = 我也遇到，跟进这件
dup-join-why = 不用再写一遍，给您一个查询码跟进。
dup-look = 看看这件
dup-different = 不是这件，照我写的提交
dup-joined = 记下了，您也在等这件。

## 凭码跟进
follow-cta = 凭查询码查进度
follow-code = 查询码
follow-code-hint = 8 位，大小写、空格都行
follow-look = 查
follow-lost = 码丢了，打工作站电话，报楼名和大致日子。
follow-refusal-code = 没有查到这个码，看看有没有写错。
follow-keep = 下面是查询码，凭它看进度，请存好。
follow-link = 也可以收藏这个地址：
follow-copy = 复制
follow-copied = 已复制
follow-save = 存到手机
follow-card =
    { $title }
    查询码 { $code }
    { $link }
follow-back = 本楼
follow-who = 现在谁在办
follow-who-station = 工作站
follow-who-with = { $lead }主办，{ $assists }协办
follow-next = 下一步：{ $what }
follow-next-reply = { $due } 前答复您怎么办
follow-next-triage = 工作站答复怎么办
follow-next-sign-by = { $due } 前签收
follow-next-sign = 经办单位签收
follow-next-contact = { $due } 前联系您
follow-next-handle = 办好后写明结果，再由工作站回访
follow-next-call-by = 请您评价；不评价的，工作站 { $due } 前回访
follow-next-call = 请您评价，或等工作站回访
follow-next-window = 还没解决的，{ $due } 前可以要求重办
follow-next-closed = 这件已经办完
follow-next-declined = 原因见下面的经过
follow-next-withdrawn = 不再办理
follow-finish = 最晚什么时候办完
follow-finish-by = { $due } 前
follow-urged = 催过了，经办单位看得到。{ $span }后可以再催。
follow-supplement = 要补充什么？
follow-supplement-hint = 和您提的原话一样，物业、产权方看不到原文
follow-supplement-send = 补充
withdraw-alone = 撤回后不再办理，也不能恢复。
withdraw-shared = 还有别人在等这件，您撤回后照样办理。
withdraw-do = 撤回这件
rate-title = 办得怎么样？
rate-contacted = 联系您了吗？
rate-solved = 解决了吗？
rate-satisfied = 满意吗？
rate-send = 提交评价
reopen-title = 还没解决？要求重办
reopen-why = 哪里没解决？
reopen-why-hint = 可不填；写了经办的人好办
reopen-send = 要求重办
follow-own = 您写的
follow-photo = 照片 { $n }
follow-looks = 谁看过您的手机号
follow-look-purpose = 事由“{ $purpose }”
follow-look-erased = 已按要求删除
follow-looks-nothing = 您没有留手机号。
follow-looks-none = 还没有人看过。物业和产权方看不到。
follow-looks-shield = 物业和产权方看不到。

## 公示口径
about-counting-title = 公示口径
about-counting-what-head = 数的是什么
about-counting-what-text = 一件楼事数一次，数在提出的那个月、提出的那栋楼。咨询、求助、投诉、建议都算。
about-counting-channel-head = 接诉即办和未诉先办
about-counting-channel-text = 从 12345 转来的算接诉即办。扫码、走访、来电、会议和论坛里提的，在打 12345 之前办成，算未诉先办。
about-counting-solved-head = 怎样算办成
about-counting-solved-text = 经办单位办结，而且提出人没有说“没有解决”。已解释说明、暂不能解决的，按本地规则写明的结果算。
about-counting-voices-head = 我也遇到
about-counting-voices-text = 多人遇到同一件，仍是一件；人数写在后面，一台手机算一次。
about-counting-base-head = 前后对比
about-counting-base-text = 和本地规则施行前的整月平均数比；整月数写在规则里。没有基期的不比。
about-counting-late-head = 逾期
about-counting-late-text = 逾期的照样写出来，办完以后也留着晚了多久。每个时限都能点开看怎么算的。

## 个人信息说明
about-privacy-title = 个人信息说明
about-privacy-asked-head = 要您填什么
about-privacy-asked-text = 只要一句话。手机号可不填，不要姓名，不用注册。
about-privacy-kept-head = 怎么存
about-privacy-kept-text = 手机号单独加密存放，每人一把钥匙，和楼事分开。查询码只存一个算不回来的印记，丢了谁也查不出。
about-privacy-seen-head = 谁看得到
about-privacy-seen-text = 您写的原话，工作站、街道看得到；物业、产权方、企业和楼委会只看到整理过的标题，时间只到日。事情公开的，大家看到的也是标题。
about-privacy-looks-head = 谁看过您的手机号
about-privacy-looks-text = 看手机号要写事由，每次都记下，写在您的进度页上，不能删改。
about-privacy-cookies-head = 手机上存什么
about-privacy-cookies-text = 语言、字号、深浅色三项选择；提过或点过“我也遇到”的手机存一个随机号，免得一人算两次。没有统计和广告。网络地址只在内存里数次数，不存。
about-privacy-photos-head = 照片
about-privacy-photos-text = 照片收到后重新画一遍，定位、设备信息随之去掉。工作站看过以后才可能给别人看。
about-privacy-erase-head = 要删除
about-privacy-erase-text = 向工作站提出删除，您的钥匙随即销毁，手机号和写过的事由再也读不出来；楼事本身和记录的完整不受影响。

## 无障碍说明
about-accessibility-title = 无障碍说明
about-accessibility-size-head = 大字版和深色
about-accessibility-size-text = 页头点“大字版”，字大、按钮通宽，只留要紧的。页脚可换深色。选过的记在手机里。
about-accessibility-script-head = 不开脚本也能用
about-accessibility-script-text = 提、查、评价、撤回都不需要脚本。开着脚本时，没网写好的会留在手机里，有网再发。
about-accessibility-keyboard-head = 键盘和读屏
about-accessibility-keyboard-text = 每一步都能用键盘完成；状态同时用形状、文字和颜色表示，读屏读得到文字。
about-accessibility-words-head = 语言
about-accessibility-words-text = 页头可换中文或英文。别人写的原话不翻译。
about-accessibility-help-head = 用不了
about-accessibility-help-text = 打工作站电话，由社工代您提，一样有查询码。

## 核验
verify-title = 核验本页记录
verify-what = 每件楼事的每一步都写进一条链，后一条含着前一条的印记。改一条、少一条、换次序，后面的印记就对不上。每天把链尾的印记签名公布在这里。
verify-how = 怎么核验
verify-how-keep = 记下今天的链尾：条数和印记。
verify-how-ask = 过些日子，请主办单位用 loushi verify 核验整条链，或自己核验一份备份。
verify-how-compare = 核验会重算每一条，并说出您记下的那一条还在不在、变没变。
verify-heads = 最近公布的链尾
verify-none = 还没有公布过链尾
verify-none-next = 每天公布一次，明天再来看。
verify-installation = 本系统
verify-entries = 条数
verify-hash = 印记
verify-signature = 签名
verify-key = 公钥
