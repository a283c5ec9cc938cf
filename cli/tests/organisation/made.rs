//! An organisation on the disk, and content that differs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const NOW: &str = "2026-11-22T00:00:00Z";
pub const NUDGE: &str = "slipping-close-date";
pub const ORGANISATION: &str = "keys/organisation.key.pem";
pub const AUTHORS: &str = "keys/authors.key.pem";
pub const ONLINE: &str = "keys/online.key.pem";

/// An organisation on the disk, gone when the test is.
pub struct Organisation {
    pub folder: PathBuf,
    pub now: String,
}

impl Organisation {
    pub fn new(name: &str) -> Self {
        Self::new_at(name, NOW)
    }

    /// The same, made at another time.
    pub fn new_at(name: &str, now: &str) -> Self {
        let mut organisation = Self::none(name);
        organisation.now = now.into();
        organisation.does(&["org", "new", ".", "--name", "Example"]);
        organisation
    }

    /// A folder in which there is none yet.
    pub fn none(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("cuecard-org-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self { folder: folder.join("org"), now: NOW.into() }
    }

    /// An organisation with one team, `sales`, managed by `ada`, and one published pack.
    pub fn with_sales(name: &str) -> Self {
        Self::with_sales_at(name, NOW)
    }

    /// The same, made at another time.
    pub fn with_sales_at(name: &str, now: &str) -> Self {
        Self::made(name, now, |_| content())
    }

    /// The same with content that is made in a folder.
    pub fn with_sales_of(name: &str, make: impl Fn(&Path) -> PathBuf) -> Self {
        Self::made(name, NOW, make)
    }

    fn made(name: &str, now: &str, make: impl Fn(&Path) -> PathBuf) -> Self {
        let organisation = Self::new_at(name, now);
        organisation.person("ada");
        organisation.enrol("team-sales", "ada");
        organisation.sign(&make(&organisation.folder), AUTHORS);
        organisation.publish();
        for nudge in [NUDGE, "pricing-objection"] {
            organisation.does(&["pilot", nudge, "--team", "sales", "--people", "60", "--key", AUTHORS]);
        }
        organisation.publish();
        organisation
    }

    /// The exit status and everything that was said. The first argument may be two words.
    pub fn run(&self, arguments: &[&str]) -> (i32, String) {
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
    pub fn does(&self, arguments: &[&str]) -> String {
        let (status, said) = self.run(arguments);
        assert_eq!(status, 0, "{arguments:?}: {said}");
        said
    }

    #[track_caller]
    pub fn refuses(&self, arguments: &[&str], status: i32, why: &str) {
        let before = self.files();
        let (found, said) = self.run(arguments);
        assert_eq!(found, status, "{arguments:?}: {said}");
        assert!(said.contains(why), "{arguments:?}: {said}");
        assert_eq!(self.files(), before, "nothing was written");
    }

    /// Everything that is signed.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
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
    pub fn person(&self, name: &str) {
        self.does(&["key", "new", &format!("people/{name}"), "--who", name]);
    }

    pub fn fingerprint(&self, file: &str) -> String {
        let said = self.does(&["key", "show", file]);
        said.lines().find_map(|line| line.strip_prefix("fingerprint ")).unwrap().to_owned()
    }

    pub fn enrol(&self, role: &str, name: &str) {
        self.does(&self.enrolling(role, name).each_ref().map(String::as_str));
    }

    pub fn enrolling(&self, role: &str, name: &str) -> [String; 8] {
        let file = format!("people/{name}.public.json");
        let fingerprint = self.fingerprint(&file);
        ["org", "enrol", role, &file, "--fingerprint", &fingerprint, "--key", ORGANISATION].map(str::to_owned)
    }

    pub fn sign(&self, content: &Path, key: &str) -> String {
        let content = content.to_str().unwrap();
        self.does(&["sign", content, "--pack", "opportunity-management", "--key", key])
    }

    pub fn cosign(&self, team: &str, nudge: &str, name: &str) -> String {
        let key = format!("people/{name}.key.pem");
        self.does(&["cosign", team, nudge, "--reason", "It matters now.", "--minutes", "6", "--key", &key])
    }

    pub fn publish(&self) -> String {
        self.does(&["publish", "--static", "--key", ONLINE])
    }

    /// Signs a verdict on a nudge, of which one state was published so far.
    pub fn rule(&self, content: &str, verdict: &str, today: &str) -> String {
        let nudge = format!("{{\"nudge\":\"{NUDGE}\",\"content\":\"{content}\",\"verdict\":\"{verdict}\"}}");
        let file = self.folder.join("verdicts.json");
        fs::write(&file, format!("{{\"today\":\"{today}\",\"nudges\":[{nudge}]}}")).unwrap();
        self.does(&["rule", "verdicts.json", "--key", "keys/verdicts.key.pem"])
    }

    /// The hash by which a nudge is judged, of which one state was published so far.
    pub fn content_of_nudge(&self) -> String {
        let listed = fs::read_dir(self.folder.join("repository/targets/packs")).unwrap();
        let pack = listed.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
        let pack = pack.into_iter().find(|text| text.contains(&format!("\"nudge\":\"{NUDGE}\""))).unwrap();
        let entry = pack.split_once(&format!("{{\"nudge\":\"{NUDGE}\",\"apps\"")).unwrap().1;
        entry.split_once("\"content\":\"").unwrap().1.split('"').next().unwrap().to_owned()
    }

    /// What `status` says of a team.
    pub fn status(&self, team: &str) -> String {
        self.does(&["status", "--team", team])
    }

    #[track_caller]
    pub fn is_live(&self, nudge: &str, expected: bool) {
        let status = self.status("sales");
        assert_eq!(status.contains(&format!("live   {nudge} ")), expected, "{status}");
    }
}

impl Drop for Organisation {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.folder.parent().unwrap());
    }
}

pub fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../content")
}

/// The content, with another `why` of a nudge.
pub fn changed_content(folder: &Path) -> PathBuf {
    content_with(folder, "changed", |why| why.replace(why, "why: Something else than before."))
}

/// The content, with a slip in a nudge's `why`.
pub fn misspelt_content(folder: &Path) -> PathBuf {
    content_with(folder, "misspelt", |why| why.replace("second", "secnod"))
}

/// The content, in which a nudge is about safety.
pub fn safety_content(folder: &Path) -> PathBuf {
    content_with(folder, "safety", |why| format!("{why}\nsafety: true"))
}

/// The content, with another `why` of a nudge in German.
pub fn changed_german(folder: &Path, name: &str, why: &str) -> PathBuf {
    let copy = copied_content(folder, name);
    rewrite(&copy, &format!("{NUDGE}.de.md"), |_| format!("why: {why}"));
    copy
}

/// The content, with a nudge that is not translated.
pub fn content_without_german(folder: &Path) -> PathBuf {
    let copy = copied_content(folder, "untranslated");
    for ending in ["de.md", "lesson.de.md", "checks.de.yaml"] {
        fs::remove_file(copy.join(format!("packs/opportunity-management/nudges/{NUDGE}.{ending}"))).unwrap();
    }
    copy
}

pub fn content_with(folder: &Path, name: &str, change: impl Fn(&str) -> String) -> PathBuf {
    let copy = copied_content(folder, name);
    rewrite(&copy, &format!("{NUDGE}.md"), change);
    copy
}

fn rewrite(content: &Path, name: &str, change: impl Fn(&str) -> String) {
    let file = content.join("packs/opportunity-management/nudges").join(name);
    let text = fs::read_to_string(&file).unwrap();
    let why = text.lines().find(|line| line.starts_with("why: ")).unwrap();
    fs::write(&file, text.replace(why, &change(why))).unwrap();
}

fn copied_content(folder: &Path, name: &str) -> PathBuf {
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
    copy
}
