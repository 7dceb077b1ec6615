### 照片。

attachment-refusal-large = 照片最大 { $megabytes } MB。
attachment-refusal-pixels = 照片最多 { $megapixels } 百万像素，请缩小后再传。
attachment-refusal-type = 只收照片：JPEG、PNG 或 WebP。
attachment-refusal-damaged = 照片打不开，可能已损坏。请换一张。
attachment-refusal-gone = 先前选的照片不在了：已经提交过，或放了一天没提交。需要的话重新选，再提交。
