//! Whether a value matches a schema of the document: the part of JSON Schema that it uses.

use serde_json::{Map, Value};

/// What does not match, with where it stands; empty if all does.
pub fn faults(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    look(document, schema, value, "$", true, &mut found);
    found
}

fn look(
    document: &Value,
    schema: &Value,
    value: &Value,
    at: &str,
    closed: bool,
    found: &mut Vec<String>,
) {
    if let Some(path) = schema["$ref"].as_str() {
        let named = document.pointer(path.trim_start_matches('#'));
        return look(document, named.expect("a shape that is there"), value, at, closed, found);
    }
    for keyword in schema.as_object().into_iter().flat_map(Map::keys) {
        assert!(KNOWN.contains(&keyword.as_str()), "{at}: {keyword} is not looked at");
    }
    if let Some(parts) = schema["allOf"].as_array() {
        return all_of(document, parts, value, at, found);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let fits = choices.iter().any(|one| {
            let mut wrong = Vec::new();
            look(document, one, value, at, closed, &mut wrong);
            wrong.is_empty()
        });
        if !fits {
            found.push(format!("{at}: none of the choices"));
        }
        return;
    }
    if !of_type(&schema["type"], value) {
        found.push(format!("{at}: {value} is no {}", schema["type"]));
        return;
    }
    if let Some(words) = schema["enum"].as_array()
        && !value.is_null()
        && !words.contains(value)
    {
        found.push(format!("{at}: {value} is none of {words:?}"));
    }
    for (n, one) in value.as_array().into_iter().flatten().enumerate() {
        look(document, &schema["items"], one, &format!("{at}[{n}]"), closed, found);
    }
    if let Some(fields) = value.as_object() {
        look_at_fields(document, schema, fields, at, closed, found);
    }
}

const KNOWN: [&str; 13] = [
    "type",
    "properties",
    "required",
    "items",
    "enum",
    "oneOf",
    "allOf",
    "description",
    "format",
    "minimum",
    "maximum",
    "additionalProperties",
    "default",
];

/// An object whose fields several shapes describe together.
fn all_of(document: &Value, parts: &[Value], value: &Value, at: &str, found: &mut Vec<String>) {
    let mut names = Vec::new();
    for part in parts {
        look(document, part, value, at, false, found);
        let part = match part["$ref"].as_str() {
            Some(path) => document.pointer(path.trim_start_matches('#')).expect("it is there"),
            None => part,
        };
        names.extend(part["properties"].as_object().into_iter().flat_map(Map::keys));
    }
    for name in value.as_object().into_iter().flat_map(Map::keys) {
        if !names.contains(&name) {
            found.push(format!("{at}.{name}: no shape has it"));
        }
    }
}

fn look_at_fields(
    document: &Value,
    schema: &Value,
    fields: &Map<String, Value>,
    at: &str,
    closed: bool,
    found: &mut Vec<String>,
) {
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !fields.contains_key(name) {
            found.push(format!("{at}.{name}: is missing"));
        }
    }
    for (name, one) in fields {
        match schema["properties"].get(name) {
            Some(schema) => look(document, schema, one, &format!("{at}.{name}"), true, found),
            None if closed => found.push(format!("{at}.{name}: the shape does not have it")),
            None => {}
        }
    }
}

fn of_type(named: &Value, value: &Value) -> bool {
    let is = |name: &Value| match name.as_str() {
        Some("null") => value.is_null(),
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => true,
    };
    match named {
        Value::Array(names) => names.iter().any(is),
        one => is(one),
    }
}

#[test]
fn what_does_not_match_is_found() {
    let document = serde_json::json!({ "components": { "schemas": { "A": {
        "type": "object", "required": ["n"],
        "properties": { "n": { "type": "integer" }, "w": { "type": ["string", "null"], "enum": ["x"] } }
    } } } });
    let schema = serde_json::json!({ "$ref": "#/components/schemas/A" });
    let faults = |value: Value| faults(&document, &schema, &value).len();
    assert_eq!(faults(serde_json::json!({ "n": 1 })), 0);
    assert_eq!(faults(serde_json::json!({ "n": 1, "w": null })), 0);
    assert_eq!(faults(serde_json::json!({ "n": "1", "w": "y", "z": 0 })), 3);
    assert_eq!(faults(serde_json::json!({})), 1);
    assert_eq!(faults(serde_json::json!([])), 1);
}
