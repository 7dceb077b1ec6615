//! One macro for closed sets: each value has a stored word and a locale key.

/// Declares an enum whose values are stored as words and named by locale keys.
///
/// `word` is what the database, the journal and the API carry; `key` is the locale key, the
/// prefix joined to the word in kebab case.
///
/// ```
/// kernel::word_enum!(
///     /// Where somebody comes to.
///     Venue in "venue" {
///         /// To the place itself.
///         OnSite = "on_site",
///         /// By video.
///         Online = "online",
///     }
/// );
/// assert_eq!(Venue::from_word("on_site"), Some(Venue::OnSite));
/// assert_eq!(Venue::OnSite.key(), "venue-on-site");
/// ```
#[macro_export]
macro_rules! word_enum {
    (
        $(#[$meta:meta])*
        $name:ident in $prefix:literal {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(::serde::Serialize, ::serde::Deserialize)]
        pub enum $name {
            $( $(#[$variant_meta])* #[serde(rename = $word)] $variant, )+
        }

        impl $name {
            /// Every value, in the order of the declaration.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )+ ];

            /// The word stored in the database, the journal and the API.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )+ }
            }

            /// The value a stored word names; `None` for a word this version does not know.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }

            /// The locale key of its name.
            #[must_use]
            pub fn key(self) -> String {
                format!(concat!($prefix, "-{}"), self.word().replace('_', "-"))
            }
        }
    };
}
