//! One body for several buildings: what they must have in common.

use kernel::BodyId;

use super::RegistryRefusal;
use crate::model::charter::{BodyKind, Formation, JointGround};

/// Who owns and who manages a building on the day of the founding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ties {
    /// Its owners.
    pub owners: Vec<BodyId>,
    /// Its property companies.
    pub property_companies: Vec<BodyId>,
}

/// Whether a body of `kind` may be formed as `formed` for buildings with these ties. Whether they
/// are adjacent is a fact somebody states: the registry has points, not outlines.
///
/// Returns what the buildings have in common, where the charter asks for it.
///
/// # Errors
/// What stands against it, as [`RegistryRefusal`].
/// Source: SJS, DOMAIN 3.1: joint only for adjacent buildings of the same owner or the same
/// property area, otherwise one each. Charter `bodies.*.joint_when`, `joint_adjacent`.
pub fn join(
    kind: &BodyKind,
    formed: Formation,
    buildings: &[Ties],
    adjacent: bool,
) -> Result<Option<JointGround>, RegistryRefusal> {
    // A charter that offers no choice of formation (a station, a company) does not ask.
    if kind.formed.is_empty() {
        return Ok(None);
    }
    if formed == Formation::Single {
        let several = buildings.len() > 1 && !kind.joint_when.is_empty();
        return if several { Err(RegistryRefusal::MustBeJoint) } else { Ok(None) };
    }
    if !kind.formed.contains(&Formation::Joint) {
        return Err(RegistryRefusal::NotJoint);
    }
    if kind.joint_when.is_empty() || buildings.len() < 2 {
        return Ok(None);
    }
    if kind.joint_adjacent && !adjacent {
        return Err(RegistryRefusal::NotAdjacent);
    }
    let ground = kind.joint_when.iter().find(|ground| holds(**ground, buildings));
    ground.copied().map(Some).ok_or(RegistryRefusal::NothingInCommon)
}

fn holds(ground: JointGround, buildings: &[Ties]) -> bool {
    let of = |ties: &Ties| match ground {
        JointGround::SameOwner => ties.owners.clone(),
        JointGround::SamePropertyArea => ties.property_companies.clone(),
    };
    let Some((first, others)) = buildings.split_first() else { return false };
    of(first).iter().any(|body| others.iter().all(|ties| of(ties).contains(body)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::charter::{Nature, testing};

    fn committee() -> BodyKind {
        BodyKind {
            formed: vec![Formation::Single, Formation::Joint],
            joint_when: vec![JointGround::SameOwner, JointGround::SamePropertyArea],
            joint_adjacent: true,
            ..testing::kind("committee", "楼宇委员会", Nature::SelfGoverning)
        }
    }

    fn ties(owners: &[i64], companies: &[i64]) -> Ties {
        let bodies = |ids: &[i64]| ids.iter().copied().map(BodyId).collect();
        Ties { owners: bodies(owners), property_companies: bodies(companies) }
    }

    #[test]
    fn a_joint_committee_needs_adjacent_buildings_of_one_owner_or_one_property_company() {
        use Formation::{Joint, Single};
        let (one_owner, one_company, nothing) = (
            [ties(&[1], &[8]), ties(&[1, 2], &[9])],
            [ties(&[1], &[9]), ties(&[2], &[8, 9])],
            [ties(&[1], &[8]), ties(&[2], &[9])],
        );
        let chain = [ties(&[1, 2], &[]), ties(&[2, 3], &[]), ties(&[3, 1], &[])];
        let (owner, area) = (JointGround::SameOwner, JointGround::SamePropertyArea);
        let cases: [(&str, Formation, &[Ties], bool, Result<_, RegistryRefusal>); 9] = [
            ("same owner", Joint, &one_owner, true, Ok(Some(owner))),
            ("same company", Joint, &one_company, true, Ok(Some(area))),
            ("nothing", Joint, &nothing, true, Err(RegistryRefusal::NothingInCommon)),
            ("apart", Joint, &one_owner, false, Err(RegistryRefusal::NotAdjacent)),
            ("pairwise only", Joint, &chain, true, Err(RegistryRefusal::NothingInCommon)),
            (
                "unknown ties",
                Joint,
                &[Ties::default(), Ties::default()],
                true,
                Err(RegistryRefusal::NothingInCommon),
            ),
            ("single for one", Single, &one_owner[..1], false, Ok(None)),
            ("joint for one, others to come", Joint, &one_owner[..1], false, Ok(None)),
            ("single for two", Single, &one_owner, true, Err(RegistryRefusal::MustBeJoint)),
        ];
        for (name, formed, buildings, adjacent, expected) in cases {
            assert_eq!(join(&committee(), formed, buildings, adjacent), expected, "{name}");
        }
    }

    #[test]
    fn a_charter_may_offer_no_joint_bodies_or_ask_for_nothing() {
        let two = [ties(&[1], &[]), ties(&[2], &[])];
        let mut kind = committee();
        kind.formed = vec![Formation::Single];
        let refused = join(&kind, Formation::Joint, &two, true);
        assert_eq!(refused, Err(RegistryRefusal::NotJoint));
        kind.formed.clear();
        assert_eq!(join(&kind, Formation::Single, &two, false), Ok(None), "a station asks nothing");
    }
}
