//! What the journal keeps of changes to the registry: ids, codes and days, no names.

use jiff::civil::Date;
use kernel::{BodyId, PersonId, PlaceId, PostId};
use platform::journal::Event;
use serde::Serialize;

/// Declares event types with their kinds.
macro_rules! events {
    ($( $(#[$doc:meta])* $name:ident $(<$life:lifetime>)? = $kind:literal {
        $( $field:ident: $type:ty, )*
    } )+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Serialize)]
            pub(super) struct $name $(<$life>)? { $( pub $field: $type, )* }

            impl $(<$life>)? Event for $name $(<$life>)? {
                const KIND: &'static str = $kind;
            }
        )+
    };
}

events! {
    /// A place was added below another.
    PlaceAdded<'a> = "place.added" {
        kind: &'static str,
        code: &'a str,
        parent: Option<PlaceId>,
        from: Date,
    }
    /// Another name of a place was remembered.
    PlaceNamed = "place.named" {}
    /// A body was founded.
    BodyFounded<'a> = "body.founded" {
        kind: &'a str,
        formed: &'static str,
        tier: &'a str,
        code: &'a str,
        parent: Option<BodyId>,
        founded_on: Option<Date>,
        ground: Option<&'static str>,
    }
    /// A body covers a place from a day on.
    PlaceCovered = "body.place_covered" {
        place: PlaceId,
        from: Date,
        until: Option<Date>,
    }
    /// A body no longer covers a place after a day.
    CoverageEnded = "body.coverage_ended" {
        place: PlaceId,
        until: Date,
    }
    /// Somebody was appointed.
    PostAppointed<'a> = "post.appointed" {
        person: PersonId,
        body: BodyId,
        seat: &'a str,
        represents: Option<BodyId>,
        place: Option<PlaceId>,
        topics: &'a [String],
        from: Date,
        until: Option<Date>,
        how: &'a str,
    }
    /// A post ends on a day.
    PostEnded = "post.ended" {
        until: Date,
    }
    /// A post was entered by mistake.
    PostRetracted = "post.retracted" {}
    /// Whose turn it is in the months from one on.
    RotaPlanned<'a> = "body.rota_planned" {
        turns: &'a [(Date, PostId)],
    }
    /// What a rule of the charter asks for may be missing up to a day.
    CheckExcepted<'a> = "check.excepted" {
        charter: &'a str,
        rule: &'a str,
        from: Date,
        until: Date,
    }
    /// An exception ends before its day.
    CheckExceptionEnded<'a> = "check.exception_ended" {
        charter: &'a str,
        rule: &'a str,
    }
    /// An enterprise was recorded.
    EnterpriseRecorded<'a> = "enterprise.recorded" {
        credit_code: &'a str,
        industry: &'a str,
        headcount: Option<i32>,
    }
    /// A tenancy began.
    MovedIn = "enterprise.moved_in" {
        tenancy: i64,
        place: PlaceId,
        from: Date,
        until: Option<Date>,
        area: Option<i64>,
    }
    /// A tenancy ends on a day.
    MovedOut = "enterprise.moved_out" {
        tenancy: i64,
        place: PlaceId,
        until: Date,
    }
    /// A tenancy was entered by mistake.
    TenancyRetracted = "enterprise.tenancy_retracted" {
        tenancy: i64,
        place: PlaceId,
    }
}
