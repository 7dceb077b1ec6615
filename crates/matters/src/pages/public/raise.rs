//! `/b/{building}/raise`: one sentence is enough.
//!
//! What is wrong, what may be the same and what others will see come back on the same page with
//! everything kept, photos included; nothing of it needs script. Source: UX §3 Raise.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use kernel::Refusal;
use platform::attachment::{self, Stored};
use platform::charter::Pinned;
use platform::journal::Origin;
use platform::web::{
    Choice, Client, FormState, PageError, PageResult, Site, View, Visitor, html, see,
};
use platform::{Actor, Conn, Failure, Outcome, World};

use super::building::{Pairs, view_at};
use super::bulletins::{self, Standing};
use super::device::Device;
use super::emergency::{self, Advice};
use super::here::{Here, joined};
use super::row::{Row, Rows};
use super::throttling;
use super::upload::{self, Upload};
use crate::acts::{self, Asked, Raise, Spot};
use crate::model::charter::{Matters, Raising};
use crate::model::{Channel, Visibility};
use crate::rules::raising;
use crate::rules::shielding::{self, shows_floor};

/// People leave this field empty since they do not see it; programs fill in everything.
const TRAP: &str = "website";
/// Photos of an earlier round, which the form carries along.
const KEPT: &str = "kept";

struct Facts {
    here: Here,
    charter: Arc<Pinned>,
    street_code: String,
    shows_floor: bool,
    /// What everybody in the building is told now: it may be the very thing.
    told: Vec<Standing>,
    alike: Rows,
}

impl Facts {
    fn rules(&self) -> &Matters {
        self.charter.section::<Matters>()
    }
}

/// Reads the building, its rules, and what may be the same as `text`; nothing is like no text.
fn load(conn: &mut Conn, world: &World, code: &str, token: &str, text: &str) -> Outcome<Facts> {
    let here = Here::find(conn, code, token)?.ok_or_else(Refusal::not_found)?;
    let (at, today) = (here.building.place.whereabouts(), world.today());
    let at = at.ok_or_else(Refusal::not_found)?;
    let charter = world.charters.at(conn, &at, today)?;
    let charter = charter.ok_or_else(|| Refusal::new("refusal-no-charter"))?;
    let people = match &here.floor {
        Some(floor) => registry::store::tenancy::people_on(conn, floor, today)?,
        None => None,
    };
    let alike = if text.trim().is_empty() {
        Vec::new()
    } else {
        let building = here.building.place.id;
        let spot = here.at.as_ref().map(|at| at.id);
        let asked = Asked { text, building, spot, now: world.time.now() };
        acts::list_alike(conn, &charter, &asked)?
    };
    Ok(Facts {
        street_code: acts::street_code(conn, &at)?,
        shows_floor: shows_floor(people),
        told: bulletins::load(conn, world, here.building.place.id)?,
        alike: Rows::load(conn, alike)?,
        charter,
        here,
    })
}

/// What others will see.
struct Preview {
    title: String,
    place: String,
}

#[derive(Template)]
#[template(path = "matters/public/raise.html")]
struct RaisePage<'a> {
    v: &'a View,
    here: &'a Here,
    place: String,
    advice: Vec<Advice>,
    form: &'a FormState,
    characters: u32,
    photos_left: usize,
    photos_most: u32,
    kept: Vec<String>,
    choices: Vec<Choice>,
    usual: String,
    told: &'a [Standing],
    alike: Vec<Row>,
    preview: Option<Preview>,
    answer: String,
}

impl RaisePage<'_> {
    /// Characters of the text at most.
    fn characters(&self) -> u32 {
        self.characters
    }
}

/// A form on its way: what was typed and which photos it carries.
struct Sheet {
    form: FormState,
    kept: Vec<Stored>,
}

/// The empty form; `?text=` fills it in and looks for what may be the same.
pub(super) async fn new(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(code): Path<String>,
    Query(query): Query<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(query);
    let facts = facts(&site, code, &form, form.value("at")).await?;
    draw(&site, &visitor, &facts, &Sheet { form, kept: Vec::new() }, StatusCode::OK)
}

async fn facts(site: &Arc<Site>, code: String, form: &FormState, token: &str) -> Outcome<Facts> {
    let (world, token) = (Arc::clone(&site.world), token.to_owned());
    // Whoever has said that theirs is a different one is not asked again.
    let text = if form.has("different", "1") { "" } else { form.value("text") };
    let text = text.to_owned();
    site.read(move |conn| load(conn, &world, &code, &token, &text)).await
}

/// Raises the matter and leads to its follow page.
pub(super) async fn create(
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    client: Client,
    Path(code): Path<String>,
    Query(query): Query<Pairs>,
    headers: HeaderMap,
    upload: Upload,
) -> PageResult {
    let at = FormState::from_pairs(query);
    let facts = facts(&site, code, &upload.form, at.value("at")).await?;
    let (mut sheet, photos) = (carried(&site, upload.form), upload.photos);
    if drop_lost(&site, &mut sheet).await? {
        sheet.form.refuse(attachment::gone());
        return draw(&site, &visitor, &facts, &sheet, sheet.form.status());
    }
    if let Err(failure) = take_in(&site, client, &facts, &mut sheet, photos).await? {
        sheet.form = sheet.form.kept(failure, &site)?;
        return draw(&site, &visitor, &facts, &sheet, sheet.form.status());
    }
    let asked_back = sheet.form.has("preview", "1")
        || (!facts.alike.is_empty() && !sheet.form.has("different", "1"));
    if asked_back {
        return draw(&site, &visitor, &facts, &sheet, StatusCode::OK);
    }
    let rules = &facts.rules().raising;
    if let Err(wait) = throttling::raising(&site, client, facts.here.building.place.id, rules) {
        sheet.form.refuse(wait.into());
        return draw(&site, &visitor, &facts, &sheet, StatusCode::TOO_MANY_REQUESTS);
    }
    let device = Device::of(&headers, &site);
    match raise(&site, &facts, &sheet, device.hash(&site)).await {
        Ok(response) => Ok(device.remember(&site, response)),
        Err(failure) => {
            sheet.form = sheet.form.kept(failure, &site)?;
            draw(&site, &visitor, &facts, &sheet, sheet.form.status())
        }
    }
}

/// The form with the photos it carries from an earlier round; what is no photo of ours is left out.
fn carried(site: &Site, form: FormState) -> Sheet {
    let tokens = form.all(KEPT);
    let kept = tokens.iter().filter_map(|token| Stored::from_token(&site.world.keys, token));
    Sheet { kept: kept.collect(), form }
}

/// Leaves out photos of an earlier round that do not wait any more, since the form was sent before
/// or a day went by; whether there were any.
async fn drop_lost(site: &Site, sheet: &mut Sheet) -> Outcome<bool> {
    if sheet.kept.is_empty() {
        return Ok(false);
    }
    let kept = std::mem::take(&mut sheet.kept);
    let (kept, waiting) = site
        .read(move |conn| {
            let waiting = attachment::waiting(conn, &kept)?;
            Ok((kept, waiting))
        })
        .await?;
    let lost = waiting.contains(&false);
    let waiting = kept.into_iter().zip(waiting).filter(|(_, waits)| *waits);
    sheet.kept = waiting.map(|(photo, _)| photo).collect();
    Ok(lost)
}

/// Looks at the whole form and takes its photos in; what is refused keeps those taken in before.
async fn take_in(
    site: &Arc<Site>,
    client: Client,
    facts: &Facts,
    sheet: &mut Sheet,
    photos: Vec<bytes::Bytes>,
) -> Result<Outcome<()>, PageError> {
    if !sheet.form.value(TRAP).is_empty() {
        return Ok(Err(Refusal::new("raise-refusal-trap").into()));
    }
    let rules = &facts.rules().raising;
    let all = sheet.kept.len() + photos.len();
    if all <= usize::try_from(rules.photos).unwrap_or(usize::MAX) && !photos.is_empty() {
        // Drawing photos anew is the dearest thing a stranger can ask for.
        throttling::looking_up(site, client)?;
        match upload::take_in(&site.world, photos).await {
            Ok(stored) => sheet.kept.extend(stored),
            Err(failure) => return Ok(Err(failure)),
        }
    }
    let (text, phone) = (sheet.form.value("text"), sheet.form.filled("phone"));
    let raised = raising::raise(&raising::Raise { text, photos: all, phone }, rules);
    let checked = raised.map_err(Refusal::from).and_then(|_| visibility(&sheet.form, rules));
    Ok(checked.map(drop).map_err(Failure::from))
}

/// Who may see it: the charter's first choice, unless another of its choices was picked. What it
/// does not offer is refused, since whoever asked to be seen by few must not be seen by all.
fn visibility(form: &FormState, rules: &Raising) -> Result<Visibility, Refusal> {
    let Some(typed) = form.filled("visibility") else { return Ok(rules.visibility[0]) };
    let chosen = Visibility::from_word(typed).filter(|one| rules.visibility.contains(one));
    chosen.ok_or_else(|| Refusal::at("visibility", "form-refusal-pick"))
}

async fn raise(
    site: &Arc<Site>,
    facts: &Facts,
    sheet: &Sheet,
    device_hash: Vec<u8>,
) -> Outcome<Response> {
    let (here, rules) = (&facts.here, facts.rules());
    let at = here.building.place.whereabouts().ok_or_else(Refusal::not_found)?;
    let spot = here.at.as_ref().filter(|at| at.kind == registry::model::PlaceKind::Spot);
    let ask = Raise {
        spot: Spot {
            at,
            place: here.place().id,
            words: spot.map(|spot| spot.name.clone()),
            street_code: facts.street_code.clone(),
        },
        text: sheet.form.value("text").to_owned(),
        name: None,
        phone: sheet.form.filled("phone").map(str::to_owned),
        photos: sheet.kept.clone(),
        visibility: visibility(&sheet.form, &rules.raising)?,
        channel: Channel::Code,
        device_hash: Some(device_hash),
        external: None,
    };
    // Whoever raises here does so as somebody in the building: no account goes on record.
    let anybody = Arc::new(Actor::nobody(Origin::Web));
    let newly = site.act(&anybody, move |act| acts::raise_matter(act, &ask)).await?;
    Ok(see(&format!("/follow/{}?new=1", newly.code.compact())))
}

fn draw(
    site: &Site,
    visitor: &Visitor,
    facts: &Facts,
    sheet: &Sheet,
    status: StatusCode,
) -> PageResult {
    let v = view_at(site, visitor, &facts.here);
    let (here, rules, form) = (&facts.here, facts.rules(), &sheet.form);
    let most = usize::try_from(rules.raising.photos).unwrap_or(0);
    let drawn = RaisePage {
        place: here.words(&v),
        advice: emergency::advice(&v, &rules.emergency),
        characters: rules.raising.characters,
        photos_left: most.saturating_sub(sheet.kept.len()),
        photos_most: rules.raising.photos,
        kept: sheet.kept.iter().map(|one| one.to_token(&site.world.keys)).collect(),
        choices: rules.raising.visibility.iter().map(|one| choice(&v, *one)).collect(),
        usual: rules.raising.visibility[0].word().to_owned(),
        told: &facts.told,
        alike: facts.alike.lines(&v, here),
        preview: preview(&v, facts, form.value("text")),
        answer: v.limit(rules.triage.answer),
        v: &v,
        here,
        form,
    };
    html(status, &drawn)
}

fn choice(v: &View, visibility: Visibility) -> Choice {
    let key = visibility.key();
    Choice::new(visibility.word(), v.t(&key)).explained(v.t(&format!("{key}-why")))
}

/// What others will see of `text`; nothing before anything is typed.
fn preview(v: &View, facts: &Facts, text: &str) -> Option<Preview> {
    if text.trim().is_empty() {
        return None;
    }
    let title = shielding::title(text);
    let floor = if facts.shows_floor { facts.here.floor_words(v) } else { String::new() };
    Some(Preview {
        title: if title.is_empty() { v.t("public-untitled").into_owned() } else { title },
        place: joined(facts.here.name(), &floor),
    })
}
