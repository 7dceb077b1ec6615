//! What can go wrong with the database, as opposed to what the rules refuse.

/// A database failure. The user sees an error id; the log has this.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused a query.
    #[error("query: {0}")]
    Query(#[from] diesel::result::Error),
    /// The database cannot be reached.
    #[error("connection: {0}")]
    Connection(#[from] diesel::ConnectionError),
    /// A stored value cannot be read back.
    #[error("{table}.{column} of {id} cannot be read: {found}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's id.
        id: i64,
        /// What stands there.
        found: String,
    },
    /// A migration that was applied reads differently now.
    #[error("migration {0} has changed since it was applied")]
    MigrationChanged(String),
    /// The commit of a batch failed, so nothing of it was written.
    #[error("commit: {0}")]
    Commit(String),
    /// The writer has stopped; the process is ending.
    #[error("the database writer has stopped")]
    Stopped,
    /// A file beside the database (photos, keys) failed.
    #[error("file: {0}")]
    File(#[from] std::io::Error),
    /// A ciphertext does not open with the key at hand.
    #[error("vault: {0}")]
    Vault(&'static str),
}

impl StoreError {
    /// A stored value that cannot be read back.
    pub fn corrupt(
        table: &'static str,
        column: &'static str,
        id: i64,
        found: impl Into<String>,
    ) -> Self {
        Self::Corrupt { table, column, id, found: found.into() }
    }

    /// Whether the disk (or the allotted number of pages) is full.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let text = self.to_string();
        text.contains("full") || text.contains("No space left")
    }

    /// Whether a unique index stopped the write.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        matches!(
            self,
            Self::Query(diesel::result::Error::DatabaseError(
                diesel::result::DatabaseErrorKind::UniqueViolation,
                _
            ))
        )
    }
}
