//! The photos of the demo: drawn by the program, stamped 演示, the same for the same seed.
//!
//! [`sketch`] decides which reports come with photos, [`draw`] draws one; from there on it goes the
//! way of every photo that is sent.

mod canvas;
mod scenes;
mod stamp;

use std::io::Cursor;

use image::ImageFormat;
use matters::model::Channel;

use self::canvas::Canvas;
use super::chance::{Chance, Stream};
use super::plan::Scale;
use super::year::case::Case;
use super::year::course::{Course, Stage};

/// What a photo shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// Lift doors that stand ajar, and the panel beside them.
    Lift,
    /// A ceiling with a wet patch, and a bucket below.
    Ceiling,
    /// Boxes and lockers before an exit.
    Exit,
    /// A corridor without light.
    Corridor,
    /// A bay of the car park that somebody else stands in.
    Bay,
    /// Bins that run over.
    Bins,
    /// A facade with a loose panel.
    Facade,
}

/// What becomes of a photo once somebody at the station has looked at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nobody has decided yet.
    Waits,
    /// Others may see it.
    Released,
    /// It shows somebody, and others may not.
    Withheld,
}

/// A photo to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sketch {
    /// What it shows.
    pub scene: Scene,
    /// What tells it from others of the same scene.
    pub seed: u64,
    /// What becomes of it.
    pub fate: Fate,
}

/// Reports with photos, of a scale.
const fn reports(scale: Scale) -> usize {
    match scale {
        Scale::Full => 40,
        Scale::Small => 6,
    }
}

/// Gives photos to some of the reports by code, the newest first, and withholds one photo.
pub fn sketch(cases: &mut [Case], seed: u64, scale: Scale) {
    let mut chance = Chance::new(seed, Stream::Photos);
    let mut left = reports(scale);
    let mut withheld = false;
    for case in cases.iter_mut().rev() {
        let Some(scene) = scene_of(case).filter(|_| left > 0 && chance.happens(40)) else {
            continue;
        };
        let several = [1, 1, 2, 3][chance.below(4)];
        let looked = !matches!(case.course, Course::Open(Stage::New)) && chance.happens(80);
        let fate = if looked { Fate::Released } else { Fate::Waits };
        let one = |chance: &mut Chance| Sketch { scene, seed: chance.below(1 << 20) as u64, fate };
        case.photos = (0..several).map(|_| one(&mut chance)).collect();
        if looked && several > 1 && !withheld {
            case.photos[several - 1].fate = Fate::Withheld;
            withheld = true;
        }
        left -= 1;
    }
}

/// What a photo of the case would show; `None` where nobody would take one.
fn scene_of(case: &Case) -> Option<Scene> {
    let seen = matches!(case.course, Course::Open(_) | Course::Finished { .. });
    if case.channel != Channel::Code || !seen {
        return None;
    }
    let known = [
        ("property.lift", Scene::Lift),
        ("facilities.water", Scene::Ceiling),
        ("facilities.fire", Scene::Exit),
        ("safety.fire_lane", Scene::Exit),
        ("safety.e_bike", Scene::Exit),
        ("facilities.power", Scene::Corridor),
        ("property.parking", Scene::Bay),
        ("property.cleaning", Scene::Bins),
        ("safety.falling", Scene::Facade),
    ];
    known.iter().find(|(category, _)| *category == case.category).map(|(_, scene)| *scene)
}

/// The photo as a telephone would send it.
#[must_use]
pub fn draw(sketch: Sketch) -> Vec<u8> {
    let mut chance = Chance::new(sketch.seed, Stream::Photos);
    let mut canvas = Canvas::new();
    scenes::draw(&mut canvas, sketch.scene, &mut chance);
    if sketch.fate == Fate::Withheld {
        scenes::somebody(&mut canvas);
    }
    canvas.grain(&mut chance);
    stamp::press(&mut canvas);
    let mut sent = Cursor::new(Vec::new());
    canvas.image.write_to(&mut sent, ImageFormat::Jpeg).expect("a small picture in memory encodes");
    sent.into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_is_drawn_the_same_again_and_unlike_the_next() {
        let sketch = |seed| Sketch { scene: Scene::Lift, seed, fate: Fate::Released };
        assert_eq!(draw(sketch(1)), draw(sketch(1)));
        assert_ne!(draw(sketch(1)), draw(sketch(2)));
    }

    #[test]
    fn every_scene_is_a_photo_that_would_be_taken_in_and_carries_its_stamp() {
        let all = [
            Scene::Lift,
            Scene::Ceiling,
            Scene::Exit,
            Scene::Corridor,
            Scene::Bay,
            Scene::Bins,
            Scene::Facade,
        ];
        for scene in all {
            let drawn = draw(Sketch { scene, seed: 7, fate: Fate::Withheld });
            let taken = platform::attachment::photo::develop(&drawn).unwrap();
            assert!(taken.full.len() < 200_000, "{scene:?}: {} bytes", taken.full.len());
            let picture = image::load_from_memory(&taken.full).unwrap().to_rgb8();
            assert!(stamp::is_on(&picture), "{scene:?}");
        }
    }
}
