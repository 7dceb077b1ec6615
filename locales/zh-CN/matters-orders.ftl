### 工单导入导出：每一格的问题、拒绝的话、导入各步。

## 每一格
order-cell-in-the-future = 晚于现在，看看日期
order-cell-closed-before-raised = 早于来电时间
order-cell-state-unknown = 不认识这个状态，按未办结算
order-cell-contradicts = 与第 { $first } 行编号相同，内容、时间或状态却不同；留一行

## 不能做的
order-refusal-under-way = 这些工单正由另一次导入写入；等它写完再导
order-refusal-source-long = 来源最多 { $most } 字
order-refusal-ended = 这次导入已经结束
order-refusal-unmarkable = 这张表没法标错；照页面上写的改
order-refusal-not-clean = 还有要改、要定的，改完再写入
order-refusal-export-long = 超过 { $most } 件；先缩小范围
order-refusal-export-failed = 没能做成表格；再试一次

## 词
order-yes = 是
order-no = 否
order-stage-open = 未办结
order-stage-handled = 已办结，待回访
order-stage-ended = 已结案
import-state-staged = 未写入
import-state-applying = 写入中
import-state-applied = 已写入
import-state-discarded = 已放弃
