//! Routes with their access declared: what is not declared cannot be reached, and the list of
//! all of them is what the authorisation tests go through.

use std::sync::Arc;

use axum::Router;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn;
use axum::routing::MethodRouter;

use super::{guard, site::Site};
use crate::permission::Permission;

/// Who may call an endpoint. How far they get is decided by the scope of the act behind it.
#[derive(Debug, Clone, Copy)]
pub enum Access {
    /// Anybody.
    Public,
    /// Whoever holds the query code in the address.
    ByCode,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever holds a post that may do this somewhere.
    May(&'static Permission),
}

/// One endpoint, for the committed lists.
#[derive(Debug, Clone)]
pub struct Endpoint {
    /// GET or POST.
    pub method: Method,
    /// The path, with parameters in braces.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
}

/// The endpoints a slice contributes.
#[derive(Default)]
pub struct Routes {
    router: Router<Arc<Site>>,
    endpoints: Vec<Endpoint>,
}

impl Routes {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A page.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<Site>>,
        T: 'static,
    {
        self.add(Method::GET, path, access, axum::routing::get(handler))
    }

    /// A form's destination.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, Arc<Site>>,
        T: 'static,
    {
        self.add(Method::POST, path, access, axum::routing::post(handler))
    }

    /// A form's destination that takes files, up to `most` bytes in all.
    #[must_use]
    pub fn upload<H, T>(self, path: &'static str, access: Access, most: usize, handler: H) -> Self
    where
        H: Handler<T, Arc<Site>>,
        T: 'static,
    {
        let limit = axum::extract::DefaultBodyLimit::max(most);
        self.add(Method::POST, path, access, axum::routing::post(handler).layer(limit))
    }

    fn add(
        mut self,
        method: Method,
        path: &'static str,
        access: Access,
        route: MethodRouter<Arc<Site>>,
    ) -> Self {
        let guarded =
            route.route_layer(from_fn(move |request, next| guard::admit(access, request, next)));
        self.router = self.router.route(path, guarded);
        self.endpoints.push(Endpoint { method, path, access });
        self
    }

    /// These and another slice's.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.endpoints.extend(other.endpoints);
        self
    }

    /// Every endpoint, for the committed lists.
    #[must_use]
    pub fn endpoints(&self) -> &[Endpoint] {
        &self.endpoints
    }

    pub(super) fn into_router(self) -> Router<Arc<Site>> {
        self.router
    }
}
