//! The stamp 演示 on every photo, so that nobody takes one for a real place.

use super::canvas::{Canvas, Colour, HEIGHT};

const INK: Colour = [190, 38, 30];
/// How large a dot of the pattern is.
const DOT: f32 = 16.0 / 3.0;
/// Where the stamp begins: within the square that small pictures are cut to.
const LEFT: f32 = 168.0;
const TOP: f32 = HEIGHT - 24.0 - 18.0 * DOT;

/// 演 and 示, side by side.
const PATTERN: [&str; 14] = [
    "##........#.......................",
    ".##..###########...############...",
    ".....#.........#..................",
    ".......#######....................",
    "##........#.......###############.",
    ".##...#########..........#........",
    "......#...#...#..........#........",
    "......#########......#...#...#....",
    "..##..#...#...#.....##...#...##...",
    "..#...#########....##....#....##..",
    ".##...............##.....#.....##.",
    ".#.....##...##....#......#......#.",
    "##....##.....##..........#........",
    "##...##.......##.......###........",
];

/// Presses it into the lower left.
pub(super) fn press(canvas: &mut Canvas) {
    let paper = [255, 250, 245];
    let at = |x: f32, y: f32| (LEFT + x * DOT, TOP + y * DOT);
    let size = |w: f32, h: f32| (w * DOT, h * DOT);
    canvas.rect(at(0.0, 0.0), size(38.0, 18.0), paper);
    canvas.rect(at(0.5, 0.5), size(37.0, 17.0), INK);
    canvas.rect(at(1.0, 1.0), size(36.0, 16.0), paper);
    for (row, dots) in (0_u8..).zip(PATTERN) {
        for (column, _) in (0_u8..).zip(dots.chars()).filter(|(_, dot)| *dot == '#') {
            let dot = at(2.0 + f32::from(column), 2.0 + f32::from(row));
            canvas.rect(dot, size(1.0, 1.0), INK);
        }
    }
}

/// Whether a picture carries it: paper with the ink of the long stroke of 示 across it.
#[cfg(test)]
pub(super) fn is_on(picture: &image::RgbImage) -> bool {
    let unit = picture.width() as f32 / super::canvas::WIDTH;
    let y = (TOP + 6.5 * DOT) * unit;
    let pixels = (20..33).map(|column| (LEFT + (2.5 + column as f32) * DOT) * unit);
    let is_ink = |x: f32| {
        let seen = picture.get_pixel(x as u32, y as u32).0;
        seen.iter().zip(INK).all(|(seen, ink)| seen.abs_diff(ink) < 70)
    };
    pixels.filter(|x| is_ink(*x)).count() >= 11
}
