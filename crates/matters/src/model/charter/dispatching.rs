//! Triage and dispatch: who answers, who leads, who assists, whose post it is.

use kernel::TimeLimit;
use platform::charter::{Reader, Words};
use serde::{Deserialize, Serialize};

/// What triage starts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Triage {
    /// 答复提出人: from raising to the answer that says what becomes of the matter.
    pub answer: TimeLimit,
    /// The class of a matter that no word and no category puts into another.
    pub usual_class: String,
    /// The category of a matter that no word suggests.
    pub usual_category: String,
}

/// A function of government (职能) for which a district has a department. The catalogue names the
/// department by it, and the registry's department whose code it is takes the matter.
///
/// Source: DOMAIN J-03 (派单目录), J-11.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Function {
    /// Its id; the code of the department in the registry.
    pub id: String,
    /// Its name.
    pub name: Words,
}

/// A line of the dispatch catalogue (派单目录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    /// Its id.
    pub id: String,
    /// The category; it stands for all within it that have no line of their own.
    pub category: String,
    /// The kind of body that leads (主办), or a department by its function: `department.market`.
    pub lead: String,
    /// The kinds of body that assist (协办), departments likewise.
    pub assist: Vec<String>,
}

/// The kind of body that functions divide. Source: charter `bodies.department`.
const DEPARTMENT: &str = "department";

/// A post that a matter may be routed to within the building. Source: MISSION M3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoutingStep {
    /// The officer whose topics hold the category.
    Officer,
    /// The leader of the floor.
    FloorLeader,
    /// The grid worker of the grid.
    GridWorker,
    /// The rotating chief of the month.
    Chief,
    /// The workstation.
    Station,
}

impl RoutingStep {
    /// Every step.
    pub const ALL: [Self; 5] =
        [Self::Officer, Self::FloorLeader, Self::GridWorker, Self::Chief, Self::Station];

    /// The word that stands in charters.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::FloorLeader => "floor_leader",
            Self::GridWorker => "grid_worker",
            Self::Chief => "chief",
            Self::Station => "station",
        }
    }
}

pub(super) fn read_triage(reader: &mut Reader<'_>) -> Option<Triage> {
    let categories = reader.tree_names_at(&["matters", "categories"], "within");
    let classes = reader.names_at(&["matters", "classes"]);
    let answer = reader.get("answer");
    let usual_class = reader.reference("usual_class", &classes);
    let usual_category = reader.reference("usual_category", &categories);
    Some(Triage { answer: answer?, usual_class: usual_class?, usual_category: usual_category? })
}

pub(super) fn read_function(reader: &mut Reader<'_>, id: &str) -> Option<Function> {
    Some(Function { id: id.to_owned(), name: reader.words("name")? })
}

pub(super) fn read(reader: &mut Reader<'_>, id: &str) -> Option<Dispatch> {
    let categories = reader.tree_names_at(&["matters", "categories"], "within");
    let functions = reader.names_at(&["matters", "functions"]).beneath(DEPARTMENT);
    let kinds = reader.names_at(&["bodies"]).and(functions);
    reader.call_by("category", &categories);
    let category = reader.reference("category", &categories);
    let lead = reader.reference("lead", &kinds);
    let assist = reader.references("assist", &kinds);
    Some(Dispatch { id: id.to_owned(), category: category?, lead: lead?, assist: assist? })
}
