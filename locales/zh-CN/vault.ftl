### 保密柜：姓名、手机号和查看它们的事由。

vault-refusal-name-empty = 请填姓名。
vault-refusal-name-long = 姓名最多 { $limit } 个字。
vault-refusal-purpose-empty = 请写明查看的事由，提出人会看到。
vault-refusal-purpose-long = 事由最多 { $limit } 个字。
vault-refusal-erased = 此人的个人信息已按要求删除，不能再写入。
vault-refusal-contact = 这不像电话号码。手机号 11 位；座机请带区号。
