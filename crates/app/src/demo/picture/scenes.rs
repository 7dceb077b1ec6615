//! What the photos show, in simple shapes.

use super::Scene;
use super::canvas::{Canvas, Colour, HEIGHT as H, Point, WIDTH as W};
use crate::demo::chance::Chance;

const DARK: Colour = [38, 40, 44];

/// Draws a scene; chance moves and colours its parts.
pub(super) fn draw(canvas: &mut Canvas, scene: Scene, chance: &mut Chance) {
    match scene {
        Scene::Lift => lift(canvas, chance),
        Scene::Ceiling => ceiling(canvas, chance),
        Scene::Exit => exit(canvas, chance),
        Scene::Corridor => corridor(canvas, chance),
        Scene::Bay => bay(canvas, chance),
        Scene::Bins => bins(canvas, chance),
        Scene::Facade => facade(canvas, chance),
    }
}

/// Somebody who stands in the picture: what a photo is withheld for.
pub(super) fn somebody(canvas: &mut Canvas) {
    let (x, coat) = (W * 0.72, [62, 74, 98]);
    canvas.disc((x, H * 0.36), (44.0, 54.0), [206, 168, 142]);
    canvas.disc((x, H * 0.32), (47.0, 36.0), [44, 36, 32]);
    let shoulders = [(x - 92.0, H * 0.50), (x - 40.0, H * 0.44), (x + 40.0, H * 0.44)];
    let hem = [(x + 92.0, H * 0.50), (x + 104.0, H), (x - 104.0, H)];
    canvas.shape(&[shoulders, hem].concat(), coat);
}

fn lift(canvas: &mut Canvas, chance: &mut Chance) {
    let wall = pick(chance, &[[196, 190, 178], [178, 184, 188], [204, 198, 190]]);
    canvas.fade(wall, shade(wall, 0.8));
    canvas.rect((0.0, H * 0.88), (W, H * 0.12), shade(wall, 0.45));
    let left = 120.0 + drawn(chance, 120);
    canvas.rect((left, 90.0), (440.0, H * 0.88 - 90.0), [92, 96, 102]);
    canvas.rect((left + 20.0, 110.0), (400.0, H * 0.88 - 110.0), DARK);
    // The doors stand ajar by as much as chance says.
    let ajar = 18.0 + drawn(chance, 70);
    let (door, top, height) = ((400.0 - ajar) / 2.0, 110.0, H * 0.88 - 110.0);
    for x in [left + 20.0, left + 420.0 - door] {
        canvas.rect((x, top), (door, height), [164, 170, 176]);
        canvas.rect((x + door * 0.3, top), (door * 0.12, height), [186, 192, 198]);
    }
    let panel = left + 520.0;
    canvas.rect((panel, 250.0), (120.0, 260.0), [150, 154, 160]);
    canvas.rect((panel + 20.0, 270.0), (80.0, 60.0), [20, 22, 26]);
    canvas.rect((panel + 34.0, 296.0), (52.0, 8.0), [222, 60, 40]);
    for (nth, lit) in [false, chance.happens(40)].into_iter().enumerate() {
        let middle = (panel + 60.0, 390.0 + 70.0 * nth as f32);
        canvas.disc(middle, (26.0, 26.0), [96, 100, 106]);
        let lamp = if lit { [240, 176, 60] } else { [60, 62, 66] };
        canvas.disc(middle, (16.0, 16.0), lamp);
    }
}

fn ceiling(canvas: &mut Canvas, chance: &mut Chance) {
    canvas.fade([228, 228, 222], [196, 196, 190]);
    for step in 0..9 {
        let x = W / 8.0 * step as f32;
        canvas.line((x, 0.0), (W / 2.0 + (x - W / 2.0) * 0.55, H * 0.62), 3.0, [176, 176, 170]);
    }
    for y in [0.0, 130.0, 240.0, 330.0, 400.0] {
        canvas.line((0.0, y), (W, y), 3.0, [176, 176, 170]);
    }
    canvas.rect((0.0, H * 0.62), (W, H * 0.38), [206, 200, 186]);
    let at = (260.0 + drawn(chance, 380), 130.0 + drawn(chance, 120));
    for (size, colour) in [(1.0, [190, 168, 124]), (0.8, [168, 140, 92]), (0.55, [128, 102, 66])] {
        canvas.blur(at, (220.0 * size, 100.0 * size), colour);
    }
    canvas.blur((at.0 + 120.0, at.1 + 40.0), (90.0, 46.0), [150, 122, 80]);
    for drop in 0..4 {
        let x = at.0 - 40.0 + drawn(chance, 90);
        let y = at.1 + 90.0 + 80.0 * drop as f32;
        canvas.blur((x, y), (5.0, 13.0), [120, 140, 156]);
    }
    let bucket = [
        (at.0 - 70.0, H - 150.0),
        (at.0 + 70.0, H - 150.0),
        (at.0 + 52.0, H - 20.0),
        (at.0 - 52.0, H - 20.0),
    ];
    canvas.shape(&bucket, pick(chance, &[[44, 96, 150], [172, 60, 52], [58, 120, 84]]));
    canvas.disc((at.0, H - 150.0), (70.0, 16.0), [70, 84, 96]);
}

fn exit(canvas: &mut Canvas, chance: &mut Chance) {
    canvas.fade([206, 206, 200], [176, 176, 170]);
    canvas.rect((0.0, H * 0.86), (W, H * 0.14), [112, 110, 106]);
    let left = 250.0 + drawn(chance, 160);
    canvas.rect((left - 14.0, 150.0), (388.0, H * 0.86 - 150.0), [90, 94, 92]);
    for x in [left, left + 184.0] {
        canvas.rect((x, 164.0), (176.0, H * 0.86 - 164.0), [142, 66, 56]);
    }
    canvas.rect((left, 430.0), (360.0, 18.0), [70, 72, 74]);
    canvas.rect((left + 70.0, 50.0), (220.0, 70.0), [22, 128, 76]);
    let arrow = [(left + 220.0, 66.0), (left + 262.0, 85.0), (left + 220.0, 104.0)];
    canvas.shape(&arrow, [236, 246, 240]);
    canvas.rect((left + 100.0, 79.0), (120.0, 12.0), [236, 246, 240]);
    // What stands before it.
    for _ in 0..5 + chance.below(4) {
        let (w, h) = (110.0 + drawn(chance, 110), 90.0 + drawn(chance, 130));
        let at = (left - 110.0 + drawn(chance, 420), H * 0.95 - h);
        let board = pick(chance, &[[178, 138, 92], [164, 124, 80], [190, 152, 108]]);
        canvas.rect(at, (w, h), board);
        canvas.rect((at.0, at.1), (w, 6.0), shade(board, 1.12));
        canvas.rect((at.0 + w * 0.44, at.1), (w * 0.1, h), shade(board, 0.85));
    }
}

fn corridor(canvas: &mut Canvas, chance: &mut Chance) {
    canvas.fade([24, 26, 32], [16, 17, 21]);
    let end = (W * 0.38 + drawn(chance, 160), H * 0.36);
    let (w, h) = (170.0, 190.0);
    let corners = [end, (end.0 + w, end.1), (end.0 + w, end.1 + h), (end.0, end.1 + h)];
    canvas.shape(&[(0.0, 0.0), (W, 0.0), corners[1], corners[0]], [40, 42, 48]);
    canvas.shape(&[(0.0, H), (W, H), corners[2], corners[3]], [30, 30, 34]);
    canvas.rect(end, (w, h), [58, 60, 62]);
    canvas.blur((end.0 + w / 2.0, end.1 + h * 0.6), (240.0, 210.0), [86, 88, 84]);
    canvas.rect((end.0 + 52.0, end.1 + 50.0), (66.0, h - 50.0), [26, 28, 30]);
    for side in [0.16, 0.3] {
        // Lamps along the ceiling, out.
        let x = end.0 + w / 2.0;
        let y = H * side * 0.7;
        canvas.rect((x - 260.0 * (0.5 - side), y), (520.0 * (0.5 - side), 12.0), [70, 72, 78]);
    }
    canvas.rect((end.0 + 50.0, end.1 + 22.0), (70.0, 20.0), [24, 150, 90]);
    canvas.blur((end.0 + 85.0, end.1 + 32.0), (120.0, 60.0), [30, 92, 66]);
    canvas.rect((end.0 + 50.0, end.1 + 22.0), (70.0, 20.0), [60, 190, 124]);
}

fn bay(canvas: &mut Canvas, chance: &mut Chance) {
    canvas.fade([120, 122, 122], [92, 94, 94]);
    canvas.rect((0.0, 0.0), (W, H * 0.3), [150, 150, 146]);
    for x in [70.0, 790.0] {
        canvas.rect((x, 0.0), (110.0, H * 0.62), [168, 168, 164]);
        for stripe in 0..3 {
            let y = H * 0.62 - 130.0 + 44.0 * stripe as f32;
            canvas.rect((x, y), (110.0, 22.0), [212, 176, 48]);
        }
    }
    for x in [250.0, 700.0] {
        let foot = W / 2.0 + (x - W / 2.0) * 1.7;
        canvas.line((x, H * 0.5), (foot, H), 16.0, [226, 226, 220]);
    }
    let paint = pick(chance, &[[168, 40, 44], [46, 66, 104], [60, 62, 66], [206, 206, 204]]);
    let x = 320.0 + drawn(chance, 90);
    let roof = [(x + 70.0, 250.0), (x + 250.0, 250.0), (x + 300.0, 350.0), (x + 20.0, 350.0)];
    canvas.shape(&roof, shade(paint, 0.8));
    let pane = [(x + 84.0, 264.0), (x + 236.0, 264.0), (x + 272.0, 344.0), (x + 48.0, 344.0)];
    canvas.shape(&pane, [48, 58, 66]);
    canvas.rect((x - 20.0, 350.0), (360.0, 170.0), paint);
    canvas.rect((x - 20.0, 490.0), (360.0, 30.0), shade(paint, 0.6));
    for lamp in [x, x + 270.0] {
        canvas.rect((lamp, 390.0), (54.0, 34.0), [196, 44, 40]);
        canvas.rect((lamp, 520.0), (54.0, 46.0), DARK);
    }
    // The number plate, of nobody.
    canvas.rect((x + 105.0, 430.0), (112.0, 36.0), [232, 234, 236]);
}

fn bins(canvas: &mut Canvas, chance: &mut Chance) {
    canvas.fade([206, 210, 206], [178, 182, 178]);
    for x in 0..9 {
        canvas.line((120.0 * x as f32, 0.0), (120.0 * x as f32, H * 0.74), 3.0, [188, 192, 188]);
    }
    for y in 0..5 {
        canvas.line((0.0, 110.0 * y as f32), (W, 110.0 * y as f32), 3.0, [188, 192, 188]);
    }
    canvas.rect((0.0, H * 0.74), (W, H * 0.26), [128, 128, 122]);
    for (nth, colour) in [[46, 112, 74], [56, 82, 128], [96, 98, 102]].into_iter().enumerate() {
        let x = 130.0 + 240.0 * nth as f32 + drawn(chance, 30);
        let body = [(x, 330.0), (x + 190.0, 330.0), (x + 168.0, 640.0), (x + 22.0, 640.0)];
        canvas.shape(&body, colour);
        for _ in 0..4 {
            let at = (x + 20.0 + drawn(chance, 150), 270.0 + drawn(chance, 60));
            let bag = pick(chance, &[[34, 36, 40], [220, 222, 224], [196, 160, 110]]);
            canvas.disc(at, (52.0, 44.0), bag);
        }
        let lid = [(x - 12.0, 300.0), (x + 30.0, 190.0), (x + 214.0, 190.0), (x + 202.0, 300.0)];
        canvas.line(lid[0], lid[1], 16.0, shade(colour, 0.8));
        canvas.line(lid[1], lid[2], 16.0, shade(colour, 0.8));
    }
    for _ in 0..5 {
        let at = (80.0 + drawn(chance, 800), 650.0 + drawn(chance, 40));
        canvas.disc(at, (34.0, 16.0), pick(chance, &[[214, 214, 210], [180, 146, 96]]));
    }
    canvas.blur((420.0, 676.0), (180.0, 22.0), [92, 88, 76]);
}

fn facade(canvas: &mut Canvas, chance: &mut Chance) {
    canvas.fade([150, 182, 210], [206, 218, 226]);
    canvas.rect((110.0, 0.0), (740.0, H), [186, 178, 166]);
    for row in 0..6 {
        for column in 0..5 {
            let at = (146.0 + 142.0 * column as f32, 26.0 + 120.0 * row as f32);
            canvas.rect(at, (96.0, 76.0), [84, 108, 128]);
            canvas.rect(at, (96.0, 14.0), [120, 144, 162]);
        }
    }
    let (column, row) = (chance.below(4) as f32, 1.0 + chance.below(3) as f32);
    let (x, y) = (242.0 + 142.0 * column, 26.0 + 120.0 * row);
    canvas.rect((x, y - 30.0), (46.0, 120.0), [118, 108, 96]);
    let tilt = 20.0 + drawn(chance, 26);
    let panel: [Point; 4] = [
        (x + 4.0, y),
        (x + 48.0, y - 8.0),
        (x + 48.0 + tilt, y + 104.0),
        (x + 4.0 + tilt, y + 114.0),
    ];
    canvas.shape(&panel, [206, 198, 186]);
    canvas.line(panel[0], panel[3], 5.0, [92, 84, 74]);
    canvas.line((x + 22.0, y - 26.0), (x + 34.0, y + 70.0), 3.0, DARK);
}

fn pick(chance: &mut Chance, all: &[Colour]) -> Colour {
    *chance.pick(all)
}

/// A length below `end`.
fn drawn(chance: &mut Chance, end: usize) -> f32 {
    chance.below(end) as f32
}

/// Darker below 1, lighter above it.
fn shade(colour: Colour, by: f32) -> Colour {
    colour.map(|part| (f32::from(part) * by).clamp(0.0, 255.0) as u8)
}
