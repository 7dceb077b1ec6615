//! Photos over a real database and a real folder.

use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, ImageFormat};
use jiff::SignedDuration;
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
    assert_eq!(attachment::sweep(&stage.world).unwrap(), 1);
    assert_eq!(files(&stage), 0);
}

#[test]
fn a_photo_nobody_sends_is_gone_after_a_day_and_one_that_was_sent_stays() {
    let stage = stage();
    let (sent, unsent) = (take_in(&stage), take_in(&stage));
    let late = unsent.clone();
    let matter = Subject::new(SubjectKind::Matter, 5);
    stage.act(move |act| attachment::attach(act, matter, &sent, true)).unwrap();
    stage.time.advance(SignedDuration::from_hours(23));
    assert_eq!(attachment::sweep(&stage.world).unwrap(), 0);
    let waits = [unsent];
    assert_eq!(stage.read(|conn| attachment::waiting(conn, &waits)), [true]);

    stage.time.advance(SignedDuration::from_hours(2));
    assert_eq!(attachment::sweep(&stage.world).unwrap(), 1);
    assert_eq!(files(&stage), 2, "the sent one");
    assert_eq!(stage.read(|conn| attachment::waiting(conn, &waits)), [false]);
    let failure = stage.act(move |act| attachment::attach(act, matter, &late, true)).unwrap_err();
    assert_eq!(failure.refusal().map(|one| &*one.key), Some("attachment-refusal-gone"));
}

#[test]
fn a_photo_is_attached_once_and_giving_it_up_then_takes_nothing_away() {
    let stage = stage();
    let stored = take_in(&stage);
    let (first, again) = (stored.clone(), stored.clone());
    let matter = Subject::new(SubjectKind::Matter, 5);
    stage.act(move |act| attachment::attach(act, matter, &first, true)).unwrap();
    let other = Subject::new(SubjectKind::Matter, 6);
    let failure = stage.act(move |act| attachment::attach(act, other, &again, true)).unwrap_err();
    assert_eq!(failure.refusal().and_then(|one| one.field), Some("photos"));
    stage.wait(attachment::discard(&stage.world, &[stored])).unwrap();
    assert_eq!(attachment::sweep(&stage.world).unwrap(), 0);
    assert_eq!(files(&stage), 2);
}

#[test]
fn a_file_that_is_missing_is_named() {
    let stage = stage();
    let (whole, broken) = (take_in(&stage), take_in(&stage));
    let matter = Subject::new(SubjectKind::Matter, 5);
    for photo in [whole, broken] {
        stage.act(move |act| attachment::attach(act, matter, &photo, true)).unwrap();
    }
    let objects = stage.world.objects.clone().unwrap();
    let found = attachment::missing(&stage.world.db, &objects).unwrap();
    assert_eq!((found.photos, found.missing), (2, 0));

    let key = stage.read(|conn| attachment::list(conn, matter))[1].key.clone();
    let folder = stage.folder.path().join("photos");
    std::fs::remove_file(folder.join(&key[..2]).join(format!("{key}-small.jpg"))).unwrap();
    let found = attachment::missing(&stage.world.db, &objects).unwrap();
    assert_eq!((found.photos, found.missing), (2, 1));
    assert_eq!(found.first, [(key, "matter".to_owned(), 5)]);
}

#[test]
fn a_release_is_taken_back_on_a_ground() {
    let stage = stage();
    let stored = take_in(&stage);
    let matter = Subject::new(SubjectKind::Matter, 5);
    stage.act(move |act| attachment::attach(act, matter, &stored, true)).unwrap();
    let key = stage.read(|conn| attachment::list(conn, matter))[0].key.clone();
    let stands = |stage: &Stage| {
        let photo = stage.read(|conn| attachment::list(conn, matter)).remove(0);
        (photo.shielded, photo.withheld)
    };
    for (withhold, expected) in
        [(false, (false, None)), (true, (true, Some("person".to_owned()))), (false, (false, None))]
    {
        let key = key.clone();
        stage
            .act(move |act| match withhold {
                true => attachment::withhold(act, &key, "person"),
                false => attachment::release(act, &key),
            })
            .unwrap();
        assert_eq!(stands(&stage), expected);
    }
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
