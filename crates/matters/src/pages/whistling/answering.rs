//! What a department does about its call, from its desk: each a post below the whistle's address.

use std::sync::Arc;

use axum::extract::{Form, Path, State};
use platform::web::{FormState, PageError, PageResult, Site, Visitor, see};

use super::answer::{self, Sent};
use super::show;
use crate::acts::whistling::Answering;
use crate::model::WhistleNumber;

/// Pairs of a form, in order.
pub(super) type Pairs = Vec<(String, String)>;

macro_rules! answers {
    ($name:ident, $sent:expr, $doc:literal) => {
        #[doc = $doc]
        pub(super) async fn $name(
            State(site): State<Arc<Site>>,
            visitor: Visitor,
            Path(number): Path<String>,
            Form(pairs): Form<Pairs>,
        ) -> PageResult {
            send(&site, &visitor, &number, $sent, FormState::from_pairs(pairs)).await
        }
    };
}

answers!(report, Sent::Report, "Reports in.");
answers!(finish, Sent::Finish, "Says what came of the part.");
answers!(refuse, Sent::Refuse, "Asks not to come.");
answers!(judge, Sent::Judge, "Judges the whistle.");

async fn send(
    site: &Arc<Site>,
    visitor: &Visitor,
    number: &str,
    sent: Sent,
    form: FormState,
) -> PageResult {
    let parsed: WhistleNumber = number.parse().map_err(|_| PageError::NotFound)?;
    let (right, typed) = (Answering::Post(parsed.clone()), form.clone());
    match site.act(&visitor.actor, move |act| answer::run(act, &right, sent, &typed)).await {
        Ok(()) => Ok(see(&format!("/whistles/{parsed}"))),
        Err(failure) => show::draw(site, visitor, number, &form.kept(failure, site)?).await,
    }
}
