### 底数：地点、组织、任职、企业，以及规则说「不」时的话。

## 地点
place-kind-province = 省
place-kind-city = 市
place-kind-district = 区
place-kind-street = 街道
place-kind-park = 园区
place-kind-community = 社区
place-kind-circle = 商圈
place-kind-estate = 小区
place-kind-building = 楼宇
place-kind-block = 楼栋
place-kind-door = 单元
place-kind-floor = 楼层
place-kind-room = 房间
place-kind-spot = 点位
place-kind-grid = 网格
place-kind-micro-grid = 微网格
# 楼层的叫法，只在名称是数字或字母时用
place-floor = { $name } 层

## 产权
right-type-single = 单一产权
right-type-several = 分散产权
right-type-state = 国有产权
right-type-collective = 集体产权

## 规则说「不」
refusal-registry-blank = 这一项要填。
refusal-registry-ends-before-it-begins = 截止日 { $until } 早于起始日 { $from }。
refusal-registry-unknown-kind = 现行章程里没有“{ $kind }”这类组织。
refusal-registry-unknown-seat = 现行章程里这类组织没有“{ $seat }”这个席位。
refusal-registry-seat-full = { $on } 这个席位已经有人，最多 { $most } 人。先结束前一任，再任命。
refusal-registry-seat-needs-place = 这个席位按楼宇、楼层或网格设，要选一处。
refusal-registry-place-not-covered = 这个组织不管这个地方。先把它列入覆盖范围。
refusal-registry-no-body = { $on } 这个组织还没有成立，或者已经撤销。
refusal-registry-not-joint = 现行章程里这类组织不联合组建。
refusal-registry-must-be-joint = 几栋楼共设一个，要按联合组建登记。
refusal-registry-nothing-in-common = 这几栋楼既不同属一个产权方，也不归同一家物业，不能联合组建。
refusal-registry-not-adjacent = 联合组建的楼要相邻。
refusal-registry-misplaced-place = 这一级地点不能放在这里。
refusal-registry-code-taken = 编码 { $code } 已经用了。
refusal-registry-not-for-tenants = 只能租房间、楼层或整栋。
refusal-registry-nobody-to-take-turns = 没有在任的委员可以轮值。
refusal-registry-too-long = 这一项最多 { $most } 个字。
refusal-registry-lasts-too-long = 按章程，例外最晚到 { $last }。到期仍缺的，可以再记。
refusal-registry-not-the-granter = 按章程，这里的例外不由您记。
refusal-registry-no-such-body = 没有找到叫这个名字的单位，或者不止一个。照台账上的全称写。
refusal-registry-nobody-sits = 前一天没有人在任，不用换届。直接任命。

## 名称对应
registry-match-exact = 名称一致
registry-match-normalised = 写法不同，名称一致
registry-match-alias = 是它的别名
registry-match-contained = 文字里有它的名称
registry-match-address = 文字里有它的地址
registry-match-part-of = 名称里有这几个字
registry-match-similar = 名称相近
