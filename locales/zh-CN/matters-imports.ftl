### 导入工单的页面。

## 带来一张表
import-new = 导入一张表
import-new-hint = 12345 工单的导出表。先读一遍给您看，您点写入才写，整表一次写入；同一张表传两次不会重复。
import-settings = 来源和其他设定
import-file = 表格文件
import-file-hint = xlsx、xlsm、xls 或 csv，最大 64 MB；csv 认 UTF-8 和 GB18030
import-file-lost = 浏览器不会替您留着文件，请重新选一次；下面填的还在
import-file-source = xlsx、xls 或 csv；按来自“{ $source }”的工单读
import-do = 上传并读一遍
import-source = 来源
import-source-hint = 工单来自哪个系统。编号在同一来源里认同一件
import-source-known = 以前用过：
import-channel = 算哪种渠道
import-rest = 没写地点、也认不出地点的工单
import-rest-ask = 逐个问我
import-rest-out = 不导入
import-rest-hint = 也可以都归到一处
import-ended = 没写状态的工单算已结案
import-refusal-no-file = 选一个表格文件
import-refusal-no-place = 没有叫“{ $name }”的楼宇或街道，或不止一处；从单子里选
import-refusal-places = 有的地点没有找到，什么都没改
import-refusal-many-fixes = 在页面上最多改 { $most } 格；更多的请改好表再传

## 已有的导入
import-empty = 还没有导入过
import-empty-hint = 从 12345 系统导出工单，选文件上传。系统先说读到了什么，您点写入才写。
import-col-file = 文件
import-col-brought = 上传时间
import-col-stands = 到哪一步
import-col-total = 行数
import-stands-unclean = 有 { $n } 处要处理
import-stands-applying = 写入中 { $done }/{ $total }

## 写入前先看一遍
import-show = 写入前先看一遍
import-show-sub = { $rows } 行，来源 { $source }，{ $when } 上传，还没有写入任何数据
import-marked = 下载标好错的表
import-apply = 写入 { $n } 件
import-note-nothing = 写入也不会有变化。
import-note-nothing-why = 这张表里要导入的工单都已经在了，内容和上次一样。不用写入，放下就行。
import-note-clean = 没有错，可以写入。
import-note-clean-why = 整表一次写入，写完之前别人看不到。
import-note-faults = 有 { $faults } 处要改才能写入。
import-note-faults-why = 整表一次写入，不会只进一半。可在这里直接改格子，也可改好表再传一次。
import-note-asked = 有 { $asked } 处地点要您定。
import-note-asked-why = 定过一次，下一张表就不再问。
import-note-both = 有 { $faults } 处要改、{ $asked } 处地点要定，才能写入。
import-note-both-why = 整表一次写入，不会只进一半。可在这里直接改格子，也可改好表再传一次。
import-before = 同一份文件 { $when } 写入过。
import-read-as = 读法：{ $how }，表头在第 { $row } 行，略过 { $skipped } 行（标题、说明、合计）。
import-by-street = 有 { $n } 件没认出楼宇，归到街道。
import-fig-faults = 处有错
import-fig-asked = 处地点待定
import-fig-fresh = 件新增
import-fig-changed = 件更新
import-fig-same = 件没变
import-fig-left-out = 件不导入
import-fig-elsewhere = 件在您的范围以外

## 表头
import-headings = 表头：{ $all } 列对上 { $matched } 列。
import-heading-as = “{ $text }”→ { $column }；
import-headings-unused = 没用上：{ $texts }
import-headings-missing = 必须有的列还没对上：{ $columns }
import-headings-hint = 选每一列是什么。写入后记住，同一来源再来同样的表头就不用再选。
import-headings-change = 改对应
import-headings-do = 按这样重读
import-col-heading = 表里的列
import-col-samples = 前几个值
import-col-stands-for = 是什么
import-heading-none = 不用
import-heading-label = “{ $text }”是什么

## 要处理的
import-parts = 看哪些行
import-part-todo = 要处理
import-part-noted = 提醒
import-part-mended = 改过的格
import-part-fresh = 新增
import-part-changed = 更新
import-part-same = 没变
import-part-left-out = 不导入
import-part-elsewhere = 范围以外
import-todo-none = 没有要处理的。
import-col-row = 行
import-col-order = 哪一件
import-col-column = 列
import-col-cell = 格子
import-col-mended = 改成
import-undo = 改回原样
import-more-faults = 另有 { $n } 处，这些改好后接着列出。
import-check = 改好了，重读一遍
import-check-hint = 还不会写入；没动的格子照旧。
import-again = 地点重新定

## 地点
import-questions = 哪一处
import-questions-hint = 同样的写法只问一次。
import-questions-rest = 下面没有单独定的、认不出地点的
import-asked = 第 { $row } 行起 { $rows } 行：“{ $text }”是哪里？
import-asked-nothing = 第 { $row } 行起 { $rows } 行没写地点，归到哪里？
import-question-out = 这些行不导入
import-question-other = 都不是，是这里
import-question-where = 是这里
import-more-questions = 另有 { $n } 处地点要定，这些定好后接着问。

## 各行
import-col-verdict = 结果
import-col-words = 说的是
import-col-place = 归到
import-col-changes = 变了什么
import-rows-shown = 列出前 { $n } 行
import-said-nothing = 没写
import-verdict-faulty = 有错
import-verdict-asked = 待定
import-verdict-fresh = 新增
import-verdict-changed = 更新
import-verdict-same = 没变
import-verdict-left-out = 不导入
import-verdict-elsewhere = 范围以外
import-likely = 可能是同一件
import-likely-hint = 只是提醒，写入后可以并单。
import-likely-row = 第 { $row } 行

## 再传、放下
import-file-again = 改好表再传
import-file-again-hint = 代替现在这份；对好的表头、定好的地点还算数
import-file-again-do = 用这份代替
import-discard = 不导入了
import-discard-hint = 文件和读到的都会删掉，什么都没有写入。
import-discard-do = 放下这张表

## 写入中、写完
import-running = 正在写入
import-running-far = 已写 { $done } 件，共 { $total } 件
import-running-why = 写完之前谁也看不到。可以离开这一页，写完在导入的列表里看。
import-running-look = 看看到哪了
import-still = 写入停在半路
import-still-why = 已写的谁也看不到，不会重复。接着写，写完一起看得到。
import-still-do = 接着写
import-ended-title = 导入结果
import-applied = 已写入 { $n } 件
import-discarded = 已放下，什么都没有写入
import-ended-sub = 来源 { $source }，{ $when }
import-applied-why = 没办结的在工作站的待办里等分流。带来的文件已经删掉。
import-applied-matters = 看新增的楼事
import-discarded-why = 带来的文件已经删掉。
import-another = 再导一张

## 列
order-column-number = 工单编号
order-column-kind = 工单类型
order-column-category = 问题分类
order-column-category-1 = 一级分类
order-column-category-2 = 二级分类
order-column-category-3 = 三级分类
order-column-tags = 标签
order-column-title = 标题
order-column-content = 主要内容
order-column-state = 工单状态
order-column-caller = 来电人
order-column-caller-contact = 来电人电话
order-column-district = 被反映区
order-column-street = 被反映街乡镇
order-column-community = 村/社区
order-column-place = 小区点位
order-column-enterprise = 企业名称
order-column-channel = 诉求来源
order-column-intake = 受理方式
order-column-urgency = 紧急程度
order-column-confidential = 是否保密
order-column-lead = 主办单位
order-column-role = 工单性质
order-column-raised-at = 来电时间
order-column-due-at = 办理截止时间
order-column-closed-at = 办结时间
order-column-result = 办理结果
order-column-reply = 回复内容
order-column-contacted = 是否联系
order-column-called-back = 是否有效回访
order-column-solved = 是否解决
order-column-satisfied = 是否满意
order-column-remark = 备注
