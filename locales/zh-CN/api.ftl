### 接口：令牌、说明页、被拒绝时的话。

token-title = 接口令牌
token-why = 别的系统凭令牌以您的名义查询和办理，权限不会超过您自己。
token-read-api = 接口说明
token-made = 新令牌
token-made-why = 现在复制保存。离开本页就再也看不到。
token-kept = 已有的令牌
token-none = 还没有令牌
token-none-why = 在下面新建一个，交给要对接的系统。
token-reads = 只读
token-writes = 可办理
token-until = { $at } 到期
token-ended = { $at } 已到期，系统已停用它
token-used = 最近 { $at } 用过
token-unused = 还没用过
token-revoke = 撤销
token-revoke-of = 撤销令牌 { $name }
token-new = 新建令牌
token-name = 给谁用
token-name-hint = 写对接系统的名字，最多 40 个字，只有您看得到。
token-rights = 能做什么
token-lasts = 有效多久
token-days = { $n } 天
token-make = 新建令牌
token-rights-why = 岗位变了，令牌的权限同时变；账号停用，令牌同时失效。撤销立即生效。
token-refusal-nameless = 写上给哪个系统用。
token-refusal-long = 名字最多 { $most } 个字。
token-refusal-taken = 您已有同名的令牌，换个名字。
token-refusal-many = 一个账号最多 { $most } 个令牌，先撤销一个不用的。
token-refusal-days = 有效期 1 到 { $most } 天。

me-tokens = 接口令牌
me-tokens-why = 让别的系统以您的名义查询和办理。
me-tokens-do = 管理令牌

api-title = 接口说明
api-why = 别的系统凭令牌调用，办的是页面上同样的事，受同样的权限约束。说明文字是英文。
api-document = OpenAPI 文件
api-parameter = 参数
api-field = 字段
api-type = 类型
api-about = 说明
api-required = 必填
api-takes = 请求体
api-status = 状态码
api-body = 返回
api-shapes = 数据结构
api-refusal-body = 请求体不合要求：{ $said }
api-refusal-key = Idempotency-Key 要 1 到 { $most } 个可见的英文字符。
api-refusal-other-request = 这个 Idempotency-Key 已经用在另一个请求上，换一个。
api-refusal-limit = limit 要在 1 到 { $most } 之间。
api-refusal-unknown = 没有这个取值，见接口说明。

error-no-token = 没有可用的令牌
error-no-token-why = 在请求头 Authorization 里带上 Bearer 令牌；令牌可能已到期或被撤销，可在“我的”页面新建。
error-read-only = 这个令牌只能查询
error-read-only-why = 要办理，请在“我的”页面新建可办理的令牌。
