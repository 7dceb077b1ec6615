//! Why others may not see a reporter's photo.

use kernel::word_enum;

word_enum!(
    /// The ground on which a worker withholds a photo, or takes its release back.
    ///
    /// A closed set of the engine's, as the shield itself is: no charter may loosen it.
    ///
    /// Source: UX §6, FEATURES F-L4; the grounds themselves: assumption.
    PhotoGround in "matter-photo-ground" {
        /// Somebody can be told by face or figure.
        Person = "person",
        /// A door number, a name plate, a number plate.
        Plate = "plate",
        /// A screen or a paper that can be read.
        Writing = "writing",
        /// It has nothing to do with the matter.
        Unrelated = "unrelated",
        /// Nobody should have to see it.
        Unfit = "unfit",
    }
);
