//! Pages that fail, and clients that misbehave: everybody else is answered, and each failure gets a
//! page with a number to quote.

use std::future::pending;
use std::io::Write;

use axum::body::Body;
use axum::http::Request;
use platform::web::{Access, PageResult, Routes};
use testkit::app::photo;
use testkit::{Answer, Persona};
use tower::ServiceExt;

use super::asking::{Client, connect, parts, read};
use super::ground::{Ground, Server};
use crate::shipped;

const RAISE: &str = "/b/rh-a/raise";

/// Pages that fail.
fn failing() -> Routes {
    Routes::new().get("/breaks", Access::Public, breaks).get("/waits", Access::Public, waits)
}

async fn breaks() -> PageResult {
    panic!("this page always breaks")
}

async fn waits() -> PageResult {
    pending().await
}

/// The id on an error page.
fn id(answer: &Answer) -> String {
    let words = answer.words();
    let (_, rest) = words.split_once("E-").unwrap_or_else(|| panic!("no id: {words}"));
    rest.chars().take_while(char::is_ascii_alphanumeric).collect()
}

#[test]
fn a_program_that_asks_for_json_gets_a_problem_and_a_browser_a_page() {
    let app = shipped::app_with(failing());
    let ask = |accept: &str, path: &str| app.stranger().with_header("accept", accept).get(path);
    for (path, status) in [("/breaks", 500), ("/b/nowhere", 404), ("/matters/LG-24-222222/x", 404)]
    {
        let told = ask("application/json", path);
        assert_eq!(told.status(), status, "{path}");
        assert_eq!(told.header("content-type"), "application/problem+json", "{path}");
        let problem: serde_json::Value = serde_json::from_str(&told.text()).unwrap();
        assert_eq!(problem["status"], status);
        assert!(!problem["title"].as_str().unwrap().is_empty());
        let id = problem["id"].as_str().unwrap_or_default();
        assert_eq!(id.starts_with("E-"), status == 500, "{problem}");
        assert!(!told.text().contains("nowhere") && !told.text().contains("always breaks"));
    }
    for accept in ["text/html,application/xhtml+xml,application/json;q=0.1", "*/*"] {
        let page = ask(accept, "/breaks");
        assert!(page.header("content-type").starts_with("text/html"), "{accept}");
    }
}

#[test]
fn a_page_that_panics_is_answered_with_an_error_page_in_the_readers_language() {
    let app = shipped::app_with(failing());
    let chinese = app.stranger().get("/breaks").sound();
    assert_eq!(chinese.status(), 500);
    assert!(chinese.words().contains("没有办成，已经记下。"), "{}", chinese.words());
    let english = app.stranger().in_english().get("/breaks").sound();
    assert!(english.words().contains("It was not done"), "{}", english.words());
    assert_ne!(id(&chinese), id(&english), "each failure has its own number");
    // Whoever is signed in goes back to their desk.
    let worker = app.sign_in(Persona::Worker).get("/breaks").sound();
    assert!(worker.links().contains(&"/desk".to_owned()));
    assert!(!worker.text().contains("this page always breaks"), "the cause is for the log alone");
}

#[test]
fn a_page_that_is_not_there_in_time_says_that_it_may_be_done() {
    let app = shipped::app_with(failing());
    let request = Request::get("/waits").body(Body::empty()).unwrap();
    // Nothing else is left to do, so the clock moves on to the time-out by itself.
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build();
    let (status, body) = runtime.unwrap().block_on(async {
        let response = app.router().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    });
    assert_eq!(status, 503);
    assert!(body.contains("可能已经办成，也可能没有") && body.contains("E-"), "{body}");
}

fn stranger(server: &Server) -> Client {
    Client { server: server.address, session: None, from: "10.1.1.1".to_owned() }
}

#[test]
fn a_body_that_is_too_large_gets_a_page_and_not_a_broken_connection() {
    let ground = Ground::fresh();
    let server = Server::start(&ground, 1);
    let client = stranger(&server);
    let large = vec![7; 36_000_000];
    let answer = client.post_parts(RAISE, &[("text", "灯不亮")], Some(&large)).unwrap();
    assert_eq!(answer.status, 413);
    assert!(answer.text.contains("传来的东西太大了"), "{}", answer.text);
    let long = "长".repeat(200_000);
    let answer = client.post("/follow", &[("code", &long)]).unwrap();
    assert_eq!(answer.status, 413);
    assert!(answer.text.contains("传来的东西太大了"), "{}", answer.text);
}

#[test]
fn whoever_hangs_up_or_dawdles_leaves_nothing_behind_and_holds_up_nobody() {
    let ground = Ground::fresh();
    let server = Server::start(&ground, 1);
    let client = stranger(&server);
    let body = parts(&[("text", "灯不亮"), ("different", "1")], Some(&photo()));
    let head = format!(
        "{}Content-Type: multipart/form-data; boundary=----loushi-faults\r\nContent-Length: {}\r\n\r\n",
        client.head("POST", RAISE),
        body.len()
    );
    let mut dawdling: Vec<_> = (0..64).map(|_| connect(server.address).unwrap()).collect();
    for (nth, stream) in dawdling.iter_mut().enumerate() {
        // Some stop within the head, some within the photo.
        let half = if nth % 2 == 0 { head.len() / 2 } else { head.len() };
        stream.write_all(&head.as_bytes()[..half]).unwrap();
        if nth % 2 == 1 {
            stream.write_all(&body[..body.len() / 2]).unwrap();
        }
    }
    assert_eq!(client.get("/b/rh-a").unwrap().status, 200, "everybody else is answered");
    let mut patient = dawdling.pop().unwrap();
    drop(dawdling);
    assert!(!client.get("/b/rh-a/matters").unwrap().text.contains("灯不亮"), "nothing was raised");
    let photos = std::fs::read_dir(ground.place().home.photos()).unwrap().count();
    assert_eq!(photos, 0, "no photo of theirs is kept");
    patient.write_all(&body[body.len() / 2..]).unwrap();
    assert_eq!(read(&mut patient).unwrap().status, 303, "whoever goes on at last is served");
}
