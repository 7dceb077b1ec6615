//! What the charter and the plan say about a matter: its class, its lead, who assists.

use jiff::civil::Date;
use matters::model::charter::Matters;

use crate::demo::plan::{BodyIndex, BuildingIndex, Covers, Plan};
use crate::demo::words::Words;

/// The class that matters of `category` usually have: the nearest one around it that a class
/// names, else the charter's usual one.
#[must_use]
pub fn category_class<'m>(rules: &'m Matters, category: &str) -> &'m str {
    let mut around = Some(category);
    while let Some(path) = around {
        let named = |class: &&matters::model::charter::Class| {
            class.usual_for.iter().any(|usual| usual == path)
        };
        if let Some(class) = rules.classes.iter().find(named) {
            return &class.id;
        }
        around = path.rsplit_once('.').map(|(above, _)| above);
    }
    &rules.triage.usual_class
}

/// The bodies around each building, by kind.
pub(super) struct Around<'a> {
    plan: &'a Plan,
}

impl<'a> Around<'a> {
    pub fn of(plan: &'a Plan) -> Self {
        Self { plan }
    }

    /// The body of `kind` that looks after a building on `day`; of a street's or department's
    /// kind, the one of its street, the one of the function named, or the one called for
    /// `category`.
    pub fn body(
        &self,
        kind: &str,
        building: BuildingIndex,
        category: &str,
        day: Date,
    ) -> Option<BodyIndex> {
        let found = match kind {
            "street_office" => self.street_office(building),
            "department" => self.department(category),
            _ if kind.starts_with("department.") => {
                self.department_of(kind.trim_start_matches("department."))
            }
            _ => self.plan.covering(kind, building),
        };
        found.filter(|body| self.plan.bodies[*body].founded_on <= day)
    }

    /// The workstation, or the street's office as long as there is none.
    pub fn station(&self, building: BuildingIndex, day: Date) -> BodyIndex {
        let station = self.body("workstation", building, "", day);
        station.or_else(|| self.street_office(building)).expect("every street has its office")
    }

    fn street_office(&self, building: BuildingIndex) -> Option<BodyIndex> {
        let street = Covers::Street(self.plan.buildings[building].street);
        let bodies = self.plan.bodies.iter();
        let fits = |body: &crate::demo::plan::Body| {
            body.kind == "street_office" && body.covers.contains(&street)
        };
        bodies.enumerate().find(|(_, body)| fits(body)).map(|(index, _)| index)
    }

    fn department(&self, category: &str) -> Option<BodyIndex> {
        let called = |row: &&crate::demo::words::DepartmentRow| {
            row.categories.split(' ').any(|topic| {
                category
                    .strip_prefix(topic)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        };
        self.department_of(Words::get().departments.iter().find(called)?.key)
    }

    fn department_of(&self, function: &str) -> Option<BodyIndex> {
        self.plan.bodies.iter().position(|body| body.kind == "department" && body.code == function)
    }
}
