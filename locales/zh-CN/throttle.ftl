### 公开页面的限流。

throttle-refusal = 提交得太快了。请过 { $minutes } 分钟再试，填的内容还在。
