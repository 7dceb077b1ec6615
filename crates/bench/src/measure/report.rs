//! What was measured, as a table on the terminal and in the document; ratios first.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};

use super::import::Imported;
use super::line::Line;
use super::load::Measured;
use super::server::Memory;

/// Where the document's table begins and ends.
const BEGIN: &str = "<!-- measured: written by `cargo xtask bench` -->";
const END: &str = "<!-- end of what was measured -->";

/// What else happened while pages were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Under {
    /// Nothing.
    Rest,
    /// Matters were raised.
    Writing,
}

/// A kind of page at some number of clients.
pub struct Row {
    /// What it is.
    pub name: &'static str,
    /// Beside what.
    pub under: Under,
    /// Milliseconds p99 may take.
    pub budget: f64,
    /// How it went.
    pub measured: Measured,
}

/// A demo made from nothing.
pub struct Demo {
    /// Seconds it took.
    pub made: f64,
    /// Size of its database.
    pub megabytes: f64,
    /// Seconds until it answers when it is started again.
    pub start: f64,
    /// What the server then holds.
    pub memory: Memory,
}

/// Everything one run measured.
pub struct Report {
    matters: usize,
    machine: String,
    /// Seconds the data took to make.
    pub making: Option<f64>,
    /// Seconds until the program answers.
    pub start: Option<f64>,
    /// After the start, before anybody asked.
    pub idle: Option<Memory>,
    /// After everything was read.
    pub loaded: Option<Memory>,
    rows: Vec<Row>,
    growth: BTreeMap<&'static str, BTreeMap<usize, String>>,
    /// The raises beside which pages were read.
    pub writes: Option<Measured>,
    /// Raising through HTTP.
    raises: Vec<Measured>,
    /// The same without HTTP.
    bare_acts: Vec<Measured>,
    /// Commits of as many rows.
    bare_commits: Vec<Measured>,
    /// Answers of the bare framework.
    pub hellos: Vec<Measured>,
    /// A ledger.
    pub imported: Option<Imported>,
    /// Entries recomputed, and seconds.
    pub verified: Option<(u64, f64)>,
    /// The demo.
    pub demo: Option<Demo>,
}

impl Report {
    /// An empty one.
    pub fn new(matters: usize, machine: String) -> Self {
        Self {
            matters,
            machine,
            making: None,
            start: None,
            idle: None,
            loaded: None,
            rows: Vec::new(),
            growth: BTreeMap::new(),
            writes: None,
            raises: Vec::new(),
            bare_acts: Vec::new(),
            bare_commits: Vec::new(),
            hellos: Vec::new(),
            imported: None,
            verified: None,
            demo: None,
        }
    }

    /// Takes a page's measure.
    pub fn row(&mut self, row: Row) {
        let (m, under) = (&row.measured, if row.under == Under::Rest { "" } else { ", writing" });
        eprintln!(
            "  {}{under}: {} clients, {:.0}/s, p50 {:.2}, p99 {:.2} ms",
            row.name,
            m.clients,
            m.per_second,
            m.milliseconds(50.0),
            m.milliseconds(99.0)
        );
        self.rows.push(row);
    }

    /// Takes raises, and the limits that were measured beside them.
    pub fn raised(&mut self, raised: Measured, acts: Measured, commits: Measured) {
        eprintln!(
            "  {} clients: {:.0}/s, p50 {:.2}, p99 {:.2} ms, work {:.2} ms; bare acts {:.0}/s, bare commits {:.0}/s",
            raised.clients,
            raised.per_second,
            raised.milliseconds(50.0),
            raised.milliseconds(99.0),
            raised.work.unwrap_or_default(),
            acts.per_second,
            commits.per_second
        );
        self.raises.push(raised);
        self.bare_acts.push(acts);
        self.bare_commits.push(commits);
    }

    /// Takes what a page costs at a size of data.
    pub fn grew(&mut self, name: &'static str, matters: usize, measured: &Measured) {
        self.growth.entry(name).or_default().insert(matters, Self::cost(measured));
    }

    /// What one request costs: the time of the middle one, and the work in the server.
    fn cost(measured: &Measured) -> String {
        let work = measured.work.map_or(String::new(), |work| format!(" ({work:.2})"));
        format!("{:.2}{work}", measured.milliseconds(50.0))
    }

    /// Whether every budget is kept.
    pub fn holds(&self) -> bool {
        self.lines().iter().all(|line| line.holds != Some(false))
            && self.rows.iter().all(|row| row.measured.milliseconds(99.0) <= row.budget)
    }

    /// The ratios and the single figures.
    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (nth, raised) in self.raises.iter().enumerate() {
            let clients = raised.clients;
            if let (Some(acts), Some(commits)) =
                (self.bare_acts.get(nth), self.bare_commits.get(nth))
            {
                let of_act = raised.per_second / acts.per_second;
                let line = Line::new(
                    format!("raise through HTTP / bare act, {clients} clients"),
                    format!("{of_act:.2}"),
                );
                lines.push(if clients == 8 { line.least(of_act, 0.5, "") } else { line });
                let of_commit = acts.per_second / commits.per_second;
                lines.push(Line::new(
                    format!("bare act / bare commit of as many rows, {clients} clients"),
                    format!("{of_commit:.2}"),
                ));
            }
        }
        let list = self.rows.iter().find(|row| {
            row.name.starts_with("list, work")
                && row.under == Under::Rest
                && row.measured.clients == 8
        });
        if let (Some(list), Some(hello)) = (list, self.hellos.last()) {
            let ratio = list.measured.per_second / hello.per_second;
            lines.push(Line::new(
                "list / bare answer of the framework, 8 clients",
                format!("{ratio:.3}"),
            ));
        }
        for raised in &self.raises {
            let (clients, rate) = (raised.clients, raised.per_second);
            let value = format!(
                "{rate:.0}/s, p50 {:.2}, p99 {:.2} ms",
                raised.milliseconds(50.0),
                raised.milliseconds(99.0)
            );
            let line = Line::new(format!("raise, {clients} clients"), value);
            lines.push(if clients == 8 { line.least(rate, 800.0, "/s") } else { line });
        }
        for (what, all) in [
            ("bare act", &self.bare_acts),
            ("bare commit of as many rows", &self.bare_commits),
            ("bare answer of the framework", &self.hellos),
        ] {
            for one in all {
                lines.push(Line::new(
                    format!("{what}, {} clients", one.clients),
                    format!("{:.0}/s", one.per_second),
                ));
            }
        }
        if let Some(writes) = &self.writes {
            let value =
                format!("{:.0}/s, p99 {:.1} ms", writes.per_second, writes.milliseconds(99.0));
            lines.push(Line::new("raises beside which pages were read", value));
        }
        lines.extend(self.single_figures());
        lines
    }

    fn single_figures(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        if let Some(imported) = &self.imported {
            let seconds = imported.took.as_secs_f64();
            let rate = imported.rows as f64 / seconds;
            let allowed = 20.0 * imported.rows as f64 / 100_000.0;
            let value = format!("{seconds:.1} s, {rate:.0} rows/s");
            let line = Line::new(format!("import of {} orders", grouped(imported.rows)), value);
            lines.push(line.most(seconds, allowed, " s"));
            let longest = imported.others.longest();
            let line =
                Line::new("longest wait of another writer meanwhile", format!("{longest:.0} ms"));
            lines.push(line.most(longest, 200.0, " ms"));
        }
        if let Some(start) = self.start {
            let line = Line::new("start until the first answer", format!("{start:.2} s"));
            lines.push(line.most(start, 1.0, " s"));
        }
        if let Some(idle) = self.idle {
            let line = Line::new(
                "memory, idle",
                format!("{:.0} MB + {:.0} MB of files", idle.own, idle.mapped),
            );
            lines.push(line.most(idle.own + idle.mapped, 100.0, " MB"));
        }
        if let Some(loaded) = self.loaded {
            lines.push(Line::new(
                "memory, after all of this",
                format!("{:.0} MB + {:.0} MB of files", loaded.own, loaded.mapped),
            ));
        }
        if let Some((entries, seconds)) = self.verified {
            let value = format!(
                "{seconds:.0} s, {} entries",
                grouped(usize::try_from(entries).unwrap_or(0))
            );
            lines.push(Line::new("`loushi verify`, the chain whole", value));
        }
        if let Some(demo) = &self.demo {
            let line = Line::new("making the demo", format!("{:.1} s", demo.made));
            lines.push(line.most(demo.made, 30.0, " s"));
            let line = Line::new("the demo's database", format!("{:.0} MB", demo.megabytes));
            lines.push(line.most(demo.megabytes, 300.0, " MB"));
            let line = Line::new(
                "start of the demo until the first answer",
                format!("{:.2} s", demo.start),
            );
            lines.push(line.most(demo.start, 1.0, " s"));
            let memory = demo.memory.own + demo.memory.mapped;
            let line = Line::new("memory of the demo, idle", format!("{memory:.0} MB"));
            lines.push(line.most(memory, 100.0, " MB"));
        }
        if let Some(making) = self.making {
            let what = format!("making the data of {} matters", grouped(self.matters));
            lines.push(Line::new(what, format!("{making:.0} s")));
        }
        lines
    }

    /// Everything as it stands in the document.
    fn document(&self) -> String {
        let mut out = String::new();
        let mut line = |text: String| {
            out.push_str(&text);
            out.push('\n');
        };
        line(format!(
            "On {}; {} matters. The clients share the machine with the server.\n",
            self.machine,
            grouped(self.matters)
        ));
        line("| what | measured | budget | kept |\n|---|---|---|---|".to_owned());
        for one in self.lines() {
            line(format!("| {} | {} | {} | {} |", one.what, one.value, one.budget, one.mark()));
        }
        line("\n### Pages\n".to_owned());
        line("| page | clients | beside it | a second | work ms | p50 ms | p99 ms | p99 budget | kept |\n|---|--:|---|--:|--:|--:|--:|--:|---|".to_owned());
        for row in &self.rows {
            let (m, p99) = (&row.measured, row.measured.milliseconds(99.0));
            let beside = if row.under == Under::Rest { "" } else { "100 raises/s" };
            let kept = if p99 <= row.budget { "yes" } else { "**no**" };
            let work = m.work.map_or(String::new(), |work| format!("{work:.2}"));
            line(format!(
                "| {} | {} | {beside} | {:.0} | {work} | {:.2} | {p99:.2} | {} | {kept} |",
                row.name,
                m.clients,
                m.per_second,
                m.milliseconds(50.0),
                row.budget
            ));
        }
        line(
            "\n### As the data grow\n\np50 in ms at 1 client, and behind it the server's work.\n"
                .to_owned(),
        );
        let sizes: std::collections::BTreeSet<usize> =
            self.growth.values().flat_map(|sizes| sizes.keys().copied()).collect();
        let heads: Vec<String> = sizes.iter().map(|size| grouped(*size)).collect();
        line(format!("| page | {} |\n|---|{}", heads.join(" | "), "--:|".repeat(sizes.len())));
        for (name, of) in &self.growth {
            let cells = sizes.iter().map(|size| of.get(size).cloned().unwrap_or_default());
            line(format!("| {name} | {} |", cells.collect::<Vec<_>>().join(" | ")));
        }
        out
    }

    /// The same for the terminal.
    pub fn terminal(&self) -> String {
        let mut out = String::new();
        for text in self.document().lines().filter(|text| !text.starts_with("|--")) {
            let cells: Vec<&str> = text.trim_matches('|').split('|').map(str::trim).collect();
            match cells.split_first() {
                Some((first, rest)) if text.starts_with('|') => {
                    write!(out, "{first:<58}").expect("writing to a string succeeds");
                    for cell in rest {
                        write!(out, " {cell:>12}").expect("writing to a string succeeds");
                    }
                }
                _ => out.push_str(text),
            }
            out.push('\n');
        }
        out
    }

    /// Puts the tables in place of those the document has.
    pub fn renew(&self, document: &Path) -> Result<()> {
        let text = std::fs::read_to_string(document)?;
        let renewed = replaced(&text, &self.document()).context("the document has no marks")?;
        std::fs::write(document, renewed)?;
        Ok(())
    }
}

/// `text` with what stands between the marks replaced.
fn replaced(text: &str, measured: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n\n{measured}\n{END}{after}"))
}

/// A number with its thousands apart.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, grouped, replaced};

    #[test]
    fn only_what_stands_between_the_marks_is_replaced() {
        let text = format!("Why.\n{BEGIN}\nold\n{END}\nMore.\n");
        let renewed = replaced(&text, "new\n").unwrap();
        assert_eq!(renewed, format!("Why.\n{BEGIN}\n\nnew\n\n{END}\nMore.\n"));
        assert_eq!(replaced("no marks", "new"), None);
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([grouped(7), grouped(31_000), grouped(1_000_000)], ["7", "31,000", "1,000,000"]);
    }
}
