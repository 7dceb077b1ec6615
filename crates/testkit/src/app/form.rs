//! Reads the forms and links of a page this program drew: as a browser without script would.

/// A form filled in, ready to be changed and sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Where it posts to.
    pub action: String,
    /// Names and values, in order.
    pub fields: Vec<(String, String)>,
}

impl Form {
    /// The same form with a field filled in, in place of what it held.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The value of a field; empty if it has none.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// The fields, as they are sent.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

/// The form whose action is `action`, or begins with it and a `?`.
pub(super) fn find(html: &str, action: &str) -> Option<Form> {
    let mut rest = html;
    while let Some(start) = rest.find("<form") {
        let end = rest[start..].find("</form>").map_or(rest.len(), |at| start + at);
        let form = &rest[start..end];
        rest = &rest[end..];
        let own = attribute(opening(form), "action").unwrap_or_default();
        if own.split('?').next() == Some(action) || own == action {
            return Some(Form { action: own, fields: fields(form) });
        }
    }
    None
}

/// What a browser would send: named inputs (boxes only when checked), texts, chosen options; no
/// buttons.
fn fields(form: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    let mut list: Option<(String, bool)> = None;
    for (at, tag) in tags(form) {
        let name = attribute(tag, "name");
        match tag_name(tag) {
            "input" => {
                let Some(name) = name else { continue };
                let kind = attribute(tag, "type").unwrap_or_default();
                let boxed = matches!(kind.as_str(), "checkbox" | "radio");
                if matches!(kind.as_str(), "submit" | "button" | "file" | "reset")
                    || (boxed && !has(tag, "checked"))
                {
                    continue;
                }
                let usual = if boxed { "on" } else { "" };
                fields.push((name, attribute(tag, "value").unwrap_or_else(|| usual.to_owned())));
            }
            "textarea" => {
                let Some(name) = name else { continue };
                let text = &form[at + tag.len()..];
                let text = &text[..text.find("</textarea").unwrap_or(text.len())];
                fields.push((name, decode(text.strip_prefix('\n').unwrap_or(text))));
            }
            "select" => list = name.map(|name| (name, false)),
            "/select" => list = None,
            "option" => {
                let Some((name, chosen)) = &mut list else { continue };
                let value = attribute(tag, "value").unwrap_or_default();
                if has(tag, "selected") {
                    if *chosen {
                        fields.pop();
                    }
                    fields.push((name.clone(), value));
                    *chosen = true;
                } else if !*chosen && !fields.iter().any(|(known, _)| known == name) {
                    // The first option counts until another is chosen.
                    fields.push((name.clone(), value));
                    *chosen = true;
                }
            }
            _ => {}
        }
    }
    fields
}

/// Addresses of this site in `href`, `src` and `action`, without fragments.
pub(super) fn links(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (_, tag) in tags(html) {
        if has_method_post(tag) {
            continue;
        }
        for name in ["href", "src", "action"] {
            let Some(address) = attribute(tag, name) else { continue };
            let address = address.split('#').next().unwrap_or_default().to_owned();
            if address.starts_with('/') && !address.starts_with("//") && !found.contains(&address) {
                found.push(address);
            }
        }
    }
    found
}

fn has_method_post(tag: &str) -> bool {
    attribute(tag, "method").is_some_and(|method| method.eq_ignore_ascii_case("post"))
}

/// The text between the tags.
pub(super) fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        text.push(' ');
        rest = &rest[start..];
        rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
    }
    text.push_str(rest);
    decode(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn opening(form: &str) -> &str {
    form.find('>').map_or(form, |end| &form[..=end])
}

/// Each tag with where it begins.
fn tags(html: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        let end = html[start..].find('>').map_or(html.len(), |found| start + found + 1);
        found.push((start, &html[start..end]));
        at = end;
    }
    found
}

fn tag_name(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    let end = name.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(name.len());
    name[..end].trim_end_matches('/')
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\"")).map(|at| at + name.len() + 3)?;
    let end = tag[start..].find('"')?;
    Some(decode(&tag[start..start + end]))
}

fn has(tag: &str, name: &str) -> bool {
    tag.split([' ', '>', '/']).any(|part| part == name || part.starts_with(&format!("{name}=")))
}

fn decode(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&nbsp;", "\u{a0}")
        .replace("&#38;", "&")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<a href="/desk">桌</a> <a href="https://elsewhere.example">x</a>
        <form method="post" action="/matters/LG24-1/triage"><input type="hidden" name="sent" value="1">
        <input type="radio" name="class" value="minor"><input type="radio" name="class" value="urgent" checked>
        <select name="lead"><option value="1">a</option><option value="2" selected>b</option></select>
        <select name="assist"><option value="">—</option><option value="3">c</option></select>
        <textarea name="reply">
您好 &amp; 谢谢</textarea><button name="recount" value="1">x</button></form>
        <form method="get" action="/matters"><input name="q"></form>"#;

    #[test]
    fn a_form_is_read_as_a_browser_sends_it() {
        let form = find(PAGE, "/matters/LG24-1/triage").expect("it is there");
        let expected = [
            ("sent", "1"),
            ("class", "urgent"),
            ("lead", "2"),
            ("assist", ""),
            ("reply", "您好 & 谢谢"),
        ];
        assert_eq!(form.pairs(), expected);
        assert_eq!(find(PAGE, "/elsewhere"), None);
    }

    #[test]
    fn links_lead_within_the_site_and_never_post() {
        assert_eq!(links(PAGE), ["/desk", "/matters"]);
    }

    #[test]
    fn words_are_what_is_read() {
        assert_eq!(words("<p>一 &lt;二</p>\n<p>三</p>"), "一 <二 三");
    }
}
