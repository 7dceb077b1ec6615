//! What is typed and how it ends.

use super::*;

fn exit_code(typed: &[&str]) -> u8 {
    let typed: Vec<OsString> =
        std::iter::once("loushi").chain(typed.iter().copied()).map(Into::into).collect();
    run(&typed, Locale::En)
}

#[test]
fn wrong_usage_ends_with_two_and_help_with_none() {
    for (typed, code) in [
        (&["--help"][..], 0),
        (&["demo", "--help"], 0),
        (&["charter", "check", "--help"], 0),
        (&["--version"], 0),
        (&[], 2),
        (&["dance"], 2),
        (&["demo", "--dance"], 2),
        (&["demo", "--as-of", "yesterday"], 2),
        (&["serve", "--listen", "nowhere"], 2),
        (&["charter", "check"], 2),
        (&["charter", "new", "Not An Id"], 2),
        (&["verify", "--data", "/nonexistent/loushi"], 2),
        (&["account"], 2),
        (&["account", "add", "--help"], 0),
        (&["account", "add", "zhou"], 2),
        (&["account", "add", "zhou", "--role", "district", "--person", "周敏"], 2),
        (&["account", "add", "zhou", "--role", "auditor"], 2),
        (&["account", "add", "zhou", "--password", "Bright-summer7"], 2),
        (&["account", "lock"], 2),
        (&["person"], 2),
        (&["person", "erase", "--help"], 0),
        (&["person", "erase", "--account", "zhou"], 2),
        (&["person", "erase", "--account", "zhou", "--ground", "because"], 2),
        (&["person", "export", "copy.json"], 2),
        (&["charter", "check", "/nonexistent/charter.toml"], 1),
        (&["suggest", "train", "--help"], 0),
        (&["suggest", "train"], 2),
        (&["suggest", "train", "/nonexistent/examples.csv", "--out", "/nonexistent/m"], 1),
        (&["suggest", "evaluate"], 2),
        (&["suggest", "evaluate", "/nonexistent/examples.csv", "--model", "/nonexistent/m"], 1),
    ] {
        assert_eq!(exit_code(typed), code, "{typed:?}");
    }
}

#[test]
fn the_language_is_asked_for_or_the_environment_s_or_chinese() {
    let locale = |typed: &[&str], lang: Option<&str>| {
        let typed: Vec<OsString> = typed.iter().map(Into::into).collect();
        common::locale_of(&typed, |name| (name == "LANG").then_some(lang?.to_owned()))
    };
    assert_eq!(locale(&["loushi"], None), Locale::ZhCn);
    assert_eq!(locale(&["loushi"], Some("C.UTF-8")), Locale::ZhCn);
    assert_eq!(locale(&["loushi"], Some("en_GB.UTF-8")), Locale::En);
    assert_eq!(locale(&["loushi", "--lang", "zh"], Some("en_GB.UTF-8")), Locale::ZhCn);
    assert_eq!(locale(&["loushi", "--lang=en"], None), Locale::En);
}

#[test]
fn suggestions_are_learned_from_a_file_and_examined() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (sound, faulty, model) = (path("sound.csv"), path("faulty.csv"), path("m.model"));
    let rows: Vec<String> = (0..40)
        .map(|at| match at % 2 {
            0 => format!("电梯停运第 {at} 天,电梯\n"),
            _ => format!("油烟呛人第 {at} 天,油烟\n"),
        })
        .collect();
    std::fs::write(&sound, format!("text,label\n{}", rows.concat())).unwrap();
    std::fs::write(&faulty, "text,label\n电梯停运,\n油烟呛人,油烟\n").unwrap();
    for (typed, code) in [
        (&["suggest", "train", &faulty, "--out", &model][..], 1),
        (&["suggest", "evaluate", &sound, "--model", &model], 1),
        (&["suggest", "train", &sound, "--out", &model], 0),
        (&["suggest", "evaluate", &sound, "--model", &model, "--json"], 0),
        (&["suggest", "evaluate", &faulty, "--model", &model], 1),
        (&["suggest", "evaluate", &sound, "--model", &sound], 1),
        (&["suggest", "train", &sound, "--data", "/nonexistent/loushi"], 2),
    ] {
        assert_eq!(exit_code(typed), code, "{typed:?}");
    }
}

/// Every command's help, however deep.
fn helps(command: &mut Command, path: &str, out: &mut Vec<(String, String)>) {
    out.push((path.to_owned(), command.render_long_help().to_string()));
    for sub in command.get_subcommands_mut() {
        let path = format!("{path} {}", sub.get_name());
        helps(sub, &path, out);
    }
}

#[test]
fn help_is_complete_in_both_languages() {
    let english = ["Usage:", "Options:", "Commands:", "Arguments:", "Print"];
    for locale in Locale::ALL {
        let mut root = command(locale);
        root.build();
        let mut all = Vec::new();
        helps(&mut root, "loushi", &mut all);
        assert!(all.len() >= 10);
        for (path, help) in all {
            assert!(!help.contains('⟦'), "{path}: {help}");
            if locale == Locale::ZhCn {
                let left = english.iter().find(|word| help.contains(**word));
                assert!(left.is_none(), "{path} says {left:?}:\n{help}");
            }
        }
    }
}

#[test]
fn commands_and_options_fit_together() {
    for locale in Locale::ALL {
        command(locale).debug_assert();
    }
}
