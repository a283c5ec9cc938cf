//! Three moments of a workflow: those of the starter pack, with all that the tool sees, and with the
//! words left to their author.

use include_dir::{Dir, File, include_dir};

use super::need::{Need, word};
use super::{Files, Problem, Workflow};

/// All content that Cuecard brings along; in the program, so that both are of one version.
static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../content");

/// What a nudge's file keeps for its author. The rest of its front matter is what the tool sees, and
/// is proven.
const TO_WRITE: [(&str, &str); 2] = [
    ("title", "[to write: the one act, as a command]"),
    ("why", "[to write: why now, in one sentence that begins with what they did]"),
];
/// What leans on words that are gone: steps and lesson.
const GONE: [&str; 3] = ["done", "flag", "seconds"];

/// The aid that is to be written.
const BODY: &str = "\
1. **[to write: the first act]**: how, on this page, in a sentence.
2. **[to write: the second act]**: how.
3. **[to write: the last act]**: the one that the tool sees.

*Done when* [to write: what the page then shows].
";

/// The pack of a workflow, with what it needs. Each moment has one of the needs, in turn.
///
/// # Errors
/// Only if this program was built without its content.
pub fn files(workflow: Workflow, needs: &[&Need]) -> Result<Files, Problem> {
    let pack = match workflow {
        Workflow::Opportunity => "opportunity-management",
        Workflow::Incident => "incidents",
        Workflow::Review => "code-review",
        Workflow::Campaign => "campaign-quality",
    };
    let lacks = || Problem::new(format!("this program lacks the pack {pack}; install it anew"));
    let folder = CONTENT.get_dir(format!("packs/{pack}")).ok_or_else(lacks)?;
    let mut files = Vec::new();
    let mut front_matters = String::new();
    let mut in_turn = needs.iter().cycle();
    for file in all(folder) {
        let (path, text) = written(file)?;
        let inside = path.strip_prefix(&format!("packs/{pack}/")).unwrap_or_default();
        match inside.split_once('/') {
            None if inside == "pack.yaml" => files.push((path, in_one_language(text))),
            Some(("nudges", name)) if is_nudge(name) => {
                let need = in_turn.next().ok_or_else(lacks)?;
                let (front_matter, _) = split(text).ok_or_else(lacks)?;
                front_matters.push_str(front_matter);
                files.push((path, format!("---\n{}---\n{BODY}", drafted(front_matter, need))));
            }
            Some(("tests", _)) => files.push((path, text.to_owned())),
            _ => {}
        }
    }
    for file in all(&CONTENT) {
        let (path, text) = written(file)?;
        let is_needed = match path.split_once('/') {
            Some(("adapters", name)) => {
                names(&front_matters, "app").any(|app| *name == format!("{app}.yaml"))
            }
            Some(("roles", name)) => {
                names(&front_matters, "roles").any(|role| *name == format!("{role}.yaml"))
            }
            // What an organisation means by its own fields; an example until they write their own.
            Some(("bindings", _)) => {
                names(&front_matters, "app").any(|app| names(text, "app").any(|other| other == app))
            }
            _ => false,
        };
        if is_needed {
            files.push((path, text.to_owned()));
        }
    }
    Ok(files)
}

fn all<'d>(folder: &'d Dir<'d>) -> Vec<&'d File<'d>> {
    let mut files: Vec<&File<'_>> = folder.files().collect();
    folder.dirs().for_each(|inner| files.extend(all(inner)));
    files
}

fn written<'d>(file: &'d File<'d>) -> Result<(String, &'d str), Problem> {
    let path = file.path().to_string_lossy().replace('\\', "/");
    let text = file.contents_utf8().ok_or_else(|| Problem::new(format!("{path} is no text")))?;
    Ok((path, text))
}

/// Neither a lesson, nor checks, nor another text of the same nudge.
fn is_nudge(name: &str) -> bool {
    name.strip_suffix(".md").is_some_and(|stem| !stem.contains('.'))
}

fn split(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix("---\n")?.split_once("---\n")
}

/// A pack that is being written has one language.
fn in_one_language(pack: &str) -> String {
    blocks(pack).filter(|block| !["languages", "titles"].contains(&key(block))).collect()
}

fn drafted(front_matter: &str, need: &Need) -> String {
    let mut draft = String::new();
    for block in blocks(front_matter) {
        match key(block) {
            gone if GONE.contains(&gone) => {}
            "need" => draft.push_str(&needed(need)),
            key => match TO_WRITE.iter().find(|(name, _)| *name == key) {
                Some((_, left)) => {
                    let example = block.split_once(':').map_or("", |(_, value)| value.trim());
                    draft.push_str(&format!("{key}: \"{left}\" # for example: {example}\n"));
                }
                None => draft.push_str(block),
            },
        }
    }
    draft
}

fn needed(need: &Need) -> String {
    // What JSON says in quotes, YAML reads alike.
    let performance = serde_json::Value::from(need.performance.as_str());
    format!(
        "need: # the problem that this moment is about\n  \
         performance: {performance}\n  \
         capability: {}\n  \
         barrier: {}\n  \
         practice: \"[to write: where people practise it; take this line out if it takes no judgement]\"\n",
        word(&need.capability),
        word(&need.barrier),
    )
}

/// A file's keys of the outermost level, each with all that belongs to it.
fn blocks(yaml: &str) -> impl Iterator<Item = &str> {
    let mut rest = yaml;
    std::iter::from_fn(move || {
        let first = rest.find('\n')? + 1;
        let more =
            rest[first..].split_inclusive('\n').take_while(|line| line.starts_with([' ', '-', '#', '\n']));
        let end = first + more.map(str::len).sum::<usize>();
        let (block, left) = rest.split_at(end);
        rest = left;
        Some(block)
    })
}

fn key(block: &str) -> &str {
    block.split(':').next().unwrap_or_default()
}

/// The names under a key: `[a, b]` or `a`.
fn names<'t>(yaml: &'t str, wanted: &'t str) -> impl Iterator<Item = &'t str> {
    blocks(yaml)
        .filter(move |block| key(block) == wanted)
        .filter_map(|block| block.split_once(':'))
        .flat_map(|(_, value)| value.split([',', '[', ']', ' ', '\n']).filter(|name| !name.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_apart_with_what_belongs_to_them() {
        let yaml = "app: [a, b]\non:\n  - { event: x }\n# why\nroles: r\n";
        let found: Vec<(&str, usize)> =
            blocks(yaml).map(|block| (key(block), block.lines().count())).collect();
        assert_eq!(found, [("app", 1), ("on", 3), ("roles", 1)]);
        assert_eq!(names(yaml, "app").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(names(yaml, "roles").collect::<Vec<_>>(), ["r"]);
        assert_eq!(names(yaml, "none").count(), 0);
    }

    #[test]
    fn a_draft_keeps_what_the_tool_sees_and_leaves_the_words() {
        let need = Need {
            performance: "Deals hold".to_owned(),
            capability: super::super::Capability::Exists,
            barrier: super::super::Barrier::Recall,
        };
        let front_matter =
            "nudge: n\ntitle: Ask\nneed:\n  performance: old\non: { event: x }\ndone:\n  - step\n";
        let draft = drafted(front_matter, &need);
        assert!(draft.contains("on: { event: x }\n") && draft.contains("for example: Ask\n"), "{draft}");
        assert!(draft.contains("performance: \"Deals hold\"") && !draft.contains(": old"), "{draft}");
        assert!(!draft.contains("done:"), "{draft}");
    }
}
