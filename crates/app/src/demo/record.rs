//! What a demo's folder says about itself.

use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::write::Credentials;
use crate::home::{Home, write_private};

/// The record of a demo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The day it takes for today; none if it goes with the calendar.
    pub as_of: Option<Date>,
    /// The seed it was made from.
    pub seed: u64,
    /// The moment its past ends.
    pub until: Timestamp,
    /// Its accounts.
    pub accounts: Vec<Credentials>,
}

impl Record {
    /// The record in `home`; `None` if it holds no demo.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn find(home: &Home) -> Result<Option<Self>> {
        let path = home.demo();
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let read = serde_json::from_str(&text);
                Ok(Some(read.with_context(|| path.display().to_string())?))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| path.display().to_string()),
        }
    }

    /// Writes the record.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn write(&self, home: &Home) -> Result<()> {
        let text = serde_json::to_string_pretty(self).expect("a record is plain data");
        write_private(&home.demo(), &text)
    }
}
