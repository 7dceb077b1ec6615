//! `/matters/{number}/objection`, `/extension`, `/parking`: a body asks, on a ground of the
//! catalogue, and reads beforehand who will rule and that the clocks run on.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use kernel::Refusal;
use platform::Act;
use platform::web::{Choice, FormState, PageError, PageResult, Site, View, Visitor, html, see};

use super::facts::Facts;
use super::handling::Pairs;
use crate::acts::{self, Wanted};
use crate::model::charter::{RequestRule, RuledBy};
use crate::model::{MatterNumber, RequestKind};
use crate::pages::trying::tried;

#[derive(Template)]
#[template(path = "matters/request.html")]
struct RequestPage<'a> {
    v: &'a View,
    facts: &'a Facts,
    kind: RequestKind,
    grounds: Vec<Choice>,
    /// What is granted if it is: so much more time, or at the latest by then.
    length: Option<String>,
    ruler: &'static str,
    ruled_within: String,
    form: &'a FormState,
}

impl RequestPage<'_> {
    /// The sentence of this kind of request under `part` of the form.
    fn said(&self, part: &str) -> String {
        self.v.t(&format!("{}-{part}", self.kind.key())).into_owned()
    }

    fn is_parking(&self) -> bool {
        self.kind == RequestKind::Parking
    }
}

macro_rules! pages_of {
    ($new:ident, $create:ident, $kind:expr, $doc:literal) => {
        #[doc = concat!("The form for ", $doc, ".")]
        pub(super) async fn $new(
            State(site): State<Arc<Site>>,
            visitor: Visitor,
            Path(number): Path<String>,
        ) -> PageResult {
            draw(&site, &visitor, &number, $kind, &FormState::new()).await
        }

        #[doc = concat!("Asks for ", $doc, ".")]
        pub(super) async fn $create(
            State(site): State<Arc<Site>>,
            visitor: Visitor,
            Path(number): Path<String>,
            Form(pairs): Form<Pairs>,
        ) -> PageResult {
            send(&site, &visitor, &number, $kind, FormState::from_pairs(pairs)).await
        }
    };
}

pages_of!(new_objection, object, RequestKind::Objection, "an objection");
pages_of!(new_extension, extend, RequestKind::Extension, "more time");
pages_of!(new_parking, park, RequestKind::Parking, "parking");

async fn draw(
    site: &Arc<Site>,
    visitor: &Visitor,
    number: &str,
    kind: RequestKind,
    form: &FormState,
) -> PageResult {
    let facts = Facts::of(site, visitor, number).await?;
    let Some(rule) = facts.rules().request(kind).filter(|_| facts.own_part().is_some()) else {
        return Err(PageError::NotFound);
    };
    let view = visitor.view(site);
    let request_page = RequestPage {
        v: &view,
        facts: &facts,
        kind,
        grounds: grounds(rule, view.locale.tag()),
        length: rule.length.map(|length| view.limit(length)),
        ruler: match rule.ruled_by {
            RuledBy::Station => "matter-ruled-by-station",
            RuledBy::Street => "matter-ruled-by-street",
            RuledBy::District => "matter-ruled-by-district",
        },
        ruled_within: view.limit(facts.rules().ruling.within),
        form,
    };
    html(form.status(), &request_page)
}

fn grounds(rule: &RequestRule, tag: &str) -> Vec<Choice> {
    rule.grounds
        .iter()
        .map(|ground| Choice::new(ground.id.clone(), ground.name.in_language(tag)))
        .collect()
}

async fn send(
    site: &Arc<Site>,
    visitor: &Visitor,
    number: &str,
    kind: RequestKind,
    form: FormState,
) -> PageResult {
    let parsed: MatterNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let address = format!("/matters/{parsed}");
    let wanted = wanted(kind, &form);
    let work = move |act: &mut Act<'_, '_>, wanted| acts::ask_ruling(act, &parsed, &wanted);
    match tried(site, visitor, (form, wanted), work).await? {
        Ok(()) => Ok(see(&address)),
        Err(form) => draw(site, visitor, number, kind, &form).await,
    }
}

/// What the form says, or what is no day.
fn wanted(kind: RequestKind, form: &FormState) -> Result<Wanted, Refusal> {
    let ground = form.filled("ground").ok_or_else(|| Refusal::at("ground", "form-refusal-pick"))?;
    let review_on = form
        .filled("review_on")
        .map(|day| day.parse().map_err(|_| Refusal::at("review_on", "form-refusal-date")))
        .transpose()?;
    Ok(Wanted { kind, ground: ground.to_owned(), why: form.value("why").to_owned(), review_on })
}
