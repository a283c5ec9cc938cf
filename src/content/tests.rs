use super::*;
use crate::hash;
use crate::pack::{
    Aid, Barrier, Block, Capability, Direction, Hypothesis, Inline, Need, Owners, Pack, Written,
};
use crate::role::{Budget, Period};

/// A system with one fact, `state`.
fn adapter(app: &str) -> Adapter {
    let json = r#"{"app":"APP","title":"t","pages":[{"page":"p","path":["/{id}"],"record":["id"],"facts":{"state":{"kind":"text"}}}]}"#;
    json::read(&json.replace("APP", app)).unwrap()
}

/// A nudge that waits for a fact of these apps.
fn written(name: &str, apps: &[&str], fact: &str) -> Written {
    let nudge = serde_json::json!({
        "nudge": name, "roles": ["seller"], "apps": apps, "on": [{ "changed": { "fact": fact } }],
        "severity": "low", "seconds": 30, "behaviour": { "text": "b", "success": [], "window_days": 3 },
    });
    let text = || String::from("a, \"b\"\n]}");
    let aid = Aid {
        title: format!("The title of {name}"),
        why: text(),
        need: Need {
            performance: text(),
            capability: Capability::Exists,
            barrier: Barrier::Recall,
            least_invasive: None,
            practice: String::new(),
        },
        owners: Owners { author: text(), manager: text(), people: text(), expert: String::new() },
        hypothesis: Hypothesis {
            metric: text(),
            direction: Direction::Up,
            min_lift_points: 5,
            guardrail: text(),
        },
        body: vec![Block::Paragraph(vec![Inline::Text(text())])],
        flag: None,
        lesson: None,
        checks: None,
        matter: Vec::new(),
        texts: Vec::new(),
    };
    Written { nudge: json::read(&nudge.to_string()).unwrap(), aid }
}

/// Two packs for two apps; a nudge of the second is for both.
fn file() -> ContentFile {
    let pack = |pack: &str, nudges| Pack {
        pack: pack.into(),
        version: "1.0.0".into(),
        title: "t".into(),
        workflow: "w".into(),
        licence: "MIT".into(),
        most_a_week: None,
        nudges,
    };
    let budget = Budget { period: Period::Week, count: 3, seconds: 360, ..Budget::default() };
    ContentFile {
        adapters: vec![adapter("desk"), adapter("forge")],
        bindings: Vec::new(),
        roles: vec![Role { role: "seller".into(), title: "Seller".into(), budget }],
        packs: vec![
            pack("one", vec![written("first", &["desk"], "state")]),
            pack("none", Vec::new()),
            pack(
                "two",
                vec![written("both", &["forge", "desk"], "state"), written("last", &["forge"], "state")],
            ),
        ],
    }
}

fn open(text: &str) -> Result<Content, ContentError> {
    Content::open(text.to_owned())
}

#[test]
fn each_app_has_its_nudges_and_each_card_its_aid() {
    let file = file();
    let content = Content::new(&file).unwrap();
    let names = |app: &str| -> Vec<String> {
        content.app(app).unwrap().nudges.iter().map(|published| published.nudge.nudge.clone()).collect()
    };
    assert_eq!(
        (names("desk"), names("forge")),
        (vec!["first".into(), "both".into()], vec!["both".into(), "last".into()])
    );
    assert_eq!(content.app("other").unwrap_err().place, "app other");
    assert_eq!(content.count(), 3);
    for written in file.packs.iter().flat_map(|pack| &pack.nudges) {
        let name = &written.nudge.nudge;
        assert_eq!(content.nudge(name).unwrap().nudge, written.nudge);
        let aid = content.aid(name).unwrap();
        assert_eq!((&aid.title, &aid.why), (&written.aid.title, &written.aid.why));
        assert_eq!(json::write(&aid.body).unwrap(), json::write(&written.aid.body).unwrap());
        assert_eq!(content.title(name), written.aid.title);
    }
    assert!(content.nudge("other").is_none() && content.aid("other").is_none());
    assert_eq!(content.title("other"), "other");
}

#[test]
fn the_text_is_json_and_its_hashes_are_those_of_its_lines() {
    let text = file().write().unwrap();
    assert_eq!(text, file().write().unwrap());
    let whole: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(whole["nudges"].as_array().unwrap().len(), 6);
    let lines: Vec<&str> = text.lines().map(|line| line.strip_suffix(',').unwrap_or(line)).collect();
    let entries =
        whole["packs"].as_array().unwrap().iter().flat_map(|pack| pack["nudges"].as_array().unwrap());
    for (place, entry) in entries.enumerate() {
        let line = 2 * place + 1;
        let digest = hash::digest(&[lines[line..line + 2].join("\n").as_bytes()]);
        assert_eq!(entry["content"], hash::short_hex(&digest, 8), "{entry}");
        #[cfg(feature = "trust")]
        assert_eq!(Content::open(text.clone()).unwrap().listed().unwrap()[place].sha256, digest);
    }
    let version = whole["version"].as_str().unwrap();
    let head = lines[0].strip_suffix(",\"nudges\":[").unwrap().replacen(version, "", 1) + "}";
    assert_eq!(version, hash::short_hex(&hash::digest(&[head.as_bytes()]), 8));
}

#[test]
fn any_change_changes_the_version_and_only_the_changed_nudge() {
    let hashes = |file: &ContentFile| {
        let content = Content::new(file).unwrap();
        let hash = |name: &str| content.nudge(name).unwrap().content.clone();
        (content.version.clone(), hash("first"), hash("last"))
    };
    let before = hashes(&file());
    type Change = fn(&mut ContentFile);
    let changes: [(&str, Change, [bool; 3]); 4] = [
        ("nothing", |_| {}, [false, false, false]),
        ("what decides", |file| file.packs[0].nudges[0].nudge.seconds += 1, [true, true, false]),
        ("the aid", |file| file.packs[2].nudges[1].aid.why.push('.'), [true, false, true]),
        ("a role", |file| file.roles[0].title.push('s'), [true, false, false]),
    ];
    for (what, change, differs) in changes {
        let mut file = file();
        change(&mut file);
        let after = hashes(&file);
        assert_eq!([before.0 != after.0, before.1 != after.1, before.2 != after.2], differs, "{what}");
    }
}

#[test]
fn what_cannot_be_used_at_all_is_refused_at_once() {
    let text = file().write().unwrap();
    let without = |line: usize| {
        let kept = text.split_inclusive('\n').enumerate().filter(|(at, _)| *at != line);
        kept.map(|(_, line)| line).collect::<String>()
    };
    let cases = [
        ("nothing", String::new(), "cuecard compile"),
        ("other JSON", "{}".into(), "cuecard compile"),
        (
            "a later format",
            text.replacen("\"format\":2", "\"format\":20", 1),
            "format 20, this version reads format 2; update",
        ),
        ("cut off", text[..text.len() - 9].into(), "no end"),
        ("cut off at once", "{\"format\":2,".into(), "no end"),
        ("only an end", "{\"format\":2,\"nudges\":[\n]}\n".into(), "missing field"),
        ("a line too few", without(2), "lines are missing"),
        ("a line too many", text.replacen("\n]}", "\n{}\n]}", 1), "lines are missing"),
        ("a broken adapter", text.replacen("\"kind\":\"text\"", "\"kind\":\"song\"", 1), "song"),
    ];
    for (name, text, says) in cases {
        let error = open(&text).unwrap_err().to_string();
        assert!(error.contains(says), "{name}: {error}");
    }
    assert!(open(&ContentFile::default().write().unwrap()).is_ok(), "nothing at all is content");
}

#[test]
fn what_is_broken_for_one_app_is_told_with_its_place_and_leaves_the_others() {
    let text = file().write().unwrap();
    let forge = |from: &str, to: &str| {
        let at = text.find("\n{\"nudge\":\"last\"").unwrap();
        let broken = text[at..].replacen(from, to, 1);
        assert_ne!(broken, text[at..]);
        format!("{}{broken}", &text[..at])
    };
    let cases = [
        (forge("\"low\"", "\"slow\""), "content, line 6, column", "slow"),
        (forge("\"low\"", "\"low"), "content, line 6, column", "reinstall"),
        (forge("\"state\"", "\"stat\""), "pack two, nudge last", "declares no fact or meaning `stat`"),
        (forge("\"seller\"", "\"sailor\""), "pack two, nudge last", "no role `sailor`"),
    ];
    for (text, place, what) in cases {
        let content = open(&text).unwrap();
        let error = content.app("forge").unwrap_err();
        assert!(error.place.starts_with(place) && error.what.contains(what), "{error}");
        assert!(content.nudge("last").is_none());
        assert_eq!(content.app("desk").unwrap().nudges.len(), 2);
        assert_eq!(content.title("last"), "The title of last");
    }
    let content = open(&forge("\"title\":", "\"titel\":")).unwrap();
    assert!(content.app("forge").is_ok() && content.aid("last").is_none());
    assert_eq!(content.title("last"), "last");
}

#[test]
fn all_of_it_is_checked_before_it_ships() {
    type Spoil = fn(&mut ContentFile);
    let cases: [(Spoil, &str); 4] = [
        (|file| file.packs[0].nudges[0].nudge.nudge = "last".into(), "another nudge has this name"),
        (|file| file.packs[0].nudges[0].nudge.apps = vec!["other".into()], "no adapter for the app `other`"),
        (|file| file.roles.clear(), "no role `seller`"),
        (|file| file.adapters[1].pages[0].facts.clear(), "no fact or meaning `state`"),
    ];
    for (spoil, says) in cases {
        let mut file = file();
        spoil(&mut file);
        let error = Content::new(&file).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
}
