//! The document of the API: what the slices describe, with what holds of every endpoint.

use serde_json::{Map, Value, json};
use utoipa::OpenApi;

use super::{FieldError, Problem};
use crate::repeat::KEY_MOST;

/// What every endpoint may answer besides its own answers.
const PROBLEMS: [(&str, &str); 8] = [
    ("400", "A parameter that does not exist, or a body that is no JSON or does not say so."),
    ("401", "No token, or one that has ended or was revoked."),
    ("404", "Nothing here that the token's account can see or do; whether it exists is not said."),
    ("413", "The body is too large."),
    ("422", "A rule refused it; code says which, errors which field."),
    ("429", "Too many requests of one token; Retry-After says how many seconds to wait."),
    ("500", "It failed; id is the number to quote."),
    ("503", "No answer in time; it may be done all the same."),
];

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Loushi 楼事", // words: the name of the program, the same in every language
        version = "1",
        description = "Matters and the registry for other systems, over the same acts and within \
                       the same rights as the pages.",
        license(name = "Apache-2.0 OR MIT", identifier = "Apache-2.0 OR MIT")
    ),
    components(schemas(Problem, FieldError))
)]
struct Shared;

/// The document of all `parts`, as it is served and committed.
///
/// # Panics
/// Never in practice: a description is plain data.
#[must_use]
pub fn document(parts: Vec<utoipa::openapi::OpenApi>) -> Value {
    let mut whole = Shared::openapi();
    for part in parts {
        whole.merge(part);
    }
    let mut document = serde_json::to_value(&whole).expect("a description is plain data");
    document["servers"] = json!([{ "url": "/" }]);
    document["security"] = json!([{ "token": [] }]);
    document["components"]["securitySchemes"] = json!({
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "An access token, made on one's own page."
        }
    });
    let paths = document["paths"].as_object_mut().into_iter().flat_map(Map::values_mut);
    for operations in paths.filter_map(Value::as_object_mut) {
        for (method, operation) in operations.iter_mut() {
            complete(method, operation);
        }
    }
    document
}

/// Adds what holds of every endpoint.
fn complete(method: &str, operation: &mut Value) {
    for (status, description) in PROBLEMS {
        operation["responses"][status] = problem(description);
    }
    if method == "post" {
        operation["responses"]["403"] = problem("The token was made for reading alone.");
        let key = json!({
            "name": "Idempotency-Key",
            "in": "header",
            "required": false,
            "description": "What the program calls this request. Sent again within 24 hours under \
                            the same key it is not done again and is answered alike; another \
                            request under the same key is refused.",
            "schema": { "type": "string", "minLength": 1, "maxLength": KEY_MOST }
        });
        match operation["parameters"].as_array_mut() {
            Some(parameters) => parameters.push(key),
            None => operation["parameters"] = json!([key]),
        }
    }
}

fn problem(description: &str) -> Value {
    let schema = json!({ "$ref": "#/components/schemas/Problem" });
    json!({
        "description": description,
        "content": { "application/problem+json": { "schema": schema } }
    })
}
