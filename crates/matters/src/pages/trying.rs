//! The one way a form goes: what it asks for is read, the act runs, and what was refused comes back
//! as the form to draw again, with all that was typed.

use kernel::Refusal;
use platform::web::{FormState, PageError, Site, Visitor};
use platform::{Act, Outcome};

/// What came of a form: what its act made, or the form as it is to be drawn again.
pub(super) type Tried<R> = Result<R, FormState>;

/// Runs an act with what a form asks for.
///
/// # Errors
/// [`PageError::NotFound`] if what the form is about is out of sight: then there is no form either.
pub(super) async fn tried<T: Send + 'static, R: Send + 'static>(
    site: &Site,
    visitor: &Visitor,
    (form, asked): (FormState, Result<T, Refusal>),
    work: impl FnOnce(&mut Act<'_, '_>, T) -> Outcome<R> + Send + 'static,
) -> Result<Tried<R>, PageError> {
    let done = match asked {
        Ok(asked) => site.act(&visitor.actor, move |act| work(act, asked)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(done) => Ok(Ok(done)),
        Err(failure) => Ok(Err(form.kept(failure, site)?)),
    }
}
