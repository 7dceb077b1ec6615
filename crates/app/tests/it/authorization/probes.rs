//! How each endpoint is tried: in which state its thing must be, and what its form says.
//!
//! A new endpoint needs a line here; until it has one it stands in
//! `docs/authz/uncovered-endpoints.txt`, and a test fails.

use axum::http::Method;
use platform::web::Endpoint;
use testkit::Stage;

/// How an endpoint is tried.
#[derive(Debug, Clone, Copy)]
pub struct Probe {
    /// GET or POST.
    pub method: &'static str,
    /// The path with its parameters.
    pub path: &'static str,
    /// How far the matter has come for which it exists; `None` where it is about no matter.
    pub stage: Option<Stage>,
    /// What a form sends; parameters in braces are filled in as in the path.
    pub fields: &'static [(&'static str, &'static str)],
    /// Whether it is sent with files.
    pub multipart: bool,
    /// What a program sends; parameters in braces are filled in as in the path.
    pub json: &'static str,
}

impl Probe {
    /// Whether a program asks for it, by an access token.
    pub fn is_program(&self) -> bool {
        self.path.starts_with("/api/v1/")
    }

    /// Whether the same page elsewhere is out of reach: it names a place, or a thing in one. A
    /// charter is a text that holds in many places; what is shown under it is bounded by itself.
    pub fn is_placed(&self) -> bool {
        if self.path.starts_with("/charters/") {
            return false;
        }
        let named = |text: &str| text.contains('{');
        named(self.path)
            || named_in_json(self.json)
            || self.fields.iter().any(|(_, value)| named(value))
    }
}

/// The probe of an endpoint.
pub fn of(endpoint: &Endpoint) -> Option<Probe> {
    let method = if endpoint.method == Method::GET { "GET" } else { "POST" };
    all().into_iter().find(|probe| probe.method == method && probe.path == endpoint.path)
}

/// Whether a body names a place or a thing in one.
fn named_in_json(json: &str) -> bool {
    ["{building}", "{number}", "{code}"].iter().any(|name| json.contains(name))
}

const fn get(path: &'static str) -> Probe {
    Probe { method: "GET", path, stage: None, fields: &[], multipart: false, json: "" }
}

const fn post(path: &'static str, fields: &'static [(&'static str, &'static str)]) -> Probe {
    Probe { method: "POST", path, stage: None, fields, multipart: false, json: "" }
}

const fn at(stage: Stage, probe: Probe) -> Probe {
    Probe { stage: Some(stage), ..probe }
}

const fn send(path: &'static str, json: &'static str) -> Probe {
    Probe { json, ..post(path, &[]) }
}

const fn files(probe: Probe) -> Probe {
    Probe { multipart: true, ..probe }
}

const ANSWERS: &[(&str, &str)] = &[
    ("reached", "yes"),
    ("contacted", "yes"),
    ("solved", "solved"),
    ("satisfaction", "satisfied"),
];
const TRIAGE: &[(&str, &str)] = &[
    ("category", "property.lift"),
    ("class", "urgent"),
    ("lead", "{lead}"),
    ("title", "一层客梯停运"),
    ("reply", "已派人去看，最晚明天修好。"),
];
const RAISE_FOR: &[(&str, &str)] = &[
    ("building", "{building}"),
    ("channel", "visit"),
    ("text", "走访时说六层的灯坏了三天"),
    ("visibility", "public_anonymous"),
];
const DECLINE: &[(&str, &str)] =
    &[("ground", "outside_duties"), ("explanation", "这件事归地铁公司管，电话 5550 0133。")];
const OBJECTION: &[(&str, &str)] = &[("ground", "duty"), ("why", "这部电梯归商业裙楼的产权方管")];
const EXTENSION: &[(&str, &str)] = &[("ground", "parts"), ("why", "门机皮带缺货，厂家下周到")];
const PARKING: &[(&str, &str)] =
    &[("ground", "money"), ("why", "换梯要动维修资金"), ("review_on", "2024-04-01")];
const SUPERVISE: &[(&str, &str)] = &[("ask", "为什么三天没动静"), ("answer_by", "2024-03-01")];
const RULING: &[(&str, &str)] =
    &[("request", "1"), ("granted", "no"), ("words", "先按派单办理，配件到了再说。")];
const COMPLETE: &[(&str, &str)] =
    &[("result", "solved"), ("sentence", "维保换了门机皮带，试运行一小时，客梯恢复。")];

const WHISTLE: &[(&str, &str)] = &[
    ("called", "{department}"),
    ("ask", "检测一层客梯"),
    ("tried", "维保来过两次，当晚又停"),
    ("kind", "demand"),
    ("venue", "on_site"),
];
const REPORT_IN: &[(&str, &str)] = &[("presence", "on_site"), ("measure", "今天下午到场检测")];
const REFUSAL: &[(&str, &str)] = &[("ground", "others"), ("why", "检测归市场监管部门")];
const REFUSAL_RULING: &[(&str, &str)] =
    &[("call", "1"), ("excused", "no"), ("words", "各司其职。")];

const API_RAISE: &str =
    r#"{"building": "{building}", "channel": "visit", "text": "走访时说六层的灯坏了三天"}"#;
const API_DISPATCH: &str = r#"{"category": "property.lift", "class": "urgent",
    "lead": {"body": "{lead}"}, "title": "一层客梯停运", "reply": "已派人去看，最晚明天修好。"}"#;
const API_DECLINE: &str = r#"{"ground": "outside_duties", "explanation": "这件事归地铁公司管。"}"#;
const API_COMPLETE: &str =
    r#"{"result": "solved", "sentence": "维保换了门机皮带，试运行一小时，客梯恢复。"}"#;
const API_ANSWERS: &str =
    r#"{"reached": true, "contacted": true, "solved": "solved", "satisfaction": "satisfied"}"#;
const API_RATING: &str =
    r#"{"code": "{code}", "contacted": true, "solved": "solved", "satisfaction": "satisfied"}"#;

/// Every probe.
fn all() -> Vec<Probe> {
    use Stage::{Completed, Dispatched, InProgress, New, Whistled};
    let sign_in = &[("name", "nobody"), ("password", "wrong")];
    vec![
        // platform
        get("/desk"),
        get("/sign-in"),
        post("/sign-in", sign_in),
        post("/sign-in/code", &[("code", "000000")]),
        post("/sign-in/second-factor", &[("code", "000000")]),
        post("/sign-in/password", &[("present", "x"), ("password", "y")]),
        post("/sign-out", &[]),
        get("/setup"),
        post("/setup", &[("token", "none")]),
        get("/me"),
        post("/me/password", &[("present", "x"), ("password", "y")]),
        get("/me/views"),
        post("/me/views", &[("address", "/matters"), ("name", "x")]),
        post("/me/views/{id}/removal", &[]),
        get("/me/second-factor"),
        post("/me/second-factor", &[("code", "000000")]),
        get("/admin/accounts"),
        get("/admin/accounts/new"),
        post("/admin/accounts", &[("person", "1"), ("name", "x")]),
        get("/admin/accounts/{id}"),
        post("/admin/accounts/{id}/link", &[]),
        post("/admin/accounts/{id}/disabling", &[]),
        post("/admin/accounts/{id}/enabling", &[]),
        post("/admin/accounts/{id}/unlocking", &[]),
        post("/admin/accounts/{id}/second-factor-removal", &[]),
        get("/notices"),
        post("/notices/reading", &[]),
        post("/notices/{key}/reading", &[]),
        get("/me/notices"),
        post("/me/notices/address", &[("address", "zhou@example.cn")]),
        post("/me/notices/code", &[("code", "000000")]),
        post("/me/notices/cadence", &[("cadence", "weekly")]),
        post("/me/notices/removal", &[]),
        get("/admin/mail"),
        post("/admin/mail/{key}/retry", &[]),
        get("/admin/requests"),
        get("/admin/requests/{id}"),
        post("/admin/requests/{id}/erasure", &[("erase", "consent_withdrawn")]),
        post("/admin/requests/{id}/refusal", &[("keep", "term_of_law")]),
        get("/me/data"),
        post("/me/erasure", &[]),
        get("/journal"),
        post("/journal/verification", &[]),
        get("/me/tokens"),
        post("/me/tokens", &[("name", "x"), ("rights", "read"), ("days", "30")]),
        post("/me/tokens/{id}/revocation", &[]),
        get("/api"),
        get("/api/openapi.json"),
        post("/me/sign-out", &[]),
        post("/me/sessions/{id}/sign-out", &[]),
        get("/admin/calendar"),
        post("/admin/calendar", &[("source", "x"), ("days", "x")]),
        get("/charters/{id}"),
        get("/charters/{id}/{section}"),
        // registry
        get("/charters"),
        get("/charters/{id}/check"),
        get("/charters/{id}/check/exceptions/new"),
        post("/charters/{id}/check/exceptions", &[("until", "2024-06-30")]),
        post("/exceptions/{id}/ending", &[]),
        get("/bodies/{id}/posts/new"),
        post("/bodies/{id}/posts", &[("seat", "x"), ("how", "elected")]),
        get("/bodies/{id}/election"),
        post("/bodies/{id}/election", &[("on", "x")]),
        get("/posts/{id}/ending"),
        post("/posts/{id}/ending", &[("until", "x")]),
        get("/buildings"),
        get("/buildings/export"),
        get("/buildings/{code}"),
        get("/buildings/{code}/codes"),
        get("/buildings/{code}/codes/{file}"),
        get("/enterprises"),
        get("/enterprises/export"),
        get("/enterprises/{id}"),
        get("/committees/{id}"),
        get("/stations/{id}"),
        get("/organisations/{id}"),
        get("/search"),
        get("/opening"),
        post("/opening/ground", &[("charter", "shijingshan-troika")]),
        post("/opening/people", &[("person", "刘岩"), ("name", "liuyan")]),
        post("/opening/building", &[("building", "一号楼"), ("storeys", "6")]),
        // matters, public
        get("/"),
        get("/q/{token}"),
        get("/b/{building}"),
        get("/b/{building}/raise"),
        files(post("/b/{building}/raise", &[("text", "六层的灯坏了")])),
        get("/b/{building}/matters"),
        at(New, get("/b/{building}/matters/{number}")),
        at(New, get("/b/{building}/matters/{number}/photos/{key}")),
        at(New, post("/b/{building}/join/{number}", &[])),
        get("/follow"),
        at(New, post("/follow", &[("code", "{code}")])),
        at(New, get("/follow/{code}")),
        at(New, get("/follow/{code}/card")),
        at(New, get("/follow/{code}/photos/{key}")),
        at(Dispatched, post("/follow/{code}/urging", &[])),
        at(New, post("/follow/{code}/supplement", &[("supplement", "今天又停了一次")])),
        at(New, post("/follow/{code}/withdrawal", &[])),
        at(Completed, post("/follow/{code}/rating", ANSWERS)),
        at(New, get("/follow/{code}/data")),
        at(New, post("/follow/{code}/erasure", &[])),
        at(New, post("/follow/{code}/appeal", &[("appeal", "这就是楼里的事")])),
        at(Completed, post("/follow/{code}/reopening", &[("why", "下午又停了")])),
        get("/about/counting"),
        get("/about/privacy"),
        get("/about/accessibility"),
        get("/verify"),
        // matters, staff
        get("/desk/station"),
        get("/indicators/before-complaint"),
        get("/matters"),
        get("/matters/export"),
        get("/matters/new"),
        post("/matters", RAISE_FOR),
        at(Dispatched, get("/matters/{number}")),
        at(New, get("/matters/{number}/triage")),
        at(New, post("/matters/{number}/triage", TRIAGE)),
        at(New, post("/matters/{number}/decline", DECLINE)),
        at(Dispatched, post("/matters/{number}/signature", &[])),
        at(InProgress, post("/matters/{number}/contact", &[("note", "电话里说明了安排")])),
        at(InProgress, post("/matters/{number}/progress", &[("progress", "配件在路上")])),
        at(InProgress, get("/matters/{number}/completion")),
        at(InProgress, post("/matters/{number}/completion", COMPLETE)),
        at(InProgress, post("/matters/{number}/report", &[("report", "配合断了电")])),
        at(InProgress, post("/matters/{number}/resumption", &[])),
        at(Dispatched, get("/matters/{number}/objection")),
        at(Dispatched, post("/matters/{number}/objection", OBJECTION)),
        at(InProgress, get("/matters/{number}/extension")),
        at(InProgress, post("/matters/{number}/extension", EXTENSION)),
        at(InProgress, get("/matters/{number}/parking")),
        at(InProgress, post("/matters/{number}/parking", PARKING)),
        at(InProgress, get("/matters/{number}/ruling")),
        at(InProgress, post("/matters/{number}/ruling", RULING)),
        at(New, get("/matters/{number}/merge")),
        at(New, post("/matters/{number}/merge", &[("into", "x")])),
        at(New, post("/matters/{number}/gathering", &[])),
        at(New, post("/matters/{number}/split", &[])),
        at(New, get("/matters/{number}/bulletin")),
        at(New, post("/matters/{number}/bulletin", &[("words", "在修"), ("until", "2024-03-01")])),
        at(New, post("/matters/{number}/bulletin/withdrawal", &[])),
        post("/matters/batch", &[("what", "sign"), ("which", "LG-240000")]),
        get("/common-needs"),
        get("/common-needs/{id}"),
        post("/common-needs/{id}/confirmation", &[("title", "冬天不热")]),
        post("/common-needs/{id}/dismissal", &[("ground", "passing")]),
        post("/common-needs/{id}/settlement", &[("ending", "换了盘管")]),
        get("/supervision"),
        at(InProgress, get("/matters/{number}/supervision")),
        at(InProgress, post("/matters/{number}/supervision", SUPERVISE)),
        at(InProgress, post("/matters/{number}/supervision/answer", &[("answer", "明天办完")])),
        at(InProgress, post("/matters/{number}/supervision/end", &[("end", "办好了")])),
        at(Completed, get("/matters/{number}/callback")),
        at(Completed, post("/matters/{number}/callback", ANSWERS)),
        at(New, get("/matters/{number}/photos/{key}")),
        at(New, post("/matters/{number}/photos/{key}/release", &[])),
        at(New, get("/matters/{number}/photos/{key}/withholding")),
        at(New, post("/matters/{number}/photos/{key}/withholding", &[("ground", "person")])),
        at(New, get("/matters/{number}/reveal")),
        at(New, post("/matters/{number}/reveal", &[("purpose", "核对楼层")])),
        // matters, whistles
        get("/whistles"),
        get("/indicators/whistles"),
        at(InProgress, get("/matters/{number}/whistle")),
        at(InProgress, post("/matters/{number}/whistle", WHISTLE)),
        at(Whistled, get("/whistles/{number}")),
        at(Whistled, post("/whistles/{number}/report", REPORT_IN)),
        at(Whistled, post("/whistles/{number}/completion", &[("result", "已停用")])),
        at(Whistled, post("/whistles/{number}/refusal", REFUSAL)),
        at(Whistled, post("/whistles/{number}/judgement", &[("verdict", "needed")])),
        at(Whistled, get("/whistles/{number}/ruling")),
        at(Whistled, post("/whistles/{number}/ruling", REFUSAL_RULING)),
        at(Whistled, post("/whistles/{number}/ending", &[("ending", "一家到场并停用")])),
        at(Whistled, post("/whistles/{number}/meeting", &[])),
        at(Whistled, get("/whistles/{number}/rating")),
        at(Whistled, post("/whistles/{number}/rating", &[("call", "1"), ("grade_1", "5")])),
        at(Whistled, post("/whistles/{number}/sheet", &[("call", "1")])),
        get("/report-in"),
        at(Whistled, post("/report-in", &[("code", "{code}")])),
        at(Whistled, get("/report-in/{code}")),
        at(Whistled, post("/report-in/{code}/report", REPORT_IN)),
        at(Whistled, post("/report-in/{code}/completion", &[("result", "已停用")])),
        at(Whistled, post("/report-in/{code}/refusal", REFUSAL)),
        at(Whistled, post("/report-in/{code}/judgement", &[("verdict", "needed")])),
        get("/imports"),
        get("/imports/new"),
        files(post("/imports", &[("source", "12345")])),
        get("/imports/{id}"),
        files(post("/imports/{id}/file", &[])),
        post("/imports/{id}/headings", &[]),
        post("/imports/{id}/corrections", &[]),
        get("/imports/{id}/marked"),
        post("/imports/{id}/application", &[]),
        post("/imports/{id}/discard", &[]),
        // the API
        get("/api/v1/places/{code}"),
        get("/api/v1/buildings"),
        get("/api/v1/buildings/{code}"),
        get("/api/v1/bodies"),
        get("/api/v1/bodies/{id}"),
        get("/api/v1/enterprises"),
        get("/api/v1/enterprises/{id}"),
        get("/api/v1/matters"),
        send("/api/v1/matters", API_RAISE),
        at(Dispatched, get("/api/v1/matters/{number}")),
        at(Dispatched, get("/api/v1/matters/{number}/life")),
        at(New, send("/api/v1/matters/{number}/dispatch", API_DISPATCH)),
        at(New, send("/api/v1/matters/{number}/decline", API_DECLINE)),
        at(Dispatched, send("/api/v1/matters/{number}/signature", "{}")),
        at(InProgress, send("/api/v1/matters/{number}/contact", r#"{"note": "说明了安排"}"#)),
        at(InProgress, send("/api/v1/matters/{number}/progress", r#"{"progress": "配件在路上"}"#)),
        at(InProgress, send("/api/v1/matters/{number}/completion", API_COMPLETE)),
        at(Completed, send("/api/v1/matters/{number}/callback", API_ANSWERS)),
        at(Completed, send("/api/v1/ratings", API_RATING)),
    ]
}
