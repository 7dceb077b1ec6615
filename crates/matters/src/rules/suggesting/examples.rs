//! Examples as a file: two columns, a text and where it went.

use std::sync::{Arc, LazyLock};

use platform::ledger::{Ledger, Preview, ReadError, Reading, read};

use super::Example;

/// Examples read from a file, with what is wrong with it.
#[derive(Debug)]
pub struct Examples {
    /// How it was read, with every finding.
    pub preview: Preview,
    /// Text and label of every sound row.
    rows: Vec<(String, String)>,
}

impl Examples {
    /// Reads a file of examples.
    ///
    /// # Errors
    /// [`ReadError`] when it is no table; what is wrong with its cells is in the findings.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut preview = read(bytes, ledger(), &Reading::default())?;
        let rows = std::mem::take(&mut preview.rows);
        let value = |values: &[_], key| {
            let at = ledger().position(key)?;
            let value: &Option<platform::ledger::Value> = values.get(at)?;
            value.as_ref()?.as_str().map(str::to_owned)
        };
        let rows = rows
            .iter()
            .filter(|row| !row.is_faulty)
            .filter_map(|row| Some((value(&row.values, "text")?, value(&row.values, "label")?)))
            .collect();
        Ok(Self { preview, rows })
    }

    /// The sound rows.
    pub fn iter(&self) -> impl Iterator<Item = Example<'_>> {
        self.rows.iter().map(|(text, label)| Example { label, text })
    }
}

fn ledger() -> &'static Arc<Ledger> {
    static LEDGER: LazyLock<Arc<Ledger>> = LazyLock::new(|| {
        let text = include_str!("../../../../../data/ledgers/examples.toml");
        Arc::new(Ledger::from_toml(text).expect("the ledger that ships is sound"))
    });
    &LEDGER
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_labels_are_read_whatever_stands_beside_them() {
        let file = "id,text,label\n1,\"电梯停了\n没人修\",lift\n2,合计,other\n";
        let examples = Examples::read(file.as_bytes()).unwrap();
        let read: Vec<Example<'_>> = examples.iter().collect();
        let first = Example { label: "lift", text: "电梯停了\n没人修" };
        assert_eq!(read, [first, Example { label: "other", text: "合计" }]);
        assert!(examples.preview.is_clean());
    }

    #[test]
    fn an_empty_label_is_a_finding_at_its_cell() {
        let examples = Examples::read(b"text,label\nlift stuck,\nno water,water\n").unwrap();
        assert_eq!(examples.iter().count(), 1);
        assert_eq!(examples.preview.findings.kept[0].cell(), "B2");
    }

    #[test]
    fn a_file_without_labels_is_not_clean() {
        let examples = Examples::read(b"text,title\nlift stuck,a\nno water,b\n");
        assert!(examples.is_err() || !examples.unwrap().preview.is_clean());
    }
}
