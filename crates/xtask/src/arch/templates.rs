//! Templates stay within the content security policy and hold no words of their own.

use std::path::Path;

use super::Finding;
use super::tree::Tree;
use super::words::is_chinese;

/// Style attributes, inline scripts and handlers, and words outside the locale files.
pub fn findings(tree: &Tree) -> Vec<Finding> {
    let templates = tree.crates.iter().flat_map(|krate| &krate.templates);
    templates.flat_map(|(path, text)| of_template(path, text)).collect()
}

fn of_template(path: &Path, text: &str) -> Vec<Finding> {
    let text = without_comments(text);
    let mut found: Vec<Finding> = tags(&text)
        .flat_map(|(line, tag)| {
            of_tag(&tag).into_iter().map(move |why| Finding::new(path, line, why))
        })
        .collect();
    for (at, line) in text.lines().enumerate() {
        let chinese: String = line.chars().filter(|char| is_chinese(*char)).collect();
        if !chinese.is_empty() {
            let why = format!("{chinese}: move it to locales/, here stands only its key");
            found.push(Finding::new(path, at + 1, why));
        }
    }
    found
}

/// What is wrong with a tag; `tag` is what stands between `<` and `>`.
fn of_tag(tag: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut words = tag.split_whitespace();
    let name = words.next().unwrap_or_default();
    let attributes: Vec<&str> = words.filter_map(|word| Some(word.split_once('=')?.0)).collect();
    if name == "style" || attributes.contains(&"style") {
        wrong.push("no inline style: give it a class, or an attribute if it is SVG".to_owned());
    }
    if name == "script" && !attributes.contains(&"src") {
        wrong.push("no inline script: a module with `src` enhances the page".to_owned());
    }
    for handler in attributes.iter().filter(|attribute| attribute.starts_with("on")) {
        wrong.push(format!("no inline handler `{handler}`: a module adds listeners"));
    }
    wrong
}

/// Line and inside of each opening tag.
fn tags(text: &str) -> impl Iterator<Item = (usize, String)> {
    text.match_indices('<').filter_map(|(at, _)| {
        let inside = &text[at + 1..];
        let opens = inside.starts_with(|first: char| first.is_ascii_alphabetic());
        let end = opens.then(|| inside.find('>'))??;
        Some((text[..at].matches('\n').count() + 1, inside[..end].to_owned()))
    })
}

/// Template comments `{# … #}` replaced by as many line ends.
pub fn without_comments(text: &str) -> String {
    let mut rest = text;
    let mut out = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once("{#") {
        let (comment, after) = after.split_once("#}").unwrap_or((after, ""));
        out.push_str(before);
        out.extend(comment.matches('\n'));
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::super::testing::found_in;
    use super::findings;

    #[test]
    fn what_the_policy_refuses_is_found() {
        let cases = [
            ("<p style=\"color:red\">", Some("no inline style")),
            ("<p\n  class=\"a\"\n  style=\"x\">", Some("no inline style")),
            ("<style>p{}</style>", Some("no inline style")),
            ("<script>alert(1)</script>", Some("no inline script")),
            ("<script src=\"/a.js\" type=\"module\"></script>", None),
            ("<button onclick=\"go()\">", Some("no inline handler")),
            ("<a href=\"/?style=1\" data-once=\"1\">", None),
            ("<p>楼事</p>", Some("move it to locales/")),
            ("{# 楼事 <style> #}<p>{{ v.t(\"matter\") }}</p>", None),
        ];
        for (text, expected) in cases {
            let found = found_in(findings, "crates/matters/templates/matters/show.html", text);
            match expected {
                None => assert!(found.is_empty(), "{text}: {found:?}"),
                Some(why) => {
                    assert_eq!(found.len(), 1, "{text}: {found:?}");
                    assert!(found[0].contains(why), "{text}: {found:?}");
                }
            }
        }
    }
}
