//! Each finding with a tree that has it.

use super::findings;

/// What is found in a workspace of these files.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files.iter().chain(&[("crates/a/Cargo.toml", "")]) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    findings(folder.path()).expect("readable").iter().map(ToString::to_string).collect()
}

const PAGE: &str = "crates/a/templates/a/page.html";

#[test]
fn a_page_and_both_languages_that_agree_pass() {
    let both = "a-title = { a-name } { $n }\na-name = A\n";
    let page = "{{ v.t1(\"a-title\", \"n\", n) }}";
    let files = [("locales/zh-CN/a.ftl", both), ("locales/en/a.ftl", both), (PAGE, page)];
    assert!(found(&files).is_empty(), "{:?}", found(&files));
}

#[test]
fn each_disagreement_is_found_where_it_stands() {
    let cases = [
        ("a = A", "a = A", "{{ v.t(\"a\") }}{{ v.t(\"b\") }}", PAGE, "`b` stands in no locale"),
        (
            "a = A\nb = B",
            "a = A\nb = B",
            "{{ v.t(\"a\") }}",
            "locales/zh-CN/a.ftl:2",
            "used nowhere",
        ),
        (
            "a = A\nb = B",
            "a = A",
            "{{ v.t(\"a\") }} b",
            "locales/zh-CN/a.ftl:2",
            "missing in the other",
        ),
        ("a = A", "a = A\nb = B", "{{ v.t(\"a\") }}", "locales/en/a.ftl:2", "missing in zh-CN"),
        (
            "a = { $n }",
            "a = { $m }",
            "{{ v.t1(\"a\") }}",
            "locales/zh-CN/a.ftl:1",
            "takes $n here and $m",
        ),
        ("a = { $n }", "a = { $n }", "{{ v.t(\"a\") }}", PAGE, "`a` takes $n"),
        ("a = A\na = B", "a = A", "{{ v.t(\"a\") }}", "locales/zh-CN/a.ftl:1", "stands twice"),
        ("aB = A", "aB = A", "{{ v.t(\"aB\") }}", "locales/", "lower-case words"),
    ];
    for (chinese, english, page, place, why) in cases {
        let files = [("locales/zh-CN/a.ftl", chinese), ("locales/en/a.ftl", english), (PAGE, page)];
        let found = found(&files);
        assert!(!found.is_empty(), "{why}");
        assert!(found[0].starts_with(place) && found[0].contains(why), "{why}: {found:?}");
    }
}

#[test]
fn keys_that_code_makes_are_declared_with_a_reason() {
    let keys = [("locales/zh-CN/a.ftl", "a-one = A"), ("locales/en/a.ftl", "a-one = A")];
    let declared = ("locales/dynamic.txt", "a-: states, by State::key\n");
    assert!(found(&[keys[0], keys[1], declared]).is_empty());
    let stale = ("locales/dynamic.txt", "a-: states\nb-: gone\n");
    let found = found(&[keys[0], keys[1], stale]);
    assert_eq!(found, ["locales/dynamic.txt:2: no key begins with `b-`: remove the line"]);
}

#[test]
fn a_refusal_in_rust_names_an_existing_sentence() {
    let source =
        ("crates/a/src/lib.rs", "//! A.\nfn f() { Refusal::at(\"name\", \"refusal-none\") }");
    let found = found(&[source]);
    assert_eq!(found, ["crates/a/src/lib.rs:2: `refusal-none` stands in no locale file"]);
}
