//! Who may see that a matter exists.

use kernel::word_enum;

word_enum!(
    /// The reporter's choice of who sees the matter; who they are is never public.
    ///
    /// Source: UX §3 Raise, FEATURES F-A9.
    Visibility in "matter-visibility" {
        /// 谁也看不到是谁提的: the matter is public, the reporter is not.
        PublicAnonymous = "public_anonymous",
        /// 事情也不公开: only the station and whoever handles it.
        HandlersOnly = "handlers_only",
    }
);
