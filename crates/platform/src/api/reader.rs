//! `/api`: the document for people to read, and `/api/openapi.json` for programs.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use serde_json::Value;

use super::answer;
use crate::web::{Access, PageResult, Routes, Site, View, Visitor, page};

#[derive(Template)]
#[template(path = "platform/api.html")]
struct ApiPage<'a> {
    v: &'a View,
    groups: &'a [Group],
    shapes: &'a [Shape],
}

/// The endpoints about one thing.
struct Group {
    name: String,
    operations: Vec<Operation>,
}

/// One endpoint.
struct Operation {
    id: String,
    method: String,
    path: String,
    summary: String,
    parameters: Vec<Field>,
    /// The shape of what is sent; empty for none.
    takes: String,
    /// Status, what it means, and the shape of what comes back.
    answers: Vec<(String, String, String)>,
}

/// An object that is sent or comes back.
struct Shape {
    name: String,
    about: String,
    fields: Vec<Field>,
}

/// One field or parameter.
struct Field {
    name: String,
    kind: Kind,
    required: bool,
    about: String,
}

/// What a field holds.
#[derive(Default)]
struct Kind {
    /// In words of the document, such as `string` or `array`.
    word: String,
    /// The shape it holds; empty for none.
    of: String,
}

/// The reader and the document.
#[must_use]
pub fn routes(document: Value) -> Routes {
    let document = Arc::new(document);
    let read = Arc::new(read(&document));
    Routes::new()
        .get("/api", Access::SignedIn, move |State(site): State<Arc<Site>>, visitor: Visitor| {
            let read = Arc::clone(&read);
            async move { draw(&site, &visitor, &read) }
        })
        .get("/api/openapi.json", Access::Public, move || {
            let document = Arc::clone(&document);
            async move { answer(&*document) }
        })
}

fn draw(site: &Site, visitor: &Visitor, read: &(Vec<Group>, Vec<Shape>)) -> PageResult {
    page(&ApiPage { v: &visitor.view(site), groups: &read.0, shapes: &read.1 })
}

/// What the page shows of the document.
fn read(document: &Value) -> (Vec<Group>, Vec<Shape>) {
    let mut groups: Vec<Group> = Vec::new();
    for (path, operations) in entries(&document["paths"]) {
        for (method, described) in entries(operations) {
            let name = text(&described["tags"][0]);
            let one = operation(method, path, described);
            match groups.iter_mut().find(|group| group.name == name) {
                Some(group) => group.operations.push(one),
                None => groups.push(Group { name, operations: vec![one] }),
            }
        }
    }
    let shapes = entries(&document["components"]["schemas"]).map(|(name, one)| Shape {
        name: name.clone(),
        about: text(&one["description"]),
        fields: fields(one),
    });
    (groups, shapes.collect())
}

fn operation(method: &str, path: &str, described: &Value) -> Operation {
    let parameters = described["parameters"].as_array().into_iter().flatten();
    let body = &described["requestBody"]["content"]["application/json"]["schema"];
    Operation {
        id: text(&described["operationId"]),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&described["summary"]),
        parameters: parameters
            .map(|one| Field {
                name: text(&one["name"]),
                kind: kind(&one["schema"]),
                required: one["required"].as_bool().unwrap_or_default(),
                about: text(&one["schema"]["description"]) + &text(&one["description"]),
            })
            .collect(),
        takes: kind(body).of,
        answers: entries(&described["responses"])
            .map(|(status, one)| {
                let shape = entries(&one["content"]).map(|(_, one)| kind(&one["schema"]).of).next();
                (status.clone(), text(&one["description"]), shape.unwrap_or_default())
            })
            .collect(),
    }
}

fn fields(schema: &Value) -> Vec<Field> {
    let required = |name: &str| {
        let names = schema["required"].as_array();
        names.is_some_and(|names| names.iter().any(|one| one == name))
    };
    let one = |(name, one): (&String, &Value)| Field {
        name: name.clone(),
        kind: kind(one),
        required: required(name),
        about: text(&one["description"]),
    };
    entries(&schema["properties"]).map(one).collect()
}

/// What a schema holds: its type, what it is a list of, and the words it is one of.
fn kind(schema: &Value) -> Kind {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return Kind { word: String::new(), of: name.to_owned() };
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let other = choices.iter().find(|one| one["type"] != "null");
        return other.map(kind).unwrap_or_default();
    }
    let of = if schema["items"].is_null() { String::new() } else { kind(&schema["items"]).of };
    let words = schema["enum"]
        .as_array()
        .map(|words| words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | "));
    let named = match &schema["type"] {
        Value::Array(names) => {
            names.iter().find_map(|one| one.as_str().filter(|one| *one != "null"))
        }
        one => one.as_str(),
    };
    Kind { word: words.unwrap_or_else(|| named.unwrap_or_default().to_owned()), of }
}

fn entries(of: &Value) -> impl Iterator<Item = (&String, &Value)> {
    of.as_object().into_iter().flatten()
}

fn text(of: &Value) -> String {
    of.as_str().unwrap_or_default().to_owned()
}
