//! Rules, gaps and what mends them, in sentences.

use kernel::Arg;
use platform::charter::Words;
use platform::web::View;
use platform::web::address::encode;

use super::load::Loaded;
use crate::model::charter::{BodyKind, Buildings, JointGround, RegistryRules, Seat};
use crate::rules::checking::{About, Check, Gap, Lack, Rule};

/// Says in the reader's language what was found.
pub(super) struct Speaker<'a> {
    pub(super) view: &'a View,
    pub(super) loaded: &'a Loaded,
}

impl Speaker<'_> {
    /// The heading of the rules about one kind of body.
    pub(super) fn part(&self, kind: &str) -> String {
        match self.loaded.kind(kind) {
            Some(kind) => self.word(&kind.name),
            None => self.view.t("check-ledgers").into_owned(),
        }
    }

    /// What a rule asks for.
    pub(super) fn asks(&self, check: &Check) -> String {
        let key = format!("check-rule-{}", check.rule.word());
        let kind = self.loaded.kind(&check.kind);
        let name = |words: Option<&Words>| words.map(|words| self.word(words)).unwrap_or_default();
        let seat = kind.and_then(|kind| kind.seat(check.rule.part()));
        let mut args: Vec<(&str, Arg)> = vec![
            ("kind", name(kind.map(|kind| &kind.name)).into()),
            ("seat", name(seat.map(|seat| &seat.name)).into()),
        ];
        let (key, more) = match (&check.rule, kind) {
            (Rule::Size, Some(kind)) => self.size(kind),
            (Rule::Secretary(mark), _) => (key, self.mark(mark)),
            (Rule::Verified, _) => (key, vec![("window", self.window(|w| w.verified))]),
            (Rule::Election, _) => (key, vec![("window", self.window(|w| w.election))]),
            (Rule::Present, Some(kind)) => self.present(kind),
            (_, Some(kind)) => (key, self.of_kind(kind, seat)),
            (_, None) => (key, Vec::new()),
        };
        args.extend(more);
        self.view.ta(&key, &args)
    }

    /// What one lacks.
    pub(super) fn gap(&self, check: &Check, gap: &Gap) -> String {
        let n = |name, n: u32| (name, Arg::Number(i64::from(n)));
        let view = self.view;
        match gap {
            Gap::Absent => view.t1("check-gap-absent", "kind", self.part(&check.kind)),
            Gap::Unplaced => view.t("check-gap-unplaced").into_owned(),
            Gap::Joined(refused) => view.t(refused.key()).into_owned(),
            Gap::Members { members, .. } => view.ta("check-gap-members", &[n("n", *members)]),
            Gap::Short { wanted, held } => {
                view.ta("check-gap-short", &[n("n", wanted.saturating_sub(*held))])
            }
            Gap::Over { held, .. } => view.ta("check-gap-over", &[n("n", *held)]),
            Gap::Empty => view.t("check-gap-empty").into_owned(),
            Gap::Elsewhere => view.t("check-gap-elsewhere").into_owned(),
            Gap::NoTurn => view.t("check-gap-no-turn").into_owned(),
            Gap::Expired(on) => view.t1("check-gap-expired", "day", on.to_string()),
            Gap::Ends(on) => view.t1("check-gap-ends", "day", on.to_string()),
            Gap::Staff { norm, actual } => {
                view.ta("check-gap-staff", &[n("n", norm.saturating_sub(*actual))])
            }
            Gap::Stale(Some(on)) => view.t1("check-gap-stale", "day", on.to_string()),
            Gap::Stale(None) => view.t("check-gap-never").into_owned(),
        }
    }

    /// The act that mends it.
    pub(super) fn mend(&self, check: &Check) -> String {
        self.view.t(&format!("check-mend-{}", check.rule.word())).into_owned()
    }

    /// The page of the act that mends a gap: of a post, an election, or else of what lacks it.
    pub(super) fn mend_href(&self, check: &Check, lack: &Lack) -> String {
        let (_, page) = self.loaded.named(lack.about);
        let About::Body(body) = lack.about else { return page };
        let body = body.0;
        match &check.rule {
            Rule::Seat(seat) | Rule::Advised(seat) => {
                format!("/bodies/{body}/posts/new?seat={}", encode(seat))
            }
            Rule::Size if is_room(&lack.gap) => format!("/bodies/{body}/posts/new"),
            Rule::Staff => format!("/bodies/{body}/posts/new"),
            Rule::Term | Rule::Election => format!("/bodies/{body}/election"),
            _ => page,
        }
    }

    /// Where the rule comes from, as the charter's page says it.
    pub(super) fn source(&self, check: &Check) -> String {
        let (path, newest) = (check.rule.path(&check.kind), &self.loaded.newest);
        let below = format!("{path}.");
        let mut rows = newest.rows().iter();
        let row = rows.find(|row| row.path == path || row.path.starts_with(&below));
        let source = row.and_then(|row| row.source.as_ref());
        let say = |key: &str, args: &[(&'static str, Arg)]| self.view.locale.t_args(key, args);
        let tag = self.view.locale.tag();
        source.map(|source| source.in_words(newest.head(), tag, &say)).unwrap_or_default()
    }

    fn word(&self, words: &Words) -> String {
        words.in_language(self.view.locale.tag()).to_owned()
    }

    fn list(&self, names: impl Iterator<Item = String>) -> String {
        names.collect::<Vec<_>>().join(&self.view.t("charter-list-separator"))
    }

    /// Names of kinds of body.
    fn kinds(&self, keys: &[String]) -> Arg {
        self.list(keys.iter().map(|key| self.part(key))).into()
    }

    fn window(&self, of: impl Fn(&crate::model::charter::Windows) -> kernel::TimeLimit) -> Arg {
        let windows = &self.loaded.newest.section::<RegistryRules>().windows;
        self.view.limit(of(windows)).into()
    }

    fn size(&self, kind: &BodyKind) -> (String, Vec<(&'static str, Arg)>) {
        let Some(size) = kind.size else { return ("check-rule-size".to_owned(), Vec::new()) };
        let key = if size.odd { "check-rule-size-odd" } else { "check-rule-size" };
        let (least, most) = (i64::from(size.least), i64::from(size.most));
        (key.to_owned(), vec![("least", least.into()), ("most", most.into())])
    }

    /// The marks narrow the places to some of them.
    fn present(&self, kind: &BodyKind) -> (String, Vec<(&'static str, Arg)>) {
        let Some(asked) = &kind.asked_for else {
            return ("check-rule-present".to_owned(), Vec::new());
        };
        let each = self.view.t(&format!("charter-word-{}", asked.each.word())).into_owned();
        let known = self.loaded.newest.section::<Buildings>();
        let marks = asked.marks.iter().filter_map(|mark| known.mark(mark));
        let marks = self.list(marks.map(|mark| self.word(&mark.name)));
        let key = if marks.is_empty() { "check-rule-present" } else { "check-rule-present-marked" };
        (key.to_owned(), vec![("each", each.into()), ("marks", marks.into())])
    }

    fn mark(&self, mark: &str) -> Vec<(&'static str, Arg)> {
        let found = self.loaded.newest.section::<Buildings>().mark(mark);
        let name = found.map(|mark| self.word(&mark.name)).unwrap_or_default();
        let from = found.and_then(|mark| mark.secretary_from.clone());
        vec![("mark", name.into()), ("from", self.kinds(&from.into_iter().collect::<Vec<_>>()))]
    }

    /// What any rule about a kind or one of its seats may name.
    fn of_kind(&self, kind: &BodyKind, seat: Option<&Seat>) -> Vec<(&'static str, Arg)> {
        let term = kind.term.map(|term| self.view.limit(term)).unwrap_or_default();
        let tiers = kind.tiers.iter().map(|tier| {
            let n = i64::from(tier.staff);
            self.view.t2("check-tier", "tier", self.word(&tier.name), "n", n)
        });
        let least = seat.map_or(0, |seat| seat.least);
        let most = seat.and_then(|seat| seat.most).unwrap_or(0);
        let from: Vec<String> = seat.and_then(|seat| seat.represents.clone()).into_iter().collect();
        vec![
            ("under", self.kinds(&kind.under)),
            ("grounds", self.grounds(kind).into()),
            ("term", term.into()),
            ("tiers", self.list(tiers).into()),
            ("least", i64::from(least).into()),
            ("most", i64::from(most).into()),
            ("from", self.kinds(&from)),
        ]
    }

    fn grounds(&self, kind: &BodyKind) -> String {
        let said = |ground: &JointGround| {
            self.view.t(&format!("charter-word-{}", ground.word().replace('_', "-"))).into_owned()
        };
        let grounds: Vec<String> = kind.joint_when.iter().map(said).collect();
        grounds.join(&self.view.t("check-or"))
    }
}

/// Whether a body may still have another member.
fn is_room(gap: &Gap) -> bool {
    matches!(gap, Gap::Members { allowed, members } if *members < allowed.most)
}
