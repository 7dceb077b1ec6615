### 台账导入：整个文件读不了的原因、每一格的问题、略过的行。

## 整个文件读不了
ledger-refusal-empty = 这个文件是空的
ledger-refusal-file-too-large = 文件有 { $found } MB，最多 { $limit } MB；可分成几个文件导入
ledger-refusal-unpacks-too-large = 表格展开后超过 { $limit } MB；可把数据复制到一张新表再导入
ledger-refusal-too-many-rows = 超过 { $limit } 行；可分成几个文件导入
ledger-refusal-too-many-columns = 第 { $row } 行超过 { $limit } 列；可删去右边用不着的列
ledger-refusal-too-many-sheets = 超过 { $limit } 张工作表；可把要导入的一张另存为新文件
ledger-refusal-too-much-text = 文字超过 { $limit } MB；可分成几个文件导入
ledger-refusal-unknown-format = 不是表格；可导入 xlsx、xlsm、xls、csv
ledger-refusal-other-spreadsheet = 这种表格读不了；用 Excel 或 WPS 另存为 xlsx 再导入
ledger-refusal-web-page = 名为表格，其实是网页；用 Excel 或 WPS 打开，另存为 xlsx 再导入
ledger-refusal-old-workbook = 这是 1997 年以前的表格；用 Excel 或 WPS 另存为 xlsx 再导入
ledger-refusal-locked = 表格有密码；去掉密码再导入
ledger-refusal-damaged = 文件不完整或已损坏；打开看看，另存一份再导入
ledger-refusal-encoding = 第 { $line } 行的文字既不是 UTF-8 也不是 GB18030；另存为 xlsx 再导入
ledger-refusal-no-header = 前 { $limit } 行里没有找到表头
ledger-refusal-unknown-target = “{ $heading }”对到了“{ $column }”，台账没有这一列

## 表头
ledger-heading-missing = 缺“{ $heading }”这一列
ledger-heading-missing-synonyms = 缺“{ $heading }”这一列；也认 { $names }
ledger-heading-shadowed = “{ $heading }”没用上，已用“{ $other }”
ledger-heading-unit = 单位是“{ $unit }”，台账用“{ $expected }”；换算后再导入
ledger-column-nameless = 这一列没有表头，没用上
ledger-sheet-not-read = 工作表“{ $other }”表头相同，没有读；可分开导入

## 每一格
ledger-cell-required = 必填，这里是空的
ledger-cell-date-unreadable = 读不出日期，可写 2024-01-02 15:30
ledger-cell-date-no-such-day = { $month } 月没有 { $day } 日
ledger-cell-date-no-such-month = 没有 { $month } 月
ledger-cell-time-no-such = 没有这个钟点
ledger-cell-date-far = { $year } 年不会是真的，看看年份
ledger-cell-choice = 须是 { $choices }
ledger-cell-integer = 须是整数
ledger-cell-integer-suggest = 须是整数，可写 { $suggestion }
ledger-cell-decimal = 须是数
ledger-cell-decimal-suggest = 须是数，可写 { $suggestion }
ledger-cell-number-is-date = 这里要数，格子却是日期格式
ledger-cell-digits-lost = 长号码被存成了数，末几位已丢；把格子设成文本，重填
ledger-cell-formula-error = 公式出错（{ $code }），填上结果
ledger-cell-too-long = 有 { $length } 字，最多 { $limit } 字
ledger-cell-repeated = 与第 { $first } 行相同

## 略过的行
ledger-skipped-total = 合计行
ledger-skipped-note = 说明行
ledger-skipped-header = 又一行表头
ledger-skipped-numbered = 只有序号的空行
