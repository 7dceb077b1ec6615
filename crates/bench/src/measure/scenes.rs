//! The pages that are measured, as the people who open them most.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use app::demo::record::Record;
use app::demo::write::CHARTER;
use app::home::Home;

use super::client::Client;
use super::load::Ask;
use super::work::code_of_fullest;
use crate::data::Data;

/// A kind of page.
pub struct Scene {
    /// What it is, and who opens it.
    pub name: &'static str,
    /// What is asked for.
    pub ask: Ask,
    /// Milliseconds p99 may take at one client and at eight.
    pub budget: (f64, f64),
    /// Whether its cost is compared between sizes of data.
    pub grows: bool,
}

/// Budgets of pages. Source: DESIGN §6.
const PAGE: (f64, f64) = (20.0, 50.0);
const SEARCH: (f64, f64) = (50.0, 50.0);
/// Matters whose lives are opened in turn.
const LIVES: usize = 200;
/// Buildings opened in turn.
const BUILDINGS: usize = 40;

/// Everything that is measured by reading, for the people of the data in `root`.
pub async fn all(root: &Path, address: SocketAddr) -> Result<Vec<Scene>> {
    let people = People { record: Record::find(&Home::at(root))?.context("no demo")?, address };
    let station = people.enter("station_worker").await?;
    let street = people.enter("street").await?;
    let district = people.enter("district").await?;
    let property = people.enter("property").await?;
    let program = Client::with(address, Some(&station)).await?.token().await?;
    let lives = lives(address, &station).await?;
    let lives_of_property = lives_of(address, &property, "/matters").await?;
    let plan = Data::plan();
    let codes = || plan.buildings.iter().map(|one| one.code.as_str()).take(BUILDINGS);
    let home = plan.showcase().buildings.iter().map(|one| plan.buildings[*one].code.as_str());
    let names =
        plan.enterprises.iter().step_by(701).map(|one| format!("/search?q={}", encode(&one.name)));
    let parts = ["电梯", "中心", "漏水", "科技", "物业"];
    let parts = parts.map(|word| format!("/search?q={}", encode(word))).to_vec();
    let month = format!("/matters?month={}", plan.brief.today.strftime("%Y-%m"));
    let scene = |name, cookie: &str, paths: Vec<String>, budget, grows| {
        let cookie = (!cookie.is_empty()).then(|| cookie.to_owned());
        Scene { name, ask: Ask::Pages { paths: Arc::new(paths), cookie }, budget, grows }
    };
    let one = |path: &str| vec![path.to_owned()];
    let fullest = code_of_fullest();
    let names_in_list = plan.enterprises.iter().step_by(701);
    let names_in_list = names_in_list.map(|one| format!("/enterprises?name={}", encode(&one.name)));
    let industries = ('A'..='T').map(|section| format!("/enterprises?industry={section}"));
    let said = encode("大堂旋转门卡住，早高峰进不来");
    let alike = codes().map(|code| format!("/b/{code}/raise?text={said}"));
    let check = format!("/charters/{CHARTER}/check");
    Ok(vec![
        scene("desk, workstation", &station, one("/desk"), PAGE, true),
        scene("desk, property company", &property, one("/desk"), PAGE, true),
        scene("list, workstation", &station, one("/matters"), PAGE, true),
        scene("list, property company", &property, one("/matters"), PAGE, true),
        scene("list, street", &street, one("/matters"), PAGE, true),
        scene("list, district", &district, one("/matters"), PAGE, true),
        scene("list, API, workstation", &program, one("/api/v1/matters"), PAGE, true),
        scene("list of the late, district", &district, one("/matters?late=1"), PAGE, true),
        scene("list of one state, district", &district, one("/matters?state=new"), PAGE, true),
        scene("list of a month, district", &district, vec![month], PAGE, true),
        scene("life, workstation", &station, lives, PAGE, true),
        scene("life, property company", &property, lives_of_property, PAGE, true),
        scene(
            "building, staff",
            &station,
            home.map(|code| format!("/buildings/{code}")).collect(),
            PAGE,
            false,
        ),
        scene(
            "building, public",
            "",
            codes().map(|code| format!("/b/{code}")).collect(),
            PAGE,
            false,
        ),
        scene(
            "building of 1,200 tenants, staff",
            &district,
            vec![format!("/buildings/{fullest}")],
            PAGE,
            false,
        ),
        scene("enterprises, district", &district, one("/enterprises"), PAGE, false),
        scene("enterprises of an industry", &district, industries.collect(), PAGE, false),
        scene("enterprises by a name", &district, names_in_list.collect(), PAGE, false),
        scene(
            "enterprises of a building",
            &district,
            vec![format!("/enterprises?building={fullest}")],
            PAGE,
            false,
        ),
        scene("charter check, district", &district, vec![check], PAGE, false),
        scene("raise form, what may be the same", "", alike.collect(), PAGE, false),
        scene("search, an enterprise's name", &station, names.collect(), SEARCH, false),
        scene("search, two characters", &district, parts, SEARCH, false),
    ])
}

fn encode(text: &str) -> String {
    platform::web::address::encode(text)
}

/// The demo's people.
struct People {
    record: Record,
    address: SocketAddr,
}

impl People {
    /// Signs somebody in; their cookie.
    async fn enter(&self, role: &str) -> Result<String> {
        let found = self.record.accounts.iter().find(|one| one.role == role);
        let found = found.with_context(|| format!("the demo has no {role}"))?;
        let spare = found.spare_codes.first().map(String::as_str);
        let mut client = Client::connect(self.address).await?;
        client.sign_in(&found.name, &found.password, spare).await
    }
}

/// Matters from the top of the list and from years back.
async fn lives(address: SocketAddr, cookie: &str) -> Result<Vec<String>> {
    let mut found = lives_of(address, cookie, "/matters").await?;
    found.extend(lives_of(address, cookie, "/matters?state=closed").await?);
    Ok(found)
}

/// The addresses of matters on the first pages of a list.
async fn lives_of(address: SocketAddr, cookie: &str, list: &str) -> Result<Vec<String>> {
    let mut client = Client::with(address, Some(cookie)).await?;
    let (mut found, mut next) = (Vec::new(), Some(list.to_owned()));
    while let Some(path) = next.take().filter(|_| found.len() < LIVES) {
        let text = client.text(&path).await?;
        let links: Vec<&str> =
            text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let is_matter = |link: &&&str| {
            link.strip_prefix("/matters/").is_some_and(|number| number.matches('-').count() == 2)
        };
        found.extend(links.iter().filter(is_matter).map(|link| (*link).to_owned()));
        let further = links.iter().find(|link| link.contains("after="));
        next = further.map(|link| link.replace("&amp;", "&").replace("&#38;", "&"));
    }
    found.sort_unstable();
    found.dedup();
    ensure!(!found.is_empty(), "{list} lists nothing");
    Ok(found)
}
