//! Sections of the registry that contradict themselves: each fault names its line, the rule and
//! what was expected there.

use kernel::Arg;
use platform::charter::check;

use super::*;

const HEAD: &str = "id = \"x\"\n\
    title = \"x\"\n\
    time_zone = \"Asia/Shanghai\"\n\
    texts.T = { name = \"t\", standing = \"practice\" }\n\
    calendar = { roll_forward = true, soon_percent = 25, source = \"T\" }\n\
    matters = { source = \"T\" }\n";

/// Begins at line 7.
const RULES: &str = "[[buildings.marks]]\n\
    id = \"key\"\n\
    name = \"重点楼宇\"\n\
    [bodies]\n\
    source = \"T\"\n\
    [bodies.committee]\n\
    name = \"楼委会\"\n\
    nature = \"self_governing\"\n\
    asked_for = { each = \"building\", marks = [\"key\"] }\n\
    size = { least = 5, most = 11, odd = true }\n\
    [[bodies.committee.seats]]\n\
    id = \"owner\"\n\
    name = \"产权方\"\n\
    appointed_by = \"committee\"\n\
    advised = true\n\
    [[bodies.committee.seats]]\n\
    id = \"chief\"\n\
    name = \"楼长\"\n\
    rotates = \"1m\"\n\
    among = [\"owner\"]\n\
    [bodies.property_company]\n\
    name = \"物业\"\n\
    nature = \"enterprise\"\n\
    [registry]\n\
    source = \"T\"\n\
    documents = [{ id = \"convention\", name = \"公约\", of = \"committee\" }]\n\
    managements = [{ id = \"a\", name = \"b\", run = \"professional\", by = \"property_company\" }]\n\
    coverage = { least_headcount = 10, by_work = [\"instructor\"], occupancy_of = \"lettable\" }\n\
    windows = { election = \"6m\", lease = \"6m\", honour = \"90d\", verified = \"1y\" }\n";

/// Stands for a slice above, whose section the seats' topics look into.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Above;

impl platform::charter::Section for Above {
    const NAME: &'static str = "matters";

    fn read(_: &mut platform::charter::Reader<'_>) -> Option<Self> {
        Some(Self)
    }
}

/// A stand-in for the locale files: the key, then the arguments.
fn say(key: &str, args: &[(&'static str, Arg)]) -> String {
    let key = key.trim_start_matches("charter-error-").trim_start_matches("charter-");
    let args = args.iter().map(|(name, value)| match value {
        Arg::Text(text) => format!(" {name}={text}"),
        Arg::Number(number) => format!(" {name}={number}"),
    });
    std::iter::once(key.to_owned()).chain(args).collect()
}

fn faults(from: &str, to: &str) -> String {
    assert!(from.is_empty() || RULES.contains(from), "{from}");
    let owners: Vec<SectionOwner> =
        SECTIONS.into_iter().chain([SectionOwner::of::<Above>()]).collect();
    let text = format!("{HEAD}{}", RULES.replacen(from, to, 1));
    check("c.toml", &text, &|_| None, &owners, &say).join("\n")
}

#[test]
fn what_the_registry_asks_is_read_without_fault() {
    assert_eq!(faults("", ""), "");
}

#[test]
fn each_rule_that_cannot_hold_names_its_line_and_what_was_expected() {
    let cases = [
        (
            "each = \"building\"",
            "each = \"house\"",
            "c.toml:15:22 bodies.committee.asked_for.each: unexpected expected=expected-one-of \
             words=street, community, estate, building, grid found=\"house\"",
        ),
        (
            "each = \"building\"",
            "each = \"grid\"",
            "c.toml:15:22 bodies.committee.asked_for.each: unexpected expected=expected-one-of \
             words=estate, building found=\"grid\"",
        ),
        (
            "marks = [\"key\"]",
            "marks = [\"kay\"]",
            "c.toml:15:43 bodies.committee.asked_for.marks[#1]: unexpected-meant \
             expected=expected-one-of words=key found=\"kay\" meant=key",
        ),
        (
            "appointed_by = \"committee\"",
            "appointed_by = \"comittee\"",
            "c.toml:20:16 bodies.committee.seats[owner].appointed_by: unexpected-meant \
             expected=expected-one-of words=committee, property_company found=\"comittee\" \
             meant=committee",
        ),
        (
            "rotates = \"1m\"",
            "rotates = \"30d\"",
            "c.toml:25:11 bodies.committee.seats[chief].rotates: unexpected \
             expected=expected-months found=\"30d\"",
        ),
        (
            "rotates = \"1m\"\n",
            "",
            "c.toml:22:1 bodies.committee.seats[chief].rotates: missing expected=expected-months",
        ),
        (
            "among = [\"owner\"]",
            "among = [\"chief\"]",
            "c.toml:26:9 bodies.committee.seats[chief].among: unexpected \
             expected=expected-other-seats found=found-list",
        ),
        (
            "among = [\"owner\"]",
            "among = [\"tenant\"]",
            "c.toml:26:10 bodies.committee.seats[chief].among[#1]: unexpected \
             expected=expected-one-of words=owner, chief found=\"tenant\"",
        ),
        (
            "of = \"committee\"",
            "of = \"club\"",
            "c.toml:32:53 registry.documents[convention].of: unexpected expected=expected-one-of \
             words=committee, property_company found=\"club\"",
        ),
        (
            "run = \"professional\"",
            "run = \"self_managed\"",
            "c.toml:33:46 registry.managements[a].run: unexpected expected=expected-one-of \
             words=professional, public_benefit, trustee found=\"self_managed\"",
        ),
        (
            "least_headcount = 10",
            "least_headcount = -1",
            "c.toml:34:32 registry.coverage.least_headcount: unexpected expected=expected-between \
             low=0 high=9999 found=-1",
        ),
        (
            "occupancy_of = \"lettable\"",
            "occupancy_of = \"usable\"",
            "c.toml:34:77 registry.coverage.occupancy_of: unexpected expected=expected-one-of \
             words=lettable, floor_area found=\"usable\"",
        ),
        (
            "election = \"6m\"",
            "election = \"5wd\"",
            "c.toml:35:24 registry.windows.election: unexpected expected=expected-window \
             found=\"5wd\"",
        ),
        (
            ", verified = \"1y\"",
            "",
            "c.toml:35:1 registry.windows.verified: missing expected=expected-time-limit",
        ),
    ];
    for (from, to, expected) in cases {
        assert_eq!(faults(from, to), expected, "{to}");
    }
}
