refusal-no-charter = 这个地方还没有生效的规则，先由区里挂上章程。
