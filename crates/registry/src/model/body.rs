//! Bodies: committees, workstations, party organisations, companies, departments …

use jiff::civil::Date;
use kernel::{BodyId, PlaceId};

use super::charter::Formation;
use super::{Placement, Term};

/// The kinds of body the engine itself asks for. A charter may name others.
pub mod kind {
    /// 楼委会
    pub const COMMITTEE: &str = "committee";
    /// 楼宇工作站
    pub const WORKSTATION: &str = "workstation";
    /// 物业公司
    pub const PROPERTY_COMPANY: &str = "property_company";
    /// 产权方
    pub const OWNER: &str = "owner";
    /// 企业
    pub const ENTERPRISE: &str = "enterprise";
    /// 职能部门; its `code` is the key in the charter's catalogue.
    pub const DEPARTMENT: &str = "department";
    /// 区级牵头部门: the office of the district that leads.
    pub const DISTRICT_OFFICE: &str = "district_office";
    /// 街道（园区）办事机构
    pub const STREET_OFFICE: &str = "street_office";
    /// 楼宇党组织
    pub const BUILDING_PARTY: &str = "building_party";
    /// Keeps the installation; its seats are the words of the roles themselves.
    pub const ADMINISTRATION: &str = "administration";
}

/// A body of any kind the charter names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Never shown to shielded roles.
    pub id: BodyId,
    /// A kind of the charter, such as [`kind::COMMITTEE`].
    pub kind: String,
    /// Its name, with the charter's word for its kind.
    pub name: String,
    /// As the ledger wrote it, where that differs; else empty.
    pub written_name: String,
    /// The body above it.
    pub parent: Option<BodyId>,
    /// Single or joint.
    pub formed: Formation,
    /// Tier by the charter (`central`, `ordinary`); empty if its kind has none.
    pub tier: String,
    /// Key in a catalogue of the charter (departments); else empty.
    pub code: String,
    /// First day, if known.
    pub founded_on: Option<Date>,
    /// Last day.
    pub dissolved_on: Option<Date>,
    /// The district and street it belongs to. Which buildings it covers is [`Coverage`].
    pub placement: Placement,
    /// Public telephone; empty if none.
    pub phone: String,
}

impl Body {
    /// Whether it exists on `day`; an unknown first day lies before every day.
    #[must_use]
    pub fn exists_on(&self, day: Date) -> bool {
        self.founded_on.is_none_or(|founded| founded <= day)
            && self.dissolved_on.is_none_or(|last| day <= last)
    }
}

/// That a body covers (owns, manages, serves) a place for a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coverage {
    /// The row.
    pub id: i64,
    /// The body.
    pub body: BodyId,
    /// The place: a district, street, building, grid …
    pub place: PlaceId,
    /// The days on which it does.
    pub term: Term,
}
