//! One text for one set of rules, whatever the order of its keys, and the hash of that text.

use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest, Sha256};

/// `value` as JSON without spaces, the keys of every object in order of their code points.
pub(super) fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

/// SHA-256 of [`text`] in 64 small hexadecimal digits.
pub(super) fn hash(value: &Value) -> String {
    Sha256::digest(text(value)).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string never fails");
        hex
    })
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(object) => {
            let mut keys: Vec<_> = object.keys().collect();
            keys.sort_unstable();
            separated('{', '}', &keys, out, |key, out| {
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                write(&object[key.as_str()], out);
            });
        }
        Value::Array(values) => separated('[', ']', values, out, write),
        plain => out.push_str(&plain.to_string()),
    }
}

fn separated<T>(
    open: char,
    close: char,
    members: &[T],
    out: &mut String,
    mut one: impl FnMut(&T, &mut String),
) {
    out.push(open);
    for (index, member) in members.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        one(member, out);
    }
    out.push(close);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_stand_in_order_at_every_depth() {
        let value = serde_json::json!({"b": [1, {"z": null, "a": "引\"号"}], "a": true});
        assert_eq!(text(&value), r#"{"a":true,"b":[1,{"a":"引\"号","z":null}]}"#);
    }

    #[test]
    fn the_hash_is_the_published_one_of_its_text() {
        let empty = serde_json::json!({});
        assert_eq!(
            hash(&empty),
            "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
        );
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            ".{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::hash_map(".{0,4}", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_text_reads_back_as_the_same_value(value in json()) {
            let back: Value = serde_json::from_str(&text(&value)).expect("canonical text is JSON");
            prop_assert_eq!(back, value);
        }
    }
}
