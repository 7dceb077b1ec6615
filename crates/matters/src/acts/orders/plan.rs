//! What a ledger would do: which orders are new, which have changed, what has to be told first.

use std::collections::HashMap;
use std::sync::Arc;

use kernel::{PlaceId, Refusal, Scope};
use platform::{Conn, Outcome, World};

use super::read_in::ReadIn;
use super::{Authority, display, gather, places};
use crate::model::order::{
    AskedPlace, Candidate, Counts, ImportId, Order, Report, Setting, ShownRow, Verdict,
};
use crate::rules::orders::changing;
use crate::rules::orders::placing::{Found, Gazetteer, Placing, question};
use crate::store::orders::known::{self, Known};
use crate::store::orders::{arriving, remembered};
use registry::rules::matching::Reason;

/// Orders looked up at a time.
const CHUNK: usize = 500;
/// Rows kept for the page of each sort that needs nobody's attention.
const SHOWN: usize = 30;
/// Places offered for one question.
const CANDIDATES: usize = 6;
/// Questions kept for the page; further ones come when these are answered.
const QUESTIONS: usize = 200;

/// A new order and where it goes.
pub(super) struct Fresh {
    pub order: Order,
    /// Its place, as the gazetteer counts.
    pub place: usize,
}

/// Everything a ledger would do.
pub(super) struct Plan {
    pub report: Report,
    pub gazetteer: Arc<Gazetteer>,
    pub fresh: Vec<Fresh>,
    /// Known orders of which the source says something else.
    pub changed: Vec<Order>,
    /// Orders that this very import wrote before it was interrupted.
    pub written: usize,
}

/// Plans a ledger; `own` is the import that goes on after an interruption.
pub(super) fn plan(
    world: &World,
    authority: &Authority,
    read: ReadIn,
    setting: &Setting,
    own: Option<ImportId>,
) -> Outcome<Plan> {
    let gathered = world.db.read(|conn| -> Outcome<_> {
        let gazetteer = places::gazetteer(conn, authority)?;
        let told = remembered::places(conn, authority.district)?;
        Ok((gazetteer, told, arriving::list(conn)?))
    });
    let (gazetteer, told, under_way) = gathered?;
    let mut planner = Planner {
        gazetteer: Arc::new(gazetteer),
        setting,
        scope: &authority.scope,
        told,
        under_way,
        own,
        memory: HashMap::new(),
        asked: HashMap::new(),
        counts: Counts::default(),
        shown: Vec::new(),
        fresh: Vec::new(),
        changed: Vec::new(),
        written: 0,
    };
    planner.counts.faults = read.preview.findings.errors;
    planner.counts.total = read.orders.len() + read.faulty_rows;
    planner.shown.extend(read.faulty);
    let mut orders = read.orders.into_iter().peekable();
    while orders.peek().is_some() {
        let chunk: Vec<Order> = orders.by_ref().take(CHUNK).collect();
        world.db.read(|conn| planner.take(conn, chunk))?;
    }
    let likely = world.db.read(|conn| gather::likely(conn, authority, &planner))?;
    let mut report = gather::reading(&read.preview);
    report.likely = likely;
    Ok(planner.finish(report))
}

/// A plan in the making.
pub(super) struct Planner<'a> {
    pub gazetteer: Arc<Gazetteer>,
    setting: &'a Setting,
    /// The places whose orders may be touched.
    scope: &'a Scope,
    /// What people said texts mean, in earlier imports.
    told: HashMap<String, PlaceId>,
    under_way: Vec<i64>,
    own: Option<ImportId>,
    /// What texts were found to mean: nothing is matched twice.
    memory: HashMap<String, Found>,
    asked: HashMap<String, AskedPlace>,
    counts: Counts,
    shown: Vec<ShownRow>,
    pub fresh: Vec<Fresh>,
    changed: Vec<Order>,
    written: usize,
}

impl Planner<'_> {
    fn take(&mut self, conn: &mut Conn, orders: Vec<Order>) -> Outcome<()> {
        let numbers: Vec<String> = orders.iter().map(|order| order.number.clone()).collect();
        let mut known = known::find(conn, &self.setting.source, &numbers)?;
        for order in orders {
            match known.remove(&order.number) {
                Some(known) => self.compare(order, &known)?,
                None => self.place(order),
            }
        }
        Ok(())
    }

    fn compare(&mut self, order: Order, known: &Known) -> Outcome<()> {
        if known.import.is_some() && known.import == self.own {
            self.written += 1;
            self.counts.fresh += 1;
            return Ok(());
        }
        if !self.scope.covers(&known.at) {
            self.counts.elsewhere += 1;
            self.show(&order, Verdict::Elsewhere, String::new());
            return Ok(());
        }
        if known.import.is_some_and(|import| self.under_way.contains(&import.0)) {
            return Err(Refusal::new("order-refusal-under-way").into());
        }
        let needed = changing::needed(&known.standing, &order.said);
        if needed.is_nothing() {
            self.counts.same += 1;
            self.show(&order, Verdict::Same, String::new());
            return Ok(());
        }
        self.counts.changed += 1;
        let changes = changing::changes(&known.standing, &order.said, needed);
        if let Some(shown) = self.show(&order, Verdict::Changed, String::new()) {
            shown.changes = changes;
        }
        self.changed.push(order);
        Ok(())
    }

    fn place(&mut self, order: Order) {
        let key = question(&order.place, &order.street);
        let found = self.find(&key, &order);
        match found {
            Found::Certain(placing) => {
                self.counts.fresh += 1;
                let (Placing::Building(nth) | Placing::Street(nth)) = placing;
                if matches!(placing, Placing::Street(_)) {
                    self.counts.by_street += 1;
                }
                let name = self.gazetteer.place(nth).name.clone();
                self.show(&order, Verdict::Fresh, name);
                self.fresh.push(Fresh { order, place: nth });
            }
            Found::Asked(candidates) if self.is_left_out(&key, &candidates) => {
                self.counts.left_out += 1;
                self.show(&order, Verdict::LeftOut, String::new());
            }
            Found::Asked(candidates) => {
                self.show(&order, Verdict::Asked, String::new());
                self.ask(key, &order, &candidates);
            }
        }
    }

    /// What the place of an order means: as somebody said, as the names say, else the fallback.
    fn find(&mut self, key: &str, order: &Order) -> Found {
        if order.place.is_empty() {
            let said = format!("{} {}", order.title, order.content);
            let found = self.gazetteer.find("", &order.street, &said);
            if matches!(found, Found::Certain(Placing::Building(_))) {
                return found;
            }
            return self.said(key).unwrap_or_else(|| self.or_fallback(found));
        }
        if let Some(said) = self.said(key) {
            return said;
        }
        if let Some(found) = self.memory.get(key) {
            return found.clone();
        }
        let found = self.gazetteer.find(&order.place, &order.street, "");
        let is_lost = matches!(&found, Found::Asked(candidates) if candidates.is_empty());
        let found = if is_lost { self.or_fallback(found) } else { found };
        self.memory.insert(key.to_owned(), found.clone());
        found
    }

    /// What somebody said that this text means, now or in an earlier import.
    fn said(&self, key: &str) -> Option<Found> {
        let place = self.setting.places.get(key).or_else(|| self.told.get(key))?;
        self.gazetteer.position(*place).map(Found::Certain)
    }

    fn or_fallback(&self, found: Found) -> Found {
        match (self.setting.fallback, &found) {
            (Some(place), Found::Asked(_)) => {
                self.gazetteer.position(place).map_or(found, Found::Certain)
            }
            _ => found,
        }
    }

    /// Whether somebody said not to take in the orders that name this place.
    fn is_left_out(&self, key: &str, candidates: &[(usize, Reason)]) -> bool {
        let is_lost = candidates.is_empty();
        self.setting.left_out.contains(key) || (is_lost && self.setting.lost_left_out)
    }

    fn ask(&mut self, key: String, order: &Order, candidates: &[(usize, Reason)]) {
        let asked = self.asked.entry(key).or_insert_with_key(|key| {
            let text = [order.place.as_str(), order.street.as_str()];
            let text: Vec<&str> = text.into_iter().filter(|part| !part.is_empty()).collect();
            AskedPlace {
                key: key.clone(),
                text: text.join(" "),
                row: order.row,
                rows: 0,
                candidates: Vec::new(),
            }
        });
        asked.rows += 1;
        asked.row = asked.row.min(order.row);
        for (nth, reason) in candidates {
            let place = self.gazetteer.place(*nth);
            let is_new = !asked.candidates.iter().any(|known| known.id == place.id);
            if is_new && asked.candidates.len() < CANDIDATES {
                let (name, reason) = (place.name.clone(), reason.key().to_owned());
                asked.candidates.push(Candidate { id: place.id, name, reason });
            }
        }
    }

    fn show(&mut self, order: &Order, verdict: Verdict, place: String) -> Option<&mut ShownRow> {
        let of_kind = self.shown.iter().filter(|shown| shown.verdict == verdict).count();
        if of_kind >= SHOWN {
            return None;
        }
        self.shown.push(ShownRow { verdict, place, ..display::of_order(order) });
        self.shown.last_mut()
    }

    fn finish(mut self, report: Report) -> Plan {
        self.counts.asked = self.asked.len();
        let mut asked: Vec<AskedPlace> = self.asked.into_values().collect();
        asked.sort_by_key(|asked| (std::cmp::Reverse(asked.rows), asked.row));
        asked.truncate(QUESTIONS);
        self.shown.sort_by_key(|shown| shown.row);
        let report = Report { counts: self.counts, asked, rows: self.shown, ..report };
        Plan {
            report,
            gazetteer: self.gazetteer,
            fresh: self.fresh,
            changed: self.changed,
            written: self.written,
        }
    }
}
