//! What a role says: which targets there are, and for which paths it lets others speak.

use super::announced::Hashes;
use super::header::Header;
use super::limits::{MOST_PATTERNS, MOST_ROLES, MOST_TARGETS};
use super::object::Object;
use super::path::{Pattern, is_role_name, is_target_path};
use super::refusal::{Reason, Refusal};
use super::signers::Signers;

/// The names of the four roles at the top, which nobody can delegate to.
const TOP: [&str; 4] = ["root", "timestamp", "snapshot", "targets"];

/// `targets`, or a role that it delegates to.
#[derive(Clone, Debug)]
pub(super) struct Targets {
    pub(super) header: Header,
    /// In the order of their paths.
    pub(super) files: Vec<(String, TargetFile)>,
    /// The most trusted first.
    pub(super) delegations: Vec<Delegation>,
}

/// One target.
#[derive(Clone, Debug)]
pub(super) struct TargetFile {
    pub(super) length: u64,
    pub(super) sha256: [u8; 32],
    pub(super) sha512: Option<[u8; 64]>,
}

/// That another role may speak for some paths.
#[derive(Clone, Debug)]
pub(super) struct Delegation {
    pub(super) name: String,
    pub(super) signers: Signers,
    patterns: Vec<Pattern>,
    /// For these paths, nobody is asked who comes after it.
    pub(super) is_terminating: bool,
}

impl Delegation {
    pub(super) fn covers(&self, path: &str) -> bool {
        self.patterns.iter().any(|pattern| pattern.fits(path))
    }
}

impl Targets {
    pub(super) fn read(signed: Object<'_>) -> Result<Self, Refusal> {
        let header = Header::read(signed, "targets")?;
        let targets = signed.object("targets")?;
        if targets.entries().len() > MOST_TARGETS {
            return Err(too_many(signed, "targets", MOST_TARGETS));
        }
        let file =
            |(path, _): &(String, _)| Ok((path.clone(), TargetFile::read(path, targets.object(path)?)?));
        let files = targets.entries().iter().map(file).collect::<Result<_, _>>()?;
        let delegations = match signed.value.get("delegations") {
            None => Vec::new(),
            Some(_) => delegations(signed.object("delegations")?)?,
        };
        Ok(Self { header, files, delegations })
    }

    /// What it says of a path itself.
    pub(super) fn file(&self, path: &str) -> Option<&TargetFile> {
        let place = self.files.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()?;
        self.files.get(place).map(|(_, file)| file)
    }
}

impl TargetFile {
    fn read(path: &str, target: Object<'_>) -> Result<Self, Refusal> {
        if !is_target_path(path) {
            return Err(target.wrong("A target's path leads out of its folder, or is no path.".to_owned()));
        }
        let hashes = Hashes::read(target.object("hashes")?)?;
        let Some(sha256) = hashes.sha256 else {
            let what = format!("The target {path} has no hash by sha256.");
            return Err(Refusal::new(Reason::Unsupported, target.file, what));
        };
        let length = target.length()?.ok_or_else(|| target.wrong(format!("{path} has no `length`.")))?;
        Ok(Self { length, sha256, sha512: hashes.sha512 })
    }
}

fn delegations(object: Object<'_>) -> Result<Vec<Delegation>, Refusal> {
    if object.value.get("succinct_roles").is_some() {
        return Err(unsupported(object, "succinct_roles"));
    }
    let keys = object.object("keys")?;
    let mut delegations: Vec<Delegation> = Vec::new();
    for value in object.list("roles", MOST_ROLES)? {
        let delegation = delegation(Object { value, ..object }, keys)?;
        if delegations.iter().any(|other| other.name == delegation.name) {
            return Err(object.wrong(format!("It delegates to {} twice.", delegation.name)));
        }
        delegations.push(delegation);
    }
    Ok(delegations)
}

fn delegation(role: Object<'_>, keys: Object<'_>) -> Result<Delegation, Refusal> {
    let name = role.text("name")?;
    if !is_role_name(name) || TOP.contains(&name) {
        return Err(role.wrong("It delegates to a role whose name cannot be used.".to_owned()));
    }
    if role.value.get("path_hash_prefixes").is_some() {
        return Err(unsupported(role, "path_hash_prefixes"));
    }
    let pattern = |text| {
        Pattern::read(text).ok_or_else(|| {
            let what = format!("A pattern of {name} is too long, or has `[`, which is not supported.");
            Refusal::new(Reason::Unsupported, role.file, what)
        })
    };
    Ok(Delegation {
        name: name.to_owned(),
        signers: Signers::read(role, keys)?,
        patterns: role.texts("paths", MOST_PATTERNS)?.into_iter().map(pattern).collect::<Result<_, _>>()?,
        is_terminating: role.flag("terminating")?,
    })
}

fn unsupported(object: Object<'_>, name: &str) -> Refusal {
    Refusal::new(
        Reason::Unsupported,
        object.file,
        format!("It delegates by `{name}`, which is not supported."),
    )
}

fn too_many(object: Object<'_>, name: &str, most: usize) -> Refusal {
    Refusal::new(Reason::TooMany, object.file, format!("There are more {name} than {most}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Value;
    use serde_json::{Value as Json, json};

    fn read(json: &Json) -> Result<Targets, Refusal> {
        let value = Value::read(&json.to_string(), 1_000).unwrap();
        Targets::read(Object { file: "f", value: &value })
    }

    fn good() -> Json {
        let role = |name: &str| json!({"name": name, "keyids": ["k"], "threshold": 1, "paths": ["a/*"], "terminating": true});
        json!({"_type": "targets", "spec_version": "1.0.31", "version": 2, "expires": "2026-11-22T00:00:00Z",
            "targets": {"b.json": {"length": 3, "hashes": {"sha256": "ab".repeat(32)}, "custom": {"x": 1}}},
            "delegations": {"keys": {}, "roles": [role("one"), role("other")]}})
    }

    #[test]
    fn targets_and_delegations_are_read() {
        let targets = read(&good()).unwrap();
        assert_eq!(targets.file("b.json").map(|file| (file.length, file.sha256)), Some((3, [0xab; 32])));
        assert!(targets.file("c.json").is_none());
        let names: Vec<_> = targets.delegations.iter().map(|role| role.name.as_str()).collect();
        assert_eq!(names, ["one", "other"]);
        assert!(targets.delegations[0].covers("a/b") && !targets.delegations[0].covers("b"));
        assert!(targets.delegations[0].is_terminating);
    }

    #[test]
    fn what_is_wrong_or_unsupported_is_refused() {
        let (role, target) = ("/delegations/roles/0", "/targets/b.json");
        let cases = [
            (role, "name", json!("root"), Reason::WrongType),
            (role, "name", json!("../x"), Reason::WrongType),
            (role, "name", json!("other"), Reason::WrongType),
            (role, "name", json!(1), Reason::WrongType),
            (role, "paths", json!(null), Reason::WrongType),
            (role, "paths", json!(["[a]"]), Reason::Unsupported),
            (role, "paths", json!([1]), Reason::WrongType),
            (role, "paths", json!(vec!["a"; 65]), Reason::TooMany),
            (role, "path_hash_prefixes", json!(["ab"]), Reason::Unsupported),
            (role, "terminating", json!(1), Reason::WrongType),
            (role, "threshold", json!(0), Reason::WrongType),
            ("/delegations", "succinct_roles", json!({}), Reason::Unsupported),
            ("/delegations", "keys", json!([]), Reason::WrongType),
            ("/delegations", "roles", json!({}), Reason::WrongType),
            (target, "length", json!(-1), Reason::WrongType),
            (target, "hashes", json!({}), Reason::WrongType),
            (target, "hashes", json!({"sha512": "ab".repeat(64)}), Reason::Unsupported),
            (
                "/targets",
                "../x",
                json!({"length": 3, "hashes": {"sha256": "ab".repeat(32)}}),
                Reason::WrongType,
            ),
            ("", "targets", json!([]), Reason::WrongType),
            ("", "_type", json!("root"), Reason::WrongType),
        ];
        for (place, name, value, reason) in cases {
            let mut json = good();
            json.pointer_mut(place).unwrap()[name] = value.clone();
            assert_eq!(read(&json).unwrap_err().reason, reason, "{place} {name} {value}");
        }
        let mut without = good();
        without["targets"]["b.json"].as_object_mut().unwrap().remove("length");
        assert_eq!(read(&without).unwrap_err().reason, Reason::WrongType);
    }
}
