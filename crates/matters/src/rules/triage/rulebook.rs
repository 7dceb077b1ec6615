//! What triage reads in a charter, laid flat: made once for a charter version and kept.

use crate::model::charter::{Matters, RoutingStep};
use crate::rules::routing::Target;

/// What the charter says about triage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rulebook {
    /// Every category, each before those within it.
    pub categories: Vec<Category>,
    /// The category of a matter that no word suggests.
    pub usual_category: String,
    /// The class of a matter that no word and no category puts into another.
    pub usual_class: String,
    /// Words that make the class whatever the category, the most pressing class first.
    pub forced: Vec<ForcedClass>,
}

/// A category, as far as triage needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its path, such as `property.lift`.
    pub path: String,
    /// Words that suggest it.
    pub words: Vec<String>,
    /// Its usual class, its own or that of a category around it.
    pub class: Option<String>,
    /// Who leads.
    pub lead: Target,
    /// Who assists.
    pub assists: Vec<Target>,
}

/// Words that put a matter into a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForcedClass {
    /// The class.
    pub class: String,
    /// The words.
    pub words: Vec<String>,
}

/// Kinds of body that triage treats apart.
#[derive(Debug, Clone, Copy)]
pub struct BodyKinds<'a> {
    /// The workstation.
    pub station: &'a str,
    /// The kind of which a place has many, departments: the catalogue names one by its function,
    /// `department.market`. Where it names the kind alone, which one it is is for a worker to say,
    /// so none is suggested, and the station keeps what the kind would lead.
    pub many: &'a str,
}

impl BodyKinds<'_> {
    /// Whom a word of the catalogue means; `None` for the kind of many alone.
    fn target(self, named: &str) -> Option<Target> {
        if named == self.station {
            return Some(station());
        }
        match named.strip_prefix(self.many).map(|rest| rest.strip_prefix('.')) {
            Some(Some(function)) => Some(Target::Department(function.to_owned())),
            Some(None) if named == self.many => None,
            _ => Some(Target::Body(named.to_owned())),
        }
    }
}

impl Rulebook {
    /// The rulebook of a charter.
    ///
    /// What the catalogue gives to the station goes to the nearest post of the building first,
    /// in the charter's order. Where others assist it is more than a post can settle, so only an
    /// officer, whose topic it is, is asked before the station. What has no line goes to the
    /// station's posts likewise.
    ///
    /// Source: MISSION M3; charter `matters.routing` ("what they can do they do first, the rest
    /// is the station's"); the limit to officers: assumption.
    #[must_use]
    pub fn of(matters: &Matters, kinds: BodyKinds<'_>) -> Self {
        let categories = matters.category_paths().into_iter().map(|(path, category)| {
            let line = matters.dispatch_for(&path);
            let named = line.map_or(&[][..], |line| &line.assist);
            let lead = line
                .filter(|line| line.lead != kinds.station)
                .map(|line| kinds.target(&line.lead).unwrap_or_else(station));
            let lead =
                lead.unwrap_or_else(|| Target::Posts(posts(&matters.routing, named.is_empty())));
            let assists = named.iter().filter_map(|kind| kinds.target(kind)).collect();
            let words = category.keywords.clone();
            Category { class: usual_class(matters, &path), path, words, lead, assists }
        });
        Self {
            categories: categories.collect(),
            usual_category: matters.triage.usual_category.clone(),
            usual_class: matters.triage.usual_class.clone(),
            forced: matters
                .classes
                .iter()
                .map(|class| ForcedClass {
                    class: class.id.clone(),
                    words: class.forced_by.clone(),
                })
                .collect(),
        }
    }

    /// The category at `path`.
    #[must_use]
    pub fn category(&self, path: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.path == path)
    }
}

fn station() -> Target {
    Target::Posts(vec![RoutingStep::Station])
}

fn posts(order: &[RoutingStep], alone: bool) -> Vec<RoutingStep> {
    let asked =
        |step: &RoutingStep| alone || matches!(step, RoutingStep::Officer | RoutingStep::Station);
    order.iter().copied().filter(asked).collect()
}

/// The class that names the category, or the nearest one around it, among its usual ones.
fn usual_class(matters: &Matters, path: &str) -> Option<String> {
    let mut around = Some(path);
    while let Some(nearest) = around {
        let usual = |usual: &String| usual == nearest;
        if let Some(class) = matters.classes.iter().find(|class| class.usual_for.iter().any(usual))
        {
            return Some(class.id.clone());
        }
        around = nearest.rsplit_once('.').map(|(above, _)| above);
    }
    None
}
