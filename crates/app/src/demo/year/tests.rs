//! What the year must add up to, whatever the seed.

use std::collections::HashMap;

use jiff::civil::date;
use kernel::Month;
use matters::model::Channel;
use matters::model::charter::Matters;

use super::case::Case;
use super::cases::plan_cases;
use super::course::{Course, Stage};
use super::facts::category_class;
use crate::demo::build::until;
use crate::demo::picture::Fate;
use crate::demo::plan::{Brief, Plan, Scale};
use crate::demo::words::Words;
use crate::installation::sections;

fn zone() -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::fixed(jiff::tz::offset(8))
}

fn cases(today: jiff::civil::Date) -> (Plan, Vec<Case>) {
    let plan = Plan::make(Brief { seed: 1, today, scale: Scale::Full });
    let charter = platform::charter::shipped_charter("shijingshan-troika", &sections()).unwrap();
    let rules = charter.resolve(1, today);
    let end = until(Some(today), jiff::Timestamp::UNIX_EPOCH);
    let calendar = kernel::calendar::shipped();
    let cases = plan_cases(&plan, rules.section::<Matters>(), &zone(), calendar, end);
    (plan, cases)
}

#[test]
fn the_year_adds_up_to_the_published_figures_on_any_day() {
    for today in [date(2024, 2, 6), date(2024, 3, 1), date(2025, 10, 31), date(2026, 11, 22)] {
        let (plan, cases) = cases(today);
        let mut hotline: HashMap<Month, usize> = HashMap::new();
        for case in cases.iter().filter(|case| case.channel == Channel::Hotline12345) {
            let month = Month::of(case.raised_at.to_zoned(zone()).date());
            *hotline.entry(month).or_default() += 1;
        }
        let effective = Month::of(plan.brief.effective());
        let sum = |from: Month| (0..6).map(|n| hotline[&from.plus(n)]).sum::<usize>();
        assert_eq!(sum(effective.plus(-6)), 221 * 6, "{today}");
        assert_eq!(sum(effective), 115 * 6, "{today}");
        let other = cases.iter().filter(|case| case.channel != Channel::Hotline12345);
        assert_eq!(other.filter(|case| case.course.is_solved()).count(), 555, "{today}");
        for stage in [Stage::New, Stage::Dispatched, Stage::InProgress, Stage::Completed] {
            let there = cases.iter().filter(|case| case.course == Course::Open(stage));
            assert_eq!(there.count(), 40, "{today} {stage:?}");
        }
        let merged = cases.iter().filter(|case| case.course == Course::Merged);
        assert_eq!(merged.count(), 40, "{today}");
    }
}

#[test]
fn nothing_is_raised_in_the_future_and_nothing_but_the_hotline_before_the_charter() {
    let (plan, cases) = cases(date(2024, 2, 6));
    let end = until(Some(plan.brief.today), jiff::Timestamp::UNIX_EPOCH);
    for case in &cases {
        let day = case.raised_at.to_zoned(zone()).date();
        assert!(case.raised_at < end, "{case:?}");
        assert!(day >= plan.brief.first_day(), "{case:?}");
        assert!(case.channel == Channel::Hotline12345 || day >= plan.brief.effective(), "{case:?}");
        assert!(!case.text.contains('{') && !case.done.contains('{'), "{case:?}");
    }
}

#[test]
fn forty_reports_come_with_photos_and_one_photo_is_withheld() {
    let (_, cases) = cases(date(2024, 2, 6));
    let with: Vec<&Case> = cases.iter().filter(|case| !case.photos.is_empty()).collect();
    assert_eq!(with.len(), 40);
    assert!(with.iter().all(|case| case.channel == Channel::Code && case.photos.len() <= 3));
    let photos =
        |fate| with.iter().flat_map(|case| &case.photos).filter(move |one| one.fate == fate);
    assert_eq!(photos(Fate::Withheld).count(), 1);
    assert!(photos(Fate::Released).count() > 20 && photos(Fate::Waits).count() > 5);
    let new = with.iter().filter(|case| case.course == Course::Open(Stage::New));
    assert!(new.flat_map(|case| &case.photos).all(|photo| photo.fate == Fate::Waits));
}

#[test]
fn every_topic_has_a_category_and_a_class_of_the_charter() {
    let charter = platform::charter::shipped_charter("shijingshan-troika", &sections()).unwrap();
    let rules = charter.resolve(1, date(2024, 1, 1));
    let rules = rules.section::<Matters>();
    for topic in &Words::get().topics {
        assert!(rules.category(topic.category).is_some(), "{}", topic.category);
        assert!(rules.class(category_class(rules, topic.category)).is_some(), "{}", topic.category);
    }
    assert_eq!(category_class(rules, "property.lift"), "urgent");
    assert_eq!(category_class(rules, "property.parking"), "minor");
    assert_eq!(category_class(rules, "other"), "minor");
}
