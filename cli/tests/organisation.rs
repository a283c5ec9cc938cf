//! From keys to a nudge that is live, as it is typed: who has to have signed, and what nobody can do alone.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const NOW: &str = "2026-11-22T00:00:00Z";
const NUDGE: &str = "slipping-close-date";
const ORGANISATION: &str = "keys/organisation.key.pem";
const AUTHORS: &str = "keys/authors.key.pem";
const ONLINE: &str = "keys/online.key.pem";

/// An organisation on the disk, gone when the test is.
struct Organisation {
    folder: PathBuf,
    now: String,
}

impl Organisation {
    fn new(name: &str) -> Self {
        let organisation = Self::none(name);
        organisation.does(&["org", "new", ".", "--name", "Example"]);
        organisation
    }

    /// A folder in which there is none yet.
    fn none(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("cuecard-org-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self { folder: folder.join("org"), now: NOW.into() }
    }

    /// An organisation with one team, `sales`, managed by `ada`, and one published pack.
    fn with_sales(name: &str) -> Self {
        let organisation = Self::new(name);
        organisation.person("ada");
        organisation.enrol("team-sales", "ada");
        organisation.sign(&content(), AUTHORS);
        organisation.publish();
        organisation
    }

    /// The exit status and everything that was said. The first argument may be two words.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cuecard"));
        command.env("CUECARD_PASSPHRASE", "three fine words").env_remove("CUECARD_KEY");
        let is_new = arguments.starts_with(&["org", "new"]);
        let arguments: Vec<&str> =
            arguments.iter().map(|word| if is_new && *word == "." { "org" } else { *word }).collect();
        let folder = if is_new { self.folder.parent().unwrap() } else { &self.folder };
        fs::create_dir_all(folder).unwrap();
        command.args(&arguments).current_dir(folder);
        if arguments[0] != "key" {
            command.args(["--now", &self.now]);
        }
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
        (output.status.code().unwrap(), said)
    }

    #[track_caller]
    fn does(&self, arguments: &[&str]) -> String {
        let (status, said) = self.run(arguments);
        assert_eq!(status, 0, "{arguments:?}: {said}");
        said
    }

    #[track_caller]
    fn refuses(&self, arguments: &[&str], status: i32, why: &str) {
        let before = self.files();
        let (found, said) = self.run(arguments);
        assert_eq!(found, status, "{arguments:?}: {said}");
        assert!(said.contains(why), "{arguments:?}: {said}");
        assert_eq!(self.files(), before, "nothing was written");
    }

    /// Everything that is signed.
    fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.join("repository/metadata")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                files.push((path.clone(), fs::read(path).unwrap()));
            }
        }
        files.sort();
        files
    }

    /// Makes a key for somebody.
    fn person(&self, name: &str) {
        self.does(&["key", "new", &format!("people/{name}"), "--who", name]);
    }

    fn fingerprint(&self, file: &str) -> String {
        let said = self.does(&["key", "show", file]);
        said.lines().find_map(|line| line.strip_prefix("fingerprint ")).unwrap().to_owned()
    }

    fn enrol(&self, role: &str, name: &str) {
        self.does(&self.enrolling(role, name).each_ref().map(String::as_str));
    }

    fn enrolling(&self, role: &str, name: &str) -> [String; 8] {
        let file = format!("people/{name}.public.json");
        let fingerprint = self.fingerprint(&file);
        ["org", "enrol", role, &file, "--fingerprint", &fingerprint, "--key", ORGANISATION].map(str::to_owned)
    }

    fn sign(&self, content: &Path, key: &str) -> String {
        let content = content.to_str().unwrap();
        self.does(&["sign", content, "--pack", "opportunity-management", "--key", key])
    }

    fn cosign(&self, team: &str, nudge: &str, name: &str) -> String {
        let key = format!("people/{name}.key.pem");
        self.does(&["cosign", team, nudge, "--reason", "It matters now.", "--minutes", "6", "--key", &key])
    }

    fn publish(&self) -> String {
        self.does(&["publish", "--static", "--key", ONLINE])
    }

    /// What `status` says of a team.
    fn status(&self, team: &str) -> String {
        self.does(&["status", "--team", team])
    }

    #[track_caller]
    fn is_live(&self, nudge: &str, expected: bool) {
        let status = self.status("sales");
        assert_eq!(status.contains(&format!("live   {nudge} ")), expected, "{status}");
    }
}

impl Drop for Organisation {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.folder.parent().unwrap());
    }
}

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../content")
}

/// The content, with another `why` of a nudge.
fn changed_content(folder: &Path) -> PathBuf {
    content_with(folder, "changed", |why| why.replace(why, "why: Something else than before."))
}

/// The content, with a slip in a nudge's `why`.
fn misspelt_content(folder: &Path) -> PathBuf {
    content_with(folder, "misspelt", |why| why.replace("second", "secnod"))
}

fn content_with(folder: &Path, name: &str, change: impl Fn(&str) -> String) -> PathBuf {
    let copy = folder.join(name);
    let mut folders = vec![PathBuf::new()];
    while let Some(inside) = folders.pop() {
        fs::create_dir_all(copy.join(&inside)).unwrap();
        for entry in fs::read_dir(content().join(&inside)).unwrap() {
            let path = inside.join(entry.unwrap().file_name());
            if content().join(&path).is_dir() {
                folders.push(path);
            } else {
                fs::copy(content().join(&path), copy.join(&path)).unwrap();
            }
        }
    }
    let file = copy.join(format!("packs/opportunity-management/nudges/{NUDGE}.md"));
    let text = fs::read_to_string(&file).unwrap();
    let why = text.lines().find(|line| line.starts_with("why: ")).unwrap();
    fs::write(&file, text.replace(why, &change(why))).unwrap();
    copy
}

#[test]
fn a_nudge_is_live_once_its_author_and_a_manager_signed_and_it_is_published() {
    let organisation = Organisation::with_sales("live");
    assert!(organisation.status("sales").contains("no manager of the team has co-signed it"));
    let said = organisation.cosign("sales", NUDGE, "ada");
    assert!(said.contains("6 minutes a week, 2026-11-22 until 2027-01-21"), "{said}");
    organisation.is_live(NUDGE, false);
    assert!(organisation.status("sales").contains("team-sales, version 2, is signed and not published"));
    let said = organisation.publish();
    assert!(said.contains("(the freeze bound)") && said.contains("2026-12-06T00:00:00Z"), "{said}");
    organisation.is_live(NUDGE, true);
    assert!(organisation.status("sales").contains("ada: It matters now."));
    let said = organisation.cosign("sales", "pricing-objection", "ada");
    assert!(said.contains("sales has 6 minutes a week already") && said.contains(NUDGE), "{said}");
    let key = "people/ada.key.pem";
    organisation.does(&["cosign", "sales", NUDGE, "--withdraw", "--key", key]);
    organisation.publish();
    organisation.is_live(NUDGE, false);
    organisation.is_live("pricing-objection", true);
    organisation.refuses(
        &["cosign", "sales", NUDGE, "--withdraw", "--key", key],
        1,
        "nobody has co-signed it",
    );
}

#[test]
fn what_was_changed_since_is_quiet_until_it_is_read_again() {
    let organisation = Organisation::with_sales("changed");
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    organisation.is_live(NUDGE, true);
    organisation.sign(&changed_content(&organisation.folder), AUTHORS);
    organisation.publish();
    organisation.is_live(NUDGE, false);
    assert!(organisation.status("sales").contains("the nudge was changed since"));
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    organisation.is_live(NUDGE, true);
}

#[test]
fn a_statement_and_the_repository_end() {
    let mut organisation = Organisation::with_sales("ends");
    let key = "people/ada.key.pem";
    let words = ["cosign", "sales", NUDGE, "--reason", "Now.", "--minutes", "6", "--key", key];
    organisation.does(&[&words[..], &["--from", "2026-11-24", "--until", "2026-11-26"]].concat());
    organisation.publish();
    for (day, says) in [
        ("2026-11-23", "its co-sign begins on 2026-11-24"),
        ("2026-11-24", "live   slipping-close-date until 2026-11-26"),
        ("2026-11-25", "live   slipping-close-date until 2026-11-26"),
        ("2026-11-26", "its co-sign ended on 2026-11-26"),
    ] {
        organisation.now = format!("{day}T12:00:00Z");
        let status = organisation.status("sales");
        assert!(status.contains(says), "{day}: {status}");
    }
    organisation.now = "2026-12-06T00:00:00Z".into();
    organisation.refuses(&["status"], 1, "It was in force until 2026-12-06T00:00:00Z");
    organisation.publish();
    organisation.now = "2026-12-19T00:00:00Z".into();
    organisation.status("sales");
}

#[test]
fn bad_statements_and_wrong_keys_are_refused_and_change_nothing() {
    let organisation = Organisation::with_sales("refused");
    organisation.person("eve");
    let key = ["--key", "people/ada.key.pem"];
    let says = |reason: &'static str, minutes: &'static str| ["--reason", reason, "--minutes", minutes];
    let cosign = |more: &[&'static str]| [&["cosign", "sales", NUDGE], more, &key[..]].concat();
    let long = "x".repeat(301);
    let cases: [(Vec<&str>, i32, &str); 13] = [
        (cosign(&says(" ", "6")), 1, "say why it matters"),
        (cosign(&says("Now.", "0")), 1, "1 to 60 minutes"),
        (cosign(&says("Now.", "61")), 1, "1 to 60 minutes"),
        (cosign(&["--minutes", "6"]), 2, "--reason"),
        (cosign(&["--reason", "Now.", "--minutes", "6", "--until", "2026-11-22"]), 1, "1 to 90 days"),
        (
            cosign(&["--reason", "Now.", "--minutes", "6", "--from", "2026-12-01", "--until", "2027-02-25"]),
            1,
            "within 90 days",
        ),
        (cosign(&["--reason", "Now.", "--minutes", "6", "--until", "tomorrow"]), 2, "write it as 2030-12-31"),
        (cosign(&["pricing-objection", "--reason", "Now.", "--minutes", "6"]), 2, "unexpected argument"),
        (
            vec!["cosign", "sales", NUDGE, "--reason", &long, "--minutes", "6", key[0], key[1]],
            1,
            "at most 300",
        ),
        (
            vec!["cosign", "sales", "none", "--reason", "Now.", "--minutes", "6", key[0], key[1]],
            1,
            "no such nudge",
        ),
        (
            vec![
                "cosign",
                "sales",
                NUDGE,
                "--reason",
                "Now.",
                "--minutes",
                "6",
                "--key",
                "people/eve.key.pem",
            ],
            1,
            "this key may not sign as team-sales",
        ),
        (
            vec!["cosign", "support", NUDGE, "--reason", "Now.", "--minutes", "6", key[0], key[1]],
            1,
            "this key may not sign as team-support",
        ),
        (vec!["publish", "--key", AUTHORS], 1, "this key may not publish"),
    ];
    for (arguments, status, why) in cases {
        organisation.refuses(&arguments, status, why);
    }
    let pack = content();
    let sign = ["sign", pack.to_str().unwrap(), "--pack", "opportunity-management", "--key"];
    organisation.refuses(
        &[&sign[..], &["people/ada.key.pem"]].concat(),
        1,
        "this key may not sign as authors",
    );
    organisation.refuses(&[&sign[..], &["people/none.key.pem"]].concat(), 1, "cannot be read");
    organisation.refuses(
        &["sign", pack.to_str().unwrap(), "--pack", "none", "--key", AUTHORS],
        1,
        "it has no pack none",
    );
}

#[test]
fn nobody_is_enrolled_unseen_or_as_both() {
    let organisation = Organisation::with_sales("enrol");
    organisation.person("eve");
    let with = |role: &str, name: &str, fingerprint: &str| {
        let file = format!("people/{name}.public.json");
        ["org", "enrol", role, &file, "--fingerprint", fingerprint, "--key", ORGANISATION].map(str::to_owned)
    };
    let refuses = |words: &[String], why: &str| {
        organisation.refuses(&words.iter().map(String::as_str).collect::<Vec<_>>(), 1, why);
    };
    let ada = organisation.fingerprint("people/ada.public.json");
    refuses(&with("team-sales", "eve", &ada), "its fingerprint is another");
    refuses(&with("team-sales", "none", &ada), "cannot be read");
    refuses(&with("authors", "ada", &ada), "may sign as team-sales already");
    refuses(&with("team-Sales", "ada", &ada), "there is no such role");
    refuses(&with("targets", "ada", &ada), "there is no such role");
    organisation.refuses(
        &["org", "enrol", "team-sales", "people/eve.public.json", "--key", ORGANISATION],
        1,
        "nobody has compared its fingerprint",
    );
    let mut own = organisation.enrolling("team-sales", "eve");
    own[7] = "people/eve.key.pem".into();
    refuses(&own, "this key may not sign as targets");
    // A manager who has somebody else's public key does not have the key.
    let [ada, eve] =
        ["ada", "eve"].map(|name| organisation.folder.join(format!("people/{name}.public.json")));
    let forged = fs::read_to_string(&eve).unwrap();
    let public = |text: &str| text.lines().find(|line| line.contains("\"public\"")).unwrap().to_owned();
    let forged = forged.replace(&public(&forged), &public(&fs::read_to_string(ada).unwrap()));
    fs::write(&eve, forged).unwrap();
    organisation.refuses(&["key", "show", "people/eve.public.json"], 1, "has not shown to have the key");
}

#[test]
fn a_deputy_stands_in_and_whoever_leaves_is_dismissed_in_one_action() {
    let organisation = Organisation::with_sales("deputy");
    organisation.cosign("sales", NUDGE, "ada");
    organisation.person("bob");
    organisation.enrol("team-sales", "bob");
    organisation.publish();
    organisation.is_live(NUDGE, true);
    // Ada's laptop is lost: what only she signed is quiet, also for whoever has it.
    let fingerprint = organisation.fingerprint("people/ada.public.json");
    organisation.does(&["org", "dismiss", "team-sales", &fingerprint, "--key", ORGANISATION]);
    let said = organisation.publish();
    assert!(said.contains("team-sales is quiet"), "{said}");
    let status = organisation.status("sales");
    assert!(status.contains("team-sales is quiet") && !status.contains("live "), "{status}");
    let late =
        ["cosign", "sales", NUDGE, "--reason", "Now.", "--minutes", "6", "--key", "people/ada.key.pem"];
    organisation.refuses(&late, 1, "this key may not sign as team-sales");
    organisation.cosign("sales", NUDGE, "bob");
    organisation.publish();
    organisation.is_live(NUDGE, true);
    assert!(organisation.status("sales").contains("bob: It matters now."));
    organisation.refuses(
        &["org", "dismiss", "team-sales", &fingerprint, "--key", ORGANISATION],
        1,
        "no key with this fingerprint",
    );
}

#[test]
fn two_authors_sign_and_half_a_signature_holds_nothing_up() {
    let organisation = Organisation::with_sales("two");
    organisation.person("carla");
    let mut words = organisation.enrolling("authors", "carla").to_vec();
    words.extend(["--threshold".into(), "2".into()]);
    organisation.does(&words.iter().map(String::as_str).collect::<Vec<_>>());
    // Both sign what is there already, before it counts.
    organisation.sign(&content(), AUTHORS);
    let said = organisation.sign(&content(), "people/carla.key.pem");
    assert!(said.contains("authors, version 3: signed"), "{said}");
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    organisation.is_live(NUDGE, true);
    let changed = changed_content(&organisation.folder);
    let said = organisation.sign(&changed, AUTHORS);
    assert!(said.contains("authors, version 4: 1 of 2 signatures"), "{said}");
    organisation.cosign("sales", "pricing-objection", "ada");
    let said = organisation.publish();
    assert!(said.contains("authors, version 4, waits: 1 of 2 signatures"), "{said}");
    organisation.is_live(NUDGE, true);
    organisation.is_live("pricing-objection", true);
    // Whoever signs something else does not sign this.
    let said = organisation.sign(&content(), "people/carla.key.pem");
    assert!(said.contains("authors, version 4: 1 of 2 signatures"), "{said}");
    organisation.sign(&changed, "people/carla.key.pem");
    organisation.sign(&changed, AUTHORS);
    organisation.publish();
    assert!(organisation.status("sales").contains("the nudge was changed since"));
}

#[test]
fn a_root_of_two_of_three_is_made_and_rotated() {
    let organisation = Organisation::none("root");
    let people = ["one", "two", "three", "four", "top", "online"];
    for name in people {
        organisation.person(name);
    }
    let public = |name: &str| format!("people/{name}.public.json");
    let [one, two, three, four, top, online] = people.map(public);
    let init =
        ["--root", &one, "--root", &two, "--root", &three, "--organisation", &top, "--online", &online];
    let make = |threshold| [&["root", "init"], &init[..], &["--threshold", threshold]].concat();
    organisation.refuses(&make("4"), 1, "4 must sign for root, and there are 3 keys");
    organisation.does(&make("2"));
    organisation.refuses(&["root", "sign", "--key", "people/top.key.pem"], 1, "none of the root's");
    let sign = |name: &str| organisation.does(&["root", "sign", "--key", &format!("people/{name}.key.pem")]);
    assert!(sign("one").contains("1 of 2 signatures"));
    assert!(sign("one").contains("1 of 2 signatures"));
    assert!(sign("three").contains("version 1: in force"));
    let fingerprint = organisation.fingerprint(&top);
    let enrol = ["org", "enrol", "authors", &four, "--fingerprint"];
    let own = organisation.fingerprint(&four);
    organisation.does(&[&enrol[..], &[&own, "--key", "people/top.key.pem"]].concat());
    organisation.does(&["publish", "--key", "people/online.key.pem"]);
    // The organisation's key is lost: the root names another.
    organisation.does(&["root", "rotate", "--of", "organisation", "--drop", &fingerprint, "--add", &two]);
    organisation.refuses(&["root", "rotate", "--add", &four], 1, "waits for signatures already");
    assert!(organisation.status("sales").contains("a root waits for signatures"));
    sign("two");
    assert!(sign("one").contains("version 2: in force"));
    organisation.refuses(&["publish", "--key", "people/online.key.pem"], 1, "nothing holds that");
    organisation.refuses(&["org", "renew", "--key", "people/top.key.pem"], 1, "may not sign as targets");
    organisation.does(&["org", "renew", "--key", "people/two.key.pem"]);
    organisation.does(&["publish", "--key", "people/online.key.pem"]);
    // A key of the root is lost: those that stay sign, and the one that comes.
    let lost = organisation.fingerprint(&three);
    organisation.does(&["root", "rotate", "--drop", &lost, "--add", &four]);
    sign("four");
    assert!(sign("one").contains("1 of 2 signatures of the former"));
    assert!(sign("two").contains("version 3: in force"));
    organisation.does(&["publish", "--key", "people/online.key.pem"]);
    organisation.does(&["verify", "repository", "--root", "root.json"]);
}

#[test]
fn a_mended_word_keeps_the_cosign_by_a_reviewer_who_is_no_author() {
    let organisation = Organisation::with_sales("review");
    organisation.person("rosa");
    let folder = &organisation.folder;
    let (slip, other) = (misspelt_content(folder), changed_content(folder));
    let [slip_folder, other_folder, mended] =
        [&slip, &other, &content()].map(|folder| folder.to_str().unwrap().to_owned());
    organisation.sign(&slip, AUTHORS);
    organisation.publish();
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    organisation.sign(&content(), AUTHORS);
    organisation.publish();
    organisation.is_live(NUDGE, false);
    let review = |new: &str, key: &str| {
        ["review", &slip_folder, new, NUDGE, "--key", &format!("{key}.key.pem")].map(str::to_owned)
    };
    let words = |words: &[String]| organisation.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let (_, said) = words(&review(&mended, "keys/authors"));
    assert!(said.contains("may not sign as reviewers"), "{said}");
    organisation.enrol("reviewers", "rosa");
    let [said, what] =
        [words(&review(&other_folder, "people/rosa")), words(&review(&slip_folder, "people/rosa"))];
    assert!(said.0 == 1 && said.1.contains("this is a new version"), "{}", said.1);
    assert!(what.0 == 1 && what.1.contains("it did not change"), "{}", what.1);
    let (status, said) = words(&review(&mended, "people/rosa"));
    assert!(status == 0 && said.contains("means what it did, says rosa"), "{said}");
    organisation.publish();
    organisation.is_live(NUDGE, true);
    let author =
        ["org", "enrol", "reviewers", "keys/authors.public.json", "--key", ORGANISATION, "--fingerprint"];
    let fingerprint = organisation.fingerprint("keys/authors.public.json");
    organisation.refuses(&[&author[..], &[&fingerprint]].concat(), 1, "may sign as authors already");
}

#[test]
fn what_is_switched_off_is_quiet_until_it_is_on_again() {
    let organisation = Organisation::with_sales("off");
    organisation.cosign("sales", NUDGE, "ada");
    organisation.cosign("sales", "pricing-objection", "ada");
    organisation.publish();
    let key = ["--key", ORGANISATION];
    let off = |words: &[&'static str]| [&["off"], words, &key[..]].concat();
    organisation.refuses(&off(&[NUDGE]), 2, "--reason");
    organisation.refuses(&off(&[NUDGE, "--reason", " "]), 1, "without a reason");
    organisation.refuses(&off(&[NUDGE, "--on"]), 1, "it is not off");
    organisation.refuses(&["off", NUDGE, "--reason", "No.", "--key", AUTHORS], 1, "may not sign as targets");
    organisation.does(&off(&[NUDGE, "--reason", "Its third step is wrong."]));
    organisation.is_live(NUDGE, true);
    organisation.publish();
    organisation.is_live(NUDGE, false);
    organisation.is_live("pricing-objection", true);
    assert!(organisation.status("sales").contains("it is switched off: Its third step is wrong."));
    organisation.does(&off(&["salesforce", "--app", "--reason", "Salesforce changed."]));
    organisation.publish();
    organisation.is_live("pricing-objection", false);
    organisation.does(&off(&["salesforce", "--app", "--on"]));
    organisation.does(&off(&[NUDGE, "--on"]));
    organisation.publish();
    organisation.is_live(NUDGE, true);
    organisation.is_live("pricing-objection", true);
}
