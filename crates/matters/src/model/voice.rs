//! Who waits for a matter.

use kernel::word_enum;

kernel::id_type!(
    /// A voice: one who waits for a matter.
    VoiceId
);

word_enum!(
    /// How somebody came to wait for a matter.
    VoiceKind in "matter-voice" {
        /// Raised it.
        Reporter = "reporter",
        /// 我也遇到: met the same.
        Joined = "joined",
    }
);
