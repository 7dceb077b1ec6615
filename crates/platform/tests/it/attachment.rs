//! Photos over a real database and a real folder.

use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, ImageFormat};
use kernel::{Subject, SubjectKind};
use platform::attachment::{self, Objects, Size, Stored};
use platform::{Failure, World};

use crate::support::Stage;

fn stage() -> Stage {
    let mut stage = Stage::new();
    let objects = Objects::in_folder(&stage.folder.path().join("photos")).unwrap();
    let world = Arc::get_mut(&mut stage.world).expect("nobody else holds it yet");
    world.objects = Some(objects);
    stage
}

fn png(width: u32, height: u32) -> bytes::Bytes {
    let mut out = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(width, height).write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner().into()
}

fn take_in(stage: &Stage) -> Stored {
    stage.wait(attachment::take_in(&stage.world, png(400, 200))).unwrap()
}

fn files(stage: &Stage) -> usize {
    let shelves = std::fs::read_dir(stage.folder.path().join("photos")).unwrap();
    shelves.map(|shelf| std::fs::read_dir(shelf.unwrap().path()).unwrap().count()).sum()
}

#[test]
fn a_photo_is_kept_with_what_it_belongs_to_until_that_is_erased() {
    let stage = stage();
    let matter = Subject::new(SubjectKind::Matter, 5);
    let stored = take_in(&stage);
    let digest = stage.act(move |act| attachment::attach(act, matter, &stored, true)).unwrap();
    assert_eq!(digest.as_str().len(), 64);

    let photos = stage.read(|conn| attachment::list(conn, matter));
    assert_eq!(photos.len(), 1);
    let photo = &photos[0];
    assert_eq!((photo.width, photo.height, photo.shielded), (400, 200, true));
    for (size, side) in [(Size::Full, 400), (Size::Small, 320)] {
        let bytes = stage.wait(attachment::load(&stage.world, photo, size)).unwrap();
        assert_eq!(image::guess_format(&bytes).unwrap(), ImageFormat::Jpeg);
        assert_eq!(image::load_from_memory(&bytes).unwrap().width(), side);
    }

    let key = photo.key.clone();
    stage.act(move |act| attachment::release(act, &key)).unwrap();
    let released = stage.read(|conn| attachment::find(conn, &photo.key)).expect("it is there");
    assert!(!released.shielded);

    let removed =
        stage.act(move |act| attachment::remove_all(act, SubjectKind::Matter, &[matter.id]));
    assert_eq!(removed.unwrap(), 1);
    assert_eq!(stage.read(|conn| attachment::find(conn, &photo.key)), None);
    assert_eq!(files(&stage), 2, "the files follow, even if the process ends in between");
    assert_eq!(attachment::sweep(&stage.world).unwrap(), 1);
    assert_eq!(files(&stage), 0);
    assert_eq!(attachment::sweep(&stage.world).unwrap(), 0);
    let objects = stage.world.objects.clone().unwrap();
    stage.wait(objects.delete(std::slice::from_ref(&photo.key))).expect("gone is no error");
}

#[test]
fn photos_of_a_refused_act_are_discarded() {
    let stage = stage();
    let stored = take_in(&stage);
    assert_eq!(files(&stage), 2);
    stage.wait(attachment::discard(&stage.world, &[stored])).unwrap();
    assert_eq!(files(&stage), 0);
}

#[test]
fn what_is_no_photo_is_refused_and_leaves_nothing_behind() {
    let stage = stage();
    let sent = bytes::Bytes::from_static(b"%PDF-1.7 no photo");
    let failure = stage.wait(attachment::take_in(&stage.world, sent)).unwrap_err();
    let refusal = failure.refusal().expect("a refusal");
    assert_eq!((refusal.field, &*refusal.key), (Some("photos"), "attachment-refusal-type"));
    assert_eq!(files(&stage), 0);
}

#[test]
fn without_a_place_no_photo_is_taken_in() {
    let stage = Stage::new();
    let failure = stage.wait(attachment::take_in(&stage.world, png(4, 4))).unwrap_err();
    assert!(matches!(failure, Failure::Store(_)));
    let world: &World = &stage.world;
    assert!(world.objects.is_none());
}
