//! Whatever a program sends, sound or not, is answered as the document says, and never by a
//! failure.

use axum::body::Body;
use axum::http::Request;
use proptest::prelude::{Strategy, any, prop};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};
use testkit::persona::Side;
use testkit::{Answer, Persona, Stage, TestApp};

use super::validating;
use crate::shipped;

/// An endpoint as the document has it.
#[derive(Debug, Clone)]
struct Described {
    method: String,
    path: String,
    operation: Value,
}

fn described(document: &Value) -> Vec<Described> {
    let paths = document["paths"].as_object().unwrap();
    let all = paths.iter().flat_map(|(path, methods)| {
        methods.as_object().unwrap().iter().map(move |(method, operation)| Described {
            method: method.clone(),
            path: path.clone(),
            operation: operation.clone(),
        })
    });
    all.collect()
}

/// What stands in a path's braces, what a field is given, and who asks: drawn as numbers, so that
/// what is there decides what they mean.
#[derive(Debug, Clone)]
struct Drawn {
    endpoint: usize,
    persona: usize,
    place: usize,
    /// For each field whether it is sound, left out, or nonsense, and which.
    fields: Vec<(u8, usize)>,
    raw: Option<String>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let fields = prop::collection::vec((0_u8..20, any::<usize>()), 16);
    let raw = prop::option::weighted(0.05, ".{0,40}");
    (any::<usize>(), any::<usize>(), any::<usize>(), fields, raw).prop_map(
        |(endpoint, persona, place, fields, raw)| Drawn { endpoint, persona, place, fields, raw },
    )
}

/// Values of which one may be right wherever a string is asked for.
fn texts(known: &Known) -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "灯坏了",
        "property.lift",
        "urgent",
        "rh-a",
        "outside_duties",
        "2024-02",
        "0",
        "99999999999999999999",
        "\u{0}",
        "%",
        "'; --",
        "😀",
        "1",
        "-1",
        "已派人去看，最晚明天修好。",
    ]
    .map(str::to_owned)
    .into();
    texts.push("长".repeat(3_000));
    texts.extend(known.numbers.iter().chain(&known.codes).chain(&known.ids).cloned());
    texts
}

/// What there is to ask about.
struct Known {
    numbers: Vec<String>,
    codes: Vec<String>,
    ids: Vec<String>,
}

fn known(app: &TestApp) -> Known {
    let stages = [Stage::New, Stage::Dispatched, Stage::InProgress, Stage::Completed];
    let raised: Vec<_> =
        stages.iter().map(|stage| app.at_stage(Side::Here, Persona::Property, *stage)).collect();
    let kinds = ["property_company", "committee", "enterprise"];
    Known {
        numbers: raised.iter().map(|one| one.number.clone()).collect(),
        codes: raised.iter().map(|one| one.code.clone()).collect(),
        ids: kinds.map(|kind| app.town.body(Side::Here, kind).0.to_string()).into(),
    }
}

fn pick<T: Clone>(from: &[T], at: usize) -> T {
    from[at % from.len()].clone()
}

/// What a field is given where it should be right.
fn sound(name: &str, known: &Known) -> Option<Value> {
    let text = match name {
        "building" => "rh-a",
        "channel" => "visit",
        "text" | "note" | "progress" | "title" => "六层的灯坏了三天",
        "category" => "property.lift",
        "class" => "urgent",
        "ground" => "outside_duties",
        "result" | "solved" => "solved",
        "satisfaction" => "satisfied",
        "reply" | "explanation" | "sentence" => "维保换了门机皮带，试运行一小时，客梯恢复。",
        "code" => &known.codes[3],
        "body" => &known.ids[0],
        "reached" | "contacted" => return Some(json!(true)),
        _ => return None,
    };
    Some(json!(text))
}

/// A value for a schema: sound in kind most of the time, else anything.
fn value(document: &Value, schema: &Value, (how, which): (u8, usize), known: &Known) -> Value {
    if how == 0 {
        let odd =
            [json!(null), json!(-1), json!([]), json!({}), json!("x"), json!(1.5), json!(true)];
        return pick(&odd, which);
    }
    if let Some(path) = schema["$ref"].as_str() {
        let shape = document.pointer(path.trim_start_matches('#')).unwrap();
        return object(document, shape, &[(how, which), (how, which / 7)], known);
    }
    if let Some(words) = schema["enum"].as_array().filter(|_| how > 1) {
        return pick(words, which);
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds[0].as_str().unwrap_or("string"),
        one => one.as_str().unwrap_or("string"),
    };
    match kind {
        "boolean" => json!(which.is_multiple_of(2)),
        "integer" => pick(&[json!(1), json!(50), json!(0), json!(4_000_000_000_u32)], which),
        "array" => json!([value(document, &schema["items"], (how, which), known)]),
        _ => json!(pick(&texts(known), which)),
    }
}

fn object(document: &Value, shape: &Value, fields: &[(u8, usize)], known: &Known) -> Value {
    let mut body = Map::new();
    let named = shape["properties"].as_object().into_iter().flatten();
    for ((name, schema), draw) in named.zip(fields.iter().cycle()) {
        let right = sound(name, known).filter(|_| draw.0 > 2);
        match (draw.0, right) {
            (_, Some(right)) => drop(body.insert(name.clone(), right)),
            (1, None) => {}
            (_, None) => drop(body.insert(name.clone(), value(document, schema, *draw, known))),
        }
    }
    Value::Object(body)
}

/// The address with its braces and query filled in.
fn address(one: &Described, drawn: &Drawn, document: &Value, known: &Known) -> String {
    let encode = platform::web::address::encode;
    let mut path = one.path.clone();
    let mut query = Vec::new();
    let parameters = one.operation["parameters"].as_array().into_iter().flatten();
    for (parameter, draw) in parameters.zip(drawn.fields.iter().cycle()) {
        let name = parameter["name"].as_str().unwrap();
        match parameter["in"].as_str() {
            Some("path") => {
                let choices = match name {
                    "number" => &known.numbers,
                    "id" => &known.ids,
                    _ => &vec!["rh-a".to_owned(), "nowhere".to_owned()],
                };
                let odd = draw.0 == 0;
                let text =
                    if odd { pick(&texts(known), draw.1) } else { pick(choices, drawn.place) };
                let text = if text.is_empty() { "0".to_owned() } else { text };
                path = path.replace(&format!("{{{name}}}"), &encode(&text));
            }
            Some("query") if draw.0 < 10 => {
                let value = value(document, &parameter["schema"], *draw, known);
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                query.push(format!("{name}={}", encode(&text)));
            }
            _ => {}
        }
    }
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

fn ask(app: &TestApp, one: &Described, drawn: &Drawn, document: &Value, known: &Known) -> Answer {
    let askers = [Persona::Worker, Persona::Property, Persona::Street, Persona::Chief];
    let program = app.program(pick(&askers, drawn.persona));
    let path = address(one, drawn, document, known);
    if one.method == "get" {
        return program.get(&path);
    }
    let schema = &one.operation["requestBody"]["content"]["application/json"]["schema"];
    let shape = document.pointer(schema["$ref"].as_str().unwrap().trim_start_matches('#'));
    let body = object(document, shape.unwrap(), &drawn.fields, known).to_string();
    let body = drawn.raw.clone().unwrap_or(body);
    let mut request = Request::post(&path).header("content-type", "application/json");
    if drawn.place.is_multiple_of(3) {
        request = request.header("idempotency-key", format!("k-{}", drawn.place % 20));
    }
    program.send(request, Body::from(body))
}

/// What is wrong with an answer by the document.
fn faults(document: &Value, one: &Described, answer: &Answer) -> Vec<String> {
    let status = answer.status();
    if status >= 500 {
        return vec![format!("{}: {status} {}", answer.asked(), answer.text())];
    }
    let declared = &one.operation["responses"][status.to_string()];
    if declared.is_null() {
        return vec![format!("{}: {status} is not declared", answer.asked())];
    }
    let kind = if status < 400 { "application/json" } else { "application/problem+json" };
    if answer.header("content-type") != kind {
        return vec![format!(
            "{}: {status} came as {}",
            answer.asked(),
            answer.header("content-type")
        )];
    }
    let found = validating::faults(document, &declared["content"][kind]["schema"], &answer.json());
    found.into_iter().map(|fault| format!("{}: {status} {fault}", answer.asked())).collect()
}

#[test]
fn whatever_a_program_sends_is_answered_as_the_document_says() {
    let app = shipped::app();
    let (document, known) = (app::site::api_document(), known(&app));
    let all = described(&document);
    let mut statuses = std::collections::BTreeMap::<u16, usize>::new();
    let mut runner = TestRunner::deterministic();
    for _ in 0..600 {
        let drawn = drawn().new_tree(&mut runner).unwrap().current();
        let one = pick(&all, drawn.endpoint);
        let answer = ask(&app, &one, &drawn, &document, &known);
        *statuses.entry(answer.status()).or_default() += 1;
        assert_eq!(faults(&document, &one, &answer), Vec::<String>::new(), "{drawn:?}");
        // Tokens ask as often as they like here.
        app.pass(jiff::SignedDuration::from_millis(300));
    }
    for expected in [200, 201, 400, 404, 422] {
        assert!(statuses.contains_key(&expected), "{statuses:?}");
    }
    app.verify();
}
