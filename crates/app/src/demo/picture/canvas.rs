//! A few shapes on a picture. Lengths are in units of which the picture has [`WIDTH`] by
//! [`HEIGHT`], from the upper left. Whole runs of pixels are set at once, so that the demo is made
//! in no more time than before.

use image::RgbImage;

use crate::demo::chance::Chance;

/// Units across.
pub(super) const WIDTH: f32 = 960.0;
/// Units down.
pub(super) const HEIGHT: f32 = 720.0;
/// Pixels a unit takes.
const SCALE: f32 = 0.75;
/// Pixels across and down: [`WIDTH`] and [`HEIGHT`] at [`SCALE`].
const PIXELS: (u32, u32) = (720, 540);

/// Red, green and blue.
pub(super) type Colour = [u8; 3];
/// A corner of a shape, or how far it reaches.
pub(super) type Point = (f32, f32);

/// What a photo is drawn on.
pub(super) struct Canvas {
    pub(super) image: RgbImage,
}

impl Canvas {
    pub(super) fn new() -> Self {
        Self { image: RgbImage::new(PIXELS.0, PIXELS.1) }
    }

    /// The whole picture, from one colour above to another below.
    pub(super) fn fade(&mut self, above: Colour, below: Colour) {
        for y in 0..PIXELS.1 {
            let colour = mix(above, below, y as f32 / PIXELS.1 as f32);
            self.run(y, (0.0, PIXELS.0 as f32), colour);
        }
    }

    pub(super) fn rect(&mut self, (x, y): Point, (w, h): Point, colour: Colour) {
        self.shape(&[(x, y), (x + w, y), (x + w, y + h), (x, y + h)], colour);
    }

    /// A shape without dents, its corners in order.
    pub(super) fn shape(&mut self, corners: &[Point], colour: Colour) {
        let corners: Vec<Point> = corners.iter().map(|at| (at.0 * SCALE, at.1 * SCALE)).collect();
        let top = corners.iter().map(|at| at.1).fold(f32::MAX, f32::min);
        let foot = corners.iter().map(|at| at.1).fold(0.0, f32::max);
        for y in rows(top, foot) {
            if let Some(run) = across(&corners, y as f32 + 0.5) {
                self.run(y, run, colour);
            }
        }
    }

    /// A stroke of some width.
    pub(super) fn line(&mut self, from: Point, to: Point, width: f32, colour: Colour) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = dx.hypot(dy).max(1.0);
        let (nx, ny) = (-dy / length * width / 2.0, dx / length * width / 2.0);
        let one = [(from.0 + nx, from.1 + ny), (to.0 + nx, to.1 + ny)];
        let other = [(to.0 - nx, to.1 - ny), (from.0 - nx, from.1 - ny)];
        self.shape(&[one, other].concat(), colour);
    }

    /// An ellipse around a middle.
    pub(super) fn disc(&mut self, (x, y): Point, (rx, ry): Point, colour: Colour) {
        let (x, y, rx, ry) = (x * SCALE, y * SCALE, rx * SCALE, ry * SCALE);
        for row in rows(y - ry, y + ry) {
            let off = (row as f32 + 0.5 - y) / ry;
            let half = rx * (1.0 - off * off).max(0.0).sqrt();
            self.run(row, (x - half, x + half), colour);
        }
    }

    /// An ellipse that fades from its middle: a wet patch, a gleam.
    pub(super) fn blur(&mut self, middle: Point, (rx, ry): Point, colour: Colour) {
        let (x, y, rx, ry) = (middle.0 * SCALE, middle.1 * SCALE, rx * SCALE, ry * SCALE);
        for row in rows(y - ry, y + ry) {
            for column in columns(x - rx, x + rx) {
                let (px, py) = (column as f32 + 0.5 - x, row as f32 + 0.5 - y);
                let part = (1.0 - (px / rx).hypot(py / ry)).max(0.0);
                let pixel = self.image.get_pixel_mut(column, row);
                pixel.0 = mix(pixel.0, colour, (part * 1.8).min(1.0));
            }
        }
    }

    /// What a small camera adds in poor light.
    pub(super) fn grain(&mut self, chance: &mut Chance) {
        let drawn: Vec<u8> = (0..4_093).map(|_| chance.below(9) as u8).collect();
        for (part, off) in self.image.iter_mut().zip(drawn.iter().cycle()) {
            *part = part.saturating_add(*off).saturating_sub(4);
        }
    }

    /// Pixels of one row, from one edge to another.
    fn run(&mut self, row: u32, (from, to): Point, colour: Colour) {
        let columns = columns(from.round(), to.round());
        let start = (row * PIXELS.0 + columns.start) as usize * 3;
        let bytes = columns.len() * 3;
        let all: &mut [u8] = &mut self.image;
        for pixel in all[start..start + bytes].chunks_exact_mut(3) {
            pixel.copy_from_slice(&colour);
        }
    }
}

/// The rows whose middles lie between two heights, as far as the picture goes.
fn rows(top: f32, foot: f32) -> std::ops::Range<u32> {
    within(top.round(), foot.round(), PIXELS.1)
}

fn columns(left: f32, right: f32) -> std::ops::Range<u32> {
    within(left, right, PIXELS.0)
}

fn within(from: f32, to: f32, most: u32) -> std::ops::Range<u32> {
    let clamp = |edge: f32| edge.clamp(0.0, most as f32) as u32;
    clamp(from)..clamp(to).max(clamp(from))
}

/// Where a shape begins and ends at a height.
fn across(corners: &[Point], y: f32) -> Option<Point> {
    let next = corners.iter().cycle().skip(1);
    let crossed = corners.iter().zip(next).filter(|(a, b)| (a.1 <= y) != (b.1 <= y));
    let at = crossed.map(|(a, b)| a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0));
    at.fold(None, |run, x| match run {
        None => Some((x, x)),
        Some((left, right)) => Some((left.min(x), right.max(x))),
    })
}

/// So much of `other` in `one`, from 0 to 1.
fn mix(one: Colour, other: Colour, part: f32) -> Colour {
    let at = |n: usize| f32::from(one[n]) + (f32::from(other[n]) - f32::from(one[n])) * part;
    [at(0) as u8, at(1) as u8, at(2) as u8]
}
