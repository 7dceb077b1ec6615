### Photos.

attachment-refusal-large = A photo has at most { $megabytes } MB.
attachment-refusal-pixels = A photo has at most { $megapixels } million pixels. Please make it smaller.
attachment-refusal-type = Photos only: JPEG, PNG or WebP.
attachment-refusal-damaged = The photo does not open and may be damaged. Please choose another.
attachment-refusal-gone = The photo chosen before is gone: it was sent already, or waited a day unsent. Choose it again if you need it, then send.
