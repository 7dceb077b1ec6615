//! The site as the program puts it together.

use app::site::{Serving, routes, site};
use platform::web::Routes;
use testkit::TestApp;
use testkit::app::BASE_URL;

/// A fresh one.
pub fn app() -> TestApp {
    app_with(Routes::new())
}

/// A fresh one with some routes of the test's own.
pub fn app_with(own: Routes) -> TestApp {
    TestApp::serving(|world| (site(world, &serving(), BASE_URL.to_owned()), routes().and(own)))
}

/// A fresh one whose letters go to `relay`.
pub fn app_mailing(relay: &str) -> TestApp {
    TestApp::mailing(relay, |world| (site(world, &serving(), BASE_URL.to_owned()), routes()))
}

fn serving() -> Serving {
    Serving {
        listen: ([127, 0, 0, 1], 0).into(),
        base_url: Some(BASE_URL.to_owned()),
        trusted_proxies: Vec::new(),
        demo: false,
        api_rate: platform::api::PER_MINUTE,
    }
}
