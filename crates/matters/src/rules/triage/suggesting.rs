//! Completing a reading: who leads, who assists, how like matters went.

use super::{Confidence, Precedent, Reading, Reason, Rulebook};
use crate::rules::routing::{self, Candidate, Need, RouteReason, Routed, Target};

/// A suggestion a worker can accept as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The category's path.
    pub category: String,
    /// The class.
    pub class: String,
    /// Who leads; `None` when nobody covers the place.
    pub lead: Option<Routed>,
    /// Who assists, each once and never the lead; nobody stands in for an assistant.
    pub assists: Vec<Routed>,
    /// Why, in reading order.
    pub reasons: Vec<Reason>,
    /// How sure.
    pub confidence: Confidence,
}

/// Completes a reading with lead, assistants and precedent.
///
/// `need.category` is the reading's category; `precedent` is what the store counted for it.
#[must_use]
pub fn suggest(
    reading: Reading,
    rulebook: &Rulebook,
    need: &Need<'_>,
    candidates: &[Candidate],
    precedent: Precedent,
) -> Suggestion {
    let category = rulebook.category(&reading.category);
    let lead = category.and_then(|one| routing::route(&one.lead, need, candidates).ok());
    let mut assists: Vec<Routed> = Vec::new();
    for target in category.iter().flat_map(|one| &one.assists) {
        let Ok(assist) = routing::route(target, need, candidates) else { continue };
        let stands_in = !matches!(target, Target::Posts(_))
            && !matches!(assist.because, RouteReason::Catalogue | RouteReason::Department);
        if !stands_in && !lead.iter().chain(&assists).any(|one| one.body == assist.body) {
            assists.push(assist);
        }
    }
    let Reading { category, class, mut reasons, mut confidence } = reading;
    reasons.extend(lead.map(|routed| Reason::Lead(routed.because)));
    if precedent.alike > 0 {
        reasons.push(Reason::Precedent(precedent));
    }
    if precedent.contradicts() {
        confidence = confidence.min(Confidence::Middle);
    }
    if lead.is_none() {
        confidence = Confidence::Low;
    }
    Suggestion { category, class, lead, assists, reasons, confidence }
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::civil::date;
    use kernel::BodyId;

    use super::*;
    use crate::model::charter::RoutingStep;
    use crate::rules::routing::Duty;
    use crate::rules::testing::matters;
    use crate::rules::triage::{BodyKinds, Category, ForcedClass, read};

    pub(crate) fn strings(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    fn company() -> Target {
        Target::Body("property_company".to_owned())
    }

    fn category(path: &str, words: &[&str], class: Option<&str>) -> Category {
        Category {
            path: path.to_owned(),
            words: strings(words),
            class: class.map(str::to_owned),
            lead: company(),
            assists: Vec::new(),
        }
    }

    pub(crate) fn rulebook() -> Rulebook {
        let station = || Target::Posts(vec![RoutingStep::Station]);
        Rulebook {
            categories: vec![
                Category {
                    assists: vec![
                        station(),
                        station(),
                        company(),
                        Target::Body("owner".to_owned()),
                    ],
                    ..category("safety.fire_lane", &["消防", "消防车道", "占"], Some("urgent"))
                },
                category("facility", &["设施"], Some("small")),
                category("facility.lift", &["电梯", "停梯", "客梯"], Some("small")),
                Category {
                    lead: Target::Posts(RoutingStep::ALL.to_vec()),
                    ..category("other", &[], None)
                },
            ],
            usual_category: "other".to_owned(),
            usual_class: "small".to_owned(),
            forced: vec![ForcedClass { class: "urgent".to_owned(), words: strings(&["困人"]) }],
        }
    }

    fn candidate(body: i64, duty: Duty) -> Candidate {
        Candidate { body: BodyId(body), post: None, duty, from: date(2024, 1, 1), to: None }
    }

    fn body(id: i64, kind: &str) -> Candidate {
        candidate(id, Duty::Body { kind: kind.to_owned() })
    }

    fn suggested(
        said: &str,
        rulebook: &Rulebook,
        candidates: &[Candidate],
        precedent: Precedent,
    ) -> Suggestion {
        let reading = read(said, rulebook);
        let category = reading.category.clone();
        let need = Need { category: &category, floor: None, grids: &[], today: date(2024, 2, 6) };
        suggest(reading, rulebook, &need, candidates, precedent)
    }

    #[test]
    fn the_catalogue_gives_lead_and_assistants_each_once() {
        let candidates = [body(7, "property_company"), candidate(6, Duty::Station)];
        let precedent = Precedent { days: 90, alike: 31, same_way: 29, returned: 0 };
        let suggestion = suggested("消防车道被占", &rulebook(), &candidates, precedent);
        assert_eq!(suggestion.lead.map(|lead| lead.body), Some(BodyId(7)));
        let assists: Vec<_> = suggestion.assists.iter().map(|assist| assist.body).collect();
        assert_eq!(assists, [BodyId(6)]);
        assert_eq!(suggestion.confidence, Confidence::High);
        assert_eq!(suggestion.reasons.last(), Some(&Reason::Precedent(precedent)));
    }

    #[test]
    fn precedent_against_it_or_nobody_on_duty_makes_it_less_sure() {
        let station = [candidate(6, Duty::Station)];
        let against = Precedent { days: 90, alike: 10, same_way: 2, returned: 1 };
        let said = "消防车道被占";
        let suggestion = suggested(said, &rulebook(), &station, against);
        assert_eq!(suggestion.confidence, Confidence::Middle);
        let nobody = suggested(said, &rulebook(), &[], Precedent::default());
        assert_eq!((nobody.lead, nobody.confidence), (None, Confidence::Low));
    }

    fn shipped_rulebook() -> Rulebook {
        let kinds = BodyKinds { station: "workstation", many: "department" };
        Rulebook::of(&matters(), kinds)
    }

    #[test]
    fn the_shipped_charter_sorts_what_people_really_write() {
        let rulebook = shipped_rulebook();
        for (said, category, class) in [
            ("西门外头新放了一排快递柜，消防车道剩不到两米五", "safety.fire_lane", "urgent"),
            ("2 号电梯早上老停，12 层等了快二十分钟，今天又困了一次人", "property.lift", "urgent"),
            ("12 层西侧空调不热", "property.climate", "minor"),
            ("地下车库访客车位长期被占", "property.parking", "minor"),
            ("公司三个月没发工资，拖欠工资", "labour.wages", "urgent"),
            ("整层停电", "facilities.power", "utility"),
            ("房东不退押金", "tenancy", "joint"),
            ("想问问", "other", "minor"),
        ] {
            let reading = read(said, &rulebook);
            assert_eq!(
                (reading.category.as_str(), reading.class.as_str()),
                (category, class),
                "{said}"
            );
        }
    }

    #[test]
    fn posts_of_the_building_are_asked_only_for_what_they_can_settle_alone() {
        let rulebook = shipped_rulebook();
        let lead = |path: &str| rulebook.category(path).unwrap().lead.clone();
        assert_eq!(lead("property.lift"), company());
        assert_eq!(lead("enterprise.errand"), Target::Posts(RoutingStep::ALL.to_vec()));
        let officer_or_station = vec![RoutingStep::Officer, RoutingStep::Station];
        assert_eq!(lead("labour.wages"), Target::Posts(officer_or_station));
        let assists = |path: &str| rulebook.category(path).unwrap().assists.clone();
        assert_eq!(assists("labour.wages"), [Target::Department("labour".to_owned())]);
        assert_eq!(assists("tenancy"), [Target::Posts(vec![RoutingStep::Station])]);
        let urban = Target::Department("urban".to_owned());
        assert_eq!(assists("noise.fumes"), [company(), urban]);
    }
}
