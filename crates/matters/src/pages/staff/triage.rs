//! `/matters/{number}/triage`: the suggestion with its reasons, the deadline before it is confirmed.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use kernel::{Arg, Deadline, Explanation, Refusal};
use platform::web::{Choice, FormState, PageError, PageResult, Site, View, Visitor, html, see};
use platform::{Actor, Conn, Outcome, World};

use super::assignees::{self, Assignees};
use super::facts::Facts;
use super::handling::Pairs;
use super::likely::{self, Likely};
use crate::acts::{self, Alike, Suggested, Triage};
use crate::advisor::Advisor;
use crate::model::charter::Matters;
use crate::model::{LearnedOffer, MatterNumber, Offered, State as MatterState};
use crate::rules::dispatching::Assignee;
use crate::rules::suggesting::Named as Model;
use crate::rules::triage::{Named, Reason, Suggestion};

/// What the page knows beside the matter itself.
struct Proposal {
    assignees: Assignees,
    suggestion: Suggestion,
    offered: Offered,
    /// What may be the same, each with its place in words.
    alike: Vec<(Alike, String)>,
    /// The page of the next matter that waits for triage; empty for none.
    next: String,
}

#[derive(Template)]
#[template(path = "matters/triage.html")]
struct TriagePage<'a> {
    v: &'a View,
    facts: &'a Facts,
    place: &'a str,
    reasons: Vec<String>,
    confidence: String,
    categories: Vec<Choice>,
    classes: Vec<Choice>,
    bodies: Vec<Choice>,
    /// The lead chosen, if nobody holds a post there.
    unstaffed: Option<String>,
    grounds: Vec<Choice>,
    deadline: Option<Explanation>,
    due: Option<String>,
    likely: Vec<Likely>,
    next: &'a str,
    form: &'a FormState,
    mark: String,
}

/// The form, prefilled; fields in the address correct the suggestion and count the deadline anew.
pub(super) async fn new(
    advisor: Arc<dyn Advisor>,
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> PageResult {
    draw(&advisor, &site, &visitor, &number, FormState::from_pairs(query)).await
}

async fn draw(
    advisor: &Arc<dyn Advisor>,
    site: &Arc<Site>,
    visitor: &Visitor,
    number: &str,
    form: FormState,
) -> PageResult {
    let asked = form.clone();
    let advisor = Arc::clone(advisor);
    let read = Facts::of_with(site, visitor, number, move |conn, world, actor, facts| {
        if facts.matter.state != MatterState::New {
            return Err(Refusal::not_found().into());
        }
        let model = advisor.model();
        let proposal = propose(conn, world, actor, &facts, &asked, model.as_deref())?;
        Ok((facts, proposal))
    });
    let (facts, proposal) = read.await?;
    let view = visitor.view(site);
    let form = prefilled(form, &view, &facts, &proposal, &site.world);
    let tag = view.locale.tag();
    let rules = facts.rules();
    let explanation = deadline(&site.world, &facts, form.value("class"));
    let due = explanation.as_ref().map(|deadline| view.due(deadline.due_at));
    let triage_page = TriagePage {
        v: &view,
        facts: &facts,
        place: &facts.place,
        reasons: reasons(&view, &facts, &proposal.suggestion),
        confidence: view.t(proposal.suggestion.confidence.key()).into_owned(),
        categories: categories(rules, tag),
        classes: rules
            .classes
            .iter()
            .map(|class| Choice::new(class.id.clone(), class.name.in_language(tag)))
            .collect(),
        bodies: proposal.assignees.choices(&view),
        unstaffed: assignees::parse(form.value("lead"))
            .and_then(|lead| proposal.assignees.unstaffed(lead.body))
            .map(str::to_owned),
        grounds: rules
            .declines
            .iter()
            .map(|ground| Choice::new(ground.id.clone(), ground.name.in_language(tag)))
            .collect(),
        deadline: explanation.map(|deadline| deadline.explanation),
        due,
        likely: proposal.alike.iter().map(|one| Likely::of(&view, one)).collect(),
        next: &proposal.next,
        form: &form,
        mark: proposal.offered.to_string(),
    };
    html(form.status(), &triage_page)
}

fn propose(
    conn: &mut Conn,
    world: &World,
    actor: &Actor,
    facts: &Facts,
    asked: &FormState,
    model: Option<&Model>,
) -> Outcome<Proposal> {
    let duty = acts::duty_facts(conn, world, &facts.matter)?;
    let said: Vec<&str> = facts.raw.iter().map(|raw| raw.words.as_str()).collect();
    let said = if said.is_empty() { facts.matter.title.clone() } else { said.join("\n") };
    let learned = model.map(|model| &model.learned);
    let Suggested { suggestion, advice } =
        acts::suggest(conn, world, &facts.charter, &facts.matter, &duty, &said, learned)?;
    let assignees = Assignees::load(conn, world, &facts.matter, &duty, asked)?;
    let learned = model.zip(advice.into_iter().next());
    let offered = Offered {
        category: suggestion.category.clone(),
        class: suggestion.class.clone(),
        lead: suggestion
            .lead
            .map(|lead| assignees::value(Assignee { body: lead.body, post: lead.post }))
            .unwrap_or_default(),
        learned: learned.map(|(model, advice)| LearnedOffer {
            model: model.name.clone(),
            category: advice.category,
            percent: advice.percent,
        }),
    };
    let alike = likely::load(conn, actor, facts, &said, false)?;
    Ok(Proposal {
        assignees,
        suggestion,
        offered,
        alike,
        next: likely::next(conn, actor, &facts.matter)?,
    })
}

/// Fills in what the address left open.
fn prefilled(
    mut form: FormState,
    view: &View,
    facts: &Facts,
    proposal: &Proposal,
    world: &World,
) -> FormState {
    let suggestion = &proposal.suggestion;
    fill(&mut form, "category", &suggestion.category);
    fill(&mut form, "class", &suggestion.class);
    if let Some(lead) = &suggestion.lead {
        fill(&mut form, "lead", &assignees::value(Assignee { body: lead.body, post: lead.post }));
    }
    if form.all("assist").is_empty() && form.value("sent").is_empty() {
        let first = suggestion.assists.first();
        fill(
            &mut form,
            "assist",
            &first.map_or_else(String::new, |one| {
                assignees::value(Assignee { body: one.body, post: None })
            }),
        );
    }
    fill(&mut form, "title", &facts.matter.title);
    let reply = reply(view, facts, proposal, world, &form);
    fill(&mut form, "reply", &reply);
    form
}

fn fill(form: &mut FormState, name: &str, value: &str) {
    if form.value(name).is_empty() {
        form.set(name, value);
    }
}

/// The reply drafted from the charter's template.
fn reply(
    view: &View,
    facts: &Facts,
    proposal: &Proposal,
    world: &World,
    form: &FormState,
) -> String {
    let tag = view.locale.tag();
    let rules = facts.rules();
    let lead = assignees::parse(form.value("lead"));
    let lead = lead.and_then(|lead| proposal.assignees.name(lead.body)).unwrap_or_default();
    let due = deadline(world, facts, form.value("class"))
        .map(|deadline| view.due(deadline.due_at))
        .unwrap_or_default();
    let category = rules.category(form.value("category"));
    let category = category.map(|one| one.name.in_language(tag)).unwrap_or_default();
    let number = facts.matter.number.to_string();
    rules
        .replies
        .dispatched
        .fill(tag, &[("lead", lead), ("due", &due), ("category", category), ("number", &number)])
}

/// When it would be due if it were dispatched now in this class.
fn deadline(world: &World, facts: &Facts, class: &str) -> Option<Deadline> {
    let class = facts.rules().class(class)?;
    let calendar = world.calendar();
    let reckoning = facts.charter.reckoning(&world.zone, &calendar);
    Some(Deadline::count(class.limits.resolve, world.time.now(), &reckoning))
}

fn reasons(view: &View, facts: &Facts, suggestion: &Suggestion) -> Vec<String> {
    let (tag, rules) = (view.locale.tag(), facts.rules());
    let name_of = |named: Named<'_>| match named {
        Named::Category(key) => {
            rules.category(key).map_or(key, |one| one.name.in_language(tag)).to_owned()
        }
        Named::Class(key) => {
            rules.class(key).map_or(key, |one| one.name.in_language(tag)).to_owned()
        }
    };
    let say = |reason: &Reason| {
        let mut args: Vec<(&'static str, Arg)> = reason.args(name_of);
        if matches!(reason, Reason::Lead(_)) {
            args.extend(catalogued(view, facts, &suggestion.category));
        }
        view.ta(reason.key(), &args)
    };
    suggestion.reasons.iter().map(say).collect()
}

/// What the line of the dispatch catalogue says: the function it names, and where it comes from.
fn catalogued(view: &View, facts: &Facts, category: &str) -> Vec<(&'static str, Arg)> {
    let (tag, rules) = (view.locale.tag(), facts.rules());
    let Some(line) = rules.dispatch_for(category) else { return Vec::new() };
    let function = line.lead.split_once('.').and_then(|(_, key)| rules.function(key));
    let function = function.map_or("", |function| function.name.in_language(tag));
    let path = format!("matters.dispatch[{}].lead", line.id);
    let row = facts.charter.rows().iter().find(|row| row.path == path);
    let say = |key: &str, args: &[(&'static str, Arg)]| view.locale.t_args(key, args);
    let source = row.and_then(|row| row.source.as_ref());
    let source = source.map(|source| source.in_words(facts.charter.head(), tag, &say));
    vec![("function", function.into()), ("source", source.unwrap_or_default().into())]
}

fn categories(rules: &Matters, tag: &str) -> Vec<Choice> {
    let depth = |path: &str| path.matches('.').count();
    rules
        .category_paths()
        .into_iter()
        .map(|(path, category)| {
            let indent = "\u{3000}".repeat(depth(&path));
            let label = format!("{indent}{}", category.name.in_language(tag));
            Choice::new(path, label)
        })
        .collect()
}

fn lead(form: &FormState) -> Result<Assignee, Refusal> {
    let lead = assignees::parse(form.value("lead"));
    lead.ok_or_else(|| Refusal::at("lead", "form-refusal-pick"))
}

/// Who assists; a list left open names nobody.
fn assists(form: &FormState) -> Result<Vec<Assignee>, Refusal> {
    let named = form.all("assist").iter().filter(|value| !value.is_empty());
    let assists = named.map(|value| assignees::parse(value)).collect::<Option<_>>();
    assists.ok_or_else(|| Refusal::at("assist", "form-refusal-pick"))
}

/// Dispatches as the form says.
pub(super) async fn create(
    advisor: Arc<dyn Advisor>,
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(pairs): Form<Pairs>,
) -> PageResult {
    let form = FormState::from_pairs(pairs);
    if form.has("recount", "1") {
        return draw(&advisor, &site, &visitor, &number, form).await;
    }
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let (lead, assists) = match (lead(&form), assists(&form)) {
        (Ok(lead), Ok(assists)) => (lead, assists),
        (Err(refusal), _) | (_, Err(refusal)) => {
            return draw(&advisor, &site, &visitor, &number, form.refused(refusal)).await;
        }
    };
    let offered: Option<Offered> = form.value("suggested").parse().ok();
    let triage = Triage {
        category: form.value("category").to_owned(),
        class: form.value("class").to_owned(),
        lead,
        assists,
        title: form.value("title").to_owned(),
        reply: form.value("reply").to_owned(),
        as_suggested: offered.as_ref().is_some_and(|offered| is_as_offered(offered, &form)),
    };
    let dispatched = site.act(&visitor.actor, move |act| match &offered {
        Some(offered) => acts::dispatch_offered(act, &parsed, &triage, offered),
        None => acts::dispatch_matter(act, &parsed, &triage),
    });
    match dispatched.await {
        Ok(()) => Ok(see("/desk")),
        Err(failure) => draw(&advisor, &site, &visitor, &number, form.kept(failure, &site)?).await,
    }
}

/// Whether the form sends what was suggested: the form carries it along, so that the journal can
/// say whether it was taken as it stood.
fn is_as_offered(offered: &Offered, form: &FormState) -> bool {
    form.value("category") == offered.category
        && form.value("class") == offered.class
        && form.value("lead") == offered.lead
}

impl TriagePage<'_> {
    fn mark(&self) -> &str {
        &self.mark
    }
}

/// 不予受理
pub(super) async fn decline(
    advisor: Arc<dyn Advisor>,
    State(site): State<Arc<Site>>,
    visitor: Visitor,
    Path(number): Path<String>,
    Form(form): Form<HashMap<String, String>>,
) -> PageResult {
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let value = |name: &str| form.get(name).cloned().unwrap_or_default();
    let (ground, explanation) = (value("ground"), value("explanation"));
    let kept = FormState::from_pairs(form);
    let declined = site
        .act(&visitor.actor, move |act| acts::decline_matter(act, &parsed, &ground, &explanation))
        .await;
    match declined {
        Ok(()) => Ok(see("/desk")),
        Err(failure) => draw(&advisor, &site, &visitor, &number, kept.kept(failure, &site)?).await,
    }
}
