//! Codes for walls and screens as pictures that scale.

use askama::Template;
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around the code that readers need. Source: ISO/IEC 18004 §9.1.
const QUIET: usize = 4;

/// An address as an SVG element: one path, no style.
#[derive(Template)]
#[template(path = "registry/qr.svg", escape = "html")]
pub(super) struct Qr {
    /// Modules along one side, the quiet zone included.
    side: usize,
    /// Runs of dark modules.
    path: String,
}

impl Qr {
    /// The code of `address`, readable with a quarter of it torn or soiled: it hangs on a wall.
    ///
    /// # Panics
    /// When the address is longer than a code holds, which no address of ours is.
    pub(super) fn new(address: &str) -> Self {
        let code = QrCode::with_error_correction_level(address, EcLevel::Q)
            .expect("an address of ours fits into a code");
        let width = code.width();
        Self { side: width + 2 * QUIET, path: path(&code.into_colors(), width) }
    }
}

/// Runs of dark modules as rectangles one module high.
fn path(modules: &[Color], width: usize) -> String {
    use std::fmt::Write;
    let mut path = String::new();
    for (y, row) in modules.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, other| one == other) {
            let n = run.len();
            if run[0] == Color::Dark {
                write!(path, "M{} {}h{n}v1h-{n}z", x + QUIET, y + QUIET)
                    .expect("writing to a string succeeds");
            }
            x += n;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let modules = [Color::Dark, Color::Dark, Color::Light, Color::Dark];
        assert_eq!(path(&modules, 2), "M4 4h2v1h-2zM5 5h1v1h-1z");
    }

    #[test]
    fn a_code_is_a_square_with_room_around_it() {
        let drawn = Qr::new("http://loushi.example/q/ABCDEFGH").render().unwrap();
        assert!(drawn.contains("viewBox=\"0 0 ") && !drawn.contains("style"), "{drawn}");
    }
}
