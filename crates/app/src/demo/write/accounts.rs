//! One account for each role, with passwords that nobody could guess.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::Randomness;
use platform::account::{self, second_factor};
use platform::journal::Origin;
use platform::{Actor, Outcome, Role, World};

use super::{Ids, past};
use crate::demo::plan::{Plan, Represents};

/// What somebody needs to sign in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Credentials {
    /// The role's word.
    pub role: String,
    /// Sign-in name.
    pub name: String,
    /// Password.
    pub password: String,
    /// Whose post it is.
    pub person: String,
    /// In which body.
    pub body: String,
    /// The second factor's secret for an app, where the role needs one.
    pub secret: Option<String>,
    /// Codes that replace the second factor, each once.
    pub spare_codes: Vec<String>,
}

/// Roles for which an account is opened, with the seat that shows each best.
const SEATS: [(Role, &str, &str); 14] = [
    (Role::Operator, "administration", "operator"),
    (Role::SecurityAdmin, "administration", "security_admin"),
    (Role::Auditor, "administration", "auditor"),
    (Role::District, "district_office", "lead"),
    (Role::Street, "street_office", "lead"),
    (Role::Department, "department", "liaison"),
    (Role::StationHead, "workstation", "head"),
    (Role::StationWorker, "workstation", "worker"),
    (Role::PartySecretary, "building_party", "secretary"),
    (Role::Committee, "committee", "enterprise"),
    (Role::FloorLeader, "committee", "floor_leader"),
    (Role::Property, "property_company", "manager"),
    (Role::Owner, "owner", "representative"),
    (Role::Enterprise, "enterprise", "liaison"),
];

/// Opens the accounts of the showcase's people, with passwords of `secrets`.
///
/// # Errors
/// [`platform::Failure`] if the database refuses.
pub fn open_accounts(
    world: &Arc<World>,
    plan: &Plan,
    ids: &Ids,
    secrets: &dyn Randomness,
    at: Timestamp,
) -> Outcome<Vec<Credentials>> {
    let mut opened = Vec::with_capacity(SEATS.len());
    for (role, kind, seat) in SEATS {
        let Some(post) = holder(plan, kind, seat) else { continue };
        let post = &plan.posts[post];
        let person = ids.people[post.person];
        let name = role.word().replace('_', "-");
        let password = password(secrets);
        let hash = account::hash_now(&password, secrets);
        let secret = role.needs_second_factor().then(|| secret(secrets));
        let (raw, to_open) = (secret.clone(), name.clone());
        let actor = Arc::new(Actor::nobody(Origin::Demo));
        let spare_codes = past(world, actor, at, move |act| {
            let account = account::create(act, person, &to_open)?;
            account::preset_password(act, account, &hash)?;
            match raw {
                Some(raw) => second_factor::preset(act, account, &raw),
                None => Ok(Vec::new()),
            }
        })?;
        opened.push(Credentials {
            role: role.word().to_owned(),
            name,
            password,
            person: plan.people[post.person].name.clone(),
            body: match post.body {
                Represents::Body(body) => plan.bodies[body].name.clone(),
                Represents::Enterprise(one) => plan.enterprises[one].name.clone(),
            },
            secret: secret.as_deref().map(base32),
            spare_codes,
        });
    }
    Ok(opened)
}

/// The first post in a seat at the showcase, else anywhere.
fn holder(plan: &Plan, kind: &str, seat: &str) -> Option<usize> {
    use crate::demo::plan::Covers;
    let home = plan.showcase().buildings[0];
    let street = plan.buildings[home].street;
    let fits = |index: &usize| match plan.posts[*index].body {
        Represents::Body(body) => plan.bodies[body].kind == kind,
        Represents::Enterprise(_) => kind == "enterprise",
    };
    let at_home = |index: &usize| match plan.posts[*index].body {
        Represents::Body(body) => {
            let covers = &plan.bodies[body].covers;
            covers.contains(&Covers::Building(home)) || covers.contains(&Covers::Street(street))
        }
        Represents::Enterprise(one) => plan.enterprises[one].building == home,
    };
    let in_seat: Vec<usize> = (0..plan.posts.len())
        .filter(|index| plan.posts[*index].seat == seat)
        .filter(fits)
        .collect();
    let floor_twelve = |index: &&usize| {
        plan.posts[**index].floor.is_some_and(|(b, f)| plan.buildings[b].floors[f].storey == 12)
    };
    let homes: Vec<usize> = in_seat.iter().copied().filter(at_home).collect();
    let best = homes.iter().find(floor_twelve).or(homes.first());
    best.or(in_seat.first()).copied()
}

/// A password of four groups, with letters of both sizes and digits: about 75 bits.
fn password(secrets: &dyn Randomness) -> String {
    let groups = [secrets.code(4), secrets.code(4).to_lowercase(), secrets.code(4)];
    format!("{}-2a", groups.join("-"))
}

/// A second factor's secret of 160 bits. Source: RFC 4226 §4.
fn secret(secrets: &dyn Randomness) -> Vec<u8> {
    let mut bytes = vec![0; 20];
    secrets.fill(&mut bytes);
    bytes
}

/// Base32 as apps take it. Source: RFC 4648 §6; 20 bytes need no padding.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = String::new();
    let (mut held, mut bits) = (0u32, 0u32);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(char::from(ALPHABET[(held >> bits & 31) as usize]));
        }
        held &= (1 << bits) - 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_back_by_the_second_factor() {
        let bytes: Vec<u8> = (0..20).map(|n| n * 11).collect();
        assert_eq!(second_factor::secret_from_base32(&base32(&bytes)), Some(bytes));
    }
}
