//! The parts pages are made of, each living once as a partial. Source: UX §11.
//!
//! A template draws one through its view, as in `{{ v.chip(status) }}` or
//! `{{ v.text(form, "title", "raise-title").required() }}`. Parts that hold other markup are
//! macros of `platform/components.html`; the rest (`.btn`, `.tag`, `.dl`, `.tb`, `.row`) are
//! plain elements with a class.

mod chip;
mod clock;
mod clock_row;
mod columns;
mod day_strip;
mod field;
mod floor_stack;
mod import_cell;
mod lists;
mod marks;
mod steps;
mod timeline;
mod todo;

#[cfg(test)]
mod samples;

pub use chip::Chip;
pub use clock::Clock;
pub use clock_row::{Bar, ClockEntry, ClockRow};
pub use columns::{Average, Column, Columns, Shade};
pub use day_strip::DayStrip;
pub use field::{ErrorSummary, Field};
pub use floor_stack::{Floor, FloorStack, Room, RoomUse};
pub use import_cell::{CellState, ImportCell};
pub use lists::{AsOf, AsOfNote, Pager, Segments, Tab, Tabs};
pub use marks::{Empty, Figure, Finding, FindingKind, Note, Watermark};
pub use steps::{Step, StepLine, StepState};
pub use timeline::{Timeline, TimelineEntry};
pub use todo::{Todo, TodoRow};

/// Parts print their own markup, which templates must not escape again.
macro_rules! prints_markup {
    ($($part:ident),*) => {$(
        impl askama::filters::HtmlSafe for $part<'_> {}
    )*};
}
prints_markup!(
    AsOf,
    AsOfNote,
    Bar,
    Chip,
    Clock,
    ClockRow,
    Columns,
    DayStrip,
    Empty,
    ErrorSummary,
    Field,
    Figure,
    Finding,
    FloorStack,
    ImportCell,
    Note,
    Pager,
    Segments,
    StepLine,
    Tabs,
    Timeline,
    TodoRow,
    Watermark
);
