//! `/search`: things by their names, in groups whose order is always the same. Mockup `search`.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use jiff::civil::Date;
use platform::web::address::encode;
use platform::web::{FormState, PageResult, Site, Titled, View, Visitor, page};
use platform::{Actor, Conn, Outcome};

use super::Asked;
use crate::finders;
use crate::questions::Finder;
use crate::rules::naming;

/// Rows of a group; the list behind it has the rest.
const MOST: usize = 8;

#[derive(Template)]
#[template(path = "registry/search.html")]
struct SearchPage<'a> {
    v: &'a View,
    form: &'a FormState,
    asked: bool,
    groups: Vec<Group>,
    found: usize,
}

/// What was found of one kind.
struct Group {
    /// Locale key of its name.
    name: &'static str,
    hits: Vec<Hit>,
    /// The list that has all of it; empty where there is none.
    all: String,
    /// There are more than are shown.
    more: bool,
}

struct Hit {
    /// The title around what was typed: before, it, after.
    title: [String; 3],
    place: String,
    href: String,
    /// Words of it around what was typed, divided likewise, where its title does not hold them.
    said: Option<[String; 3]>,
}

/// What goes by the words in `q`.
pub(super) async fn show(
    others: Arc<Vec<Arc<dyn Finder>>>,
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Query(asked): Asked,
) -> PageResult {
    let view = visitor.view(&site);
    let form = FormState::from_pairs(asked);
    let words = form.value("q").trim().to_owned();
    // Signs alone have no key and would find everything.
    let asked = !naming::key(&words).is_empty();
    let (actor, today) = (Arc::clone(&visitor.actor), view.today());
    let groups = if asked {
        site.read(move |conn| load(conn, &others, &actor, &words, today)).await?
    } else {
        Vec::new()
    };
    let found = groups.iter().map(|group| group.hits.len()).sum();
    page(&SearchPage { v: &view, form: &form, asked, groups, found })
}

/// Every group that found something: what other slices keep, then buildings, enterprises, bodies.
fn load(
    conn: &mut Conn,
    others: &[Arc<dyn Finder>],
    actor: &Actor,
    words: &str,
    today: Date,
) -> Outcome<Vec<Group>> {
    let most = MOST + 1;
    let all = |path: &str| format!("{path}?name={}", encode(words));
    let mut groups = Vec::new();
    for finder in others {
        let found = finder.find(conn, actor, words, most)?;
        groups.push(group(finder.group(), found, words, finder.all(words)));
    }
    let found = finders::buildings(conn, actor, words, most)?;
    groups.push(group("nav-buildings", found, words, all("/buildings")));
    let found = finders::enterprises(conn, actor, words, today, most)?;
    groups.push(group("nav-enterprises", found, words, all("/enterprises")));
    let found = finders::bodies(conn, actor, words, most)?;
    groups.push(group("nav-bodies", found, words, String::new()));
    groups.retain(|group| !group.hits.is_empty());
    Ok(groups)
}

fn group(name: &'static str, mut found: Vec<Titled>, words: &str, all: String) -> Group {
    let more = found.len() > MOST;
    found.truncate(MOST);
    let hit = |one: Titled| Hit {
        title: around(&one.title, words),
        place: one.place,
        href: one.href,
        said: (!one.said.is_empty()).then(|| around(&one.said, words)),
    };
    Group { name, hits: found.into_iter().map(hit).collect(), all, more }
}

/// A title divided around the words, if they stand in it as typed.
fn around(title: &str, words: &str) -> [String; 3] {
    let folded = (title.to_lowercase(), words.to_lowercase());
    // Folding may change lengths; then nothing is marked.
    let same_length = folded.0.len() == title.len() && folded.1.len() == words.len();
    match folded.0.find(&folded.1).filter(|_| same_length) {
        Some(at) => {
            let (before, rest) = title.split_at(at);
            let (hit, after) = rest.split_at(words.len());
            [before, hit, after].map(str::to_owned)
        }
        None => [title.to_owned(), String::new(), String::new()],
    }
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn the_words_are_marked_where_they_stand() {
        for (title, words, divided) in [
            ("融汇中心 A 座", "中心", ["融汇", "中心", " A 座"]),
            ("融汇中心 A 座", "a", ["融汇中心 ", "A", " 座"]),
            ("融汇中心Ａ座", "A座", ["融汇中心Ａ座", "", ""]),
            ("İstanbul 大厦", "大厦", ["İstanbul 大厦", "", ""]),
        ] {
            assert_eq!(around(title, words), divided.map(str::to_owned), "{title} {words}");
        }
    }
}
