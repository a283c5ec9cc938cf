//! The one door for content: adapters, bindings, roles and packs, compiled by the command line,
//! checked here before anything uses them. Signed content will come through it too.

mod app;
mod approval;
mod file;
#[cfg(feature = "trust")]
mod join;
#[cfg(feature = "trust")]
mod listed;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::fmt;

use serde::Deserialize;

pub use app::{App, declared};
pub use approval::{Approval, Organisation};
pub use file::ContentFile;
#[cfg(feature = "trust")]
pub use join::{Approved, JoinedPack, Systems};
#[cfg(feature = "trust")]
pub use listed::ListedNudge;

use crate::adapter::{Adapter, Bindings, Location, System, host_fits, locate};
use crate::json::{self, Raw, fields};
use crate::pack::Nudge;
use crate::role::Role;
use crate::step::Plans;
use crate::table::Table;
use file::{Entry, Head};

/// The only format that this version reads.
pub const FORMAT: u32 = 2;

/// Content that is ready to decide with. What is for one app only is read when that app is asked
/// for, and an aid when it is shown.
#[derive(Debug)]
pub struct Content {
    /// The adapters.
    pub adapters: Vec<Adapter>,
    /// What organisations bound.
    pub bindings: Vec<Bindings>,
    /// The roles.
    pub roles: Vec<Role>,
    /// Changes with anything in the content.
    pub version: String,
    /// Whose it is; none: it came with the extension.
    pub organisation: Option<Organisation>,
    /// Plans that were made from it.
    pub plans: Plans,
    /// Every nudge, with its pack's name.
    entries: Vec<(String, Entry)>,
    /// How many cards may come in a week of those packs that limit it.
    most_a_week: Table<String, u32>,
    /// As many as adapters.
    apps: Vec<OnceCell<Result<App, ContentError>>>,
    text: String,
    /// Where in `text` each line after the first starts.
    starts: Vec<usize>,
}

/// A nudge with what its pack says.
#[derive(Debug)]
pub struct Published {
    /// The pack's name.
    pub pack: String,
    /// How many cards of the pack may come in a week.
    pub most_a_week: Option<u32>,
    /// The nudge.
    pub nudge: Nudge,
    /// Its content hash.
    pub content: String,
    /// What the organisation says of it that publishes it; none: it came with the extension.
    pub approval: Option<Approval>,
}

/// What a card shows of a nudge's aid.
#[derive(Debug, Default)]
pub struct Shown {
    /// The card's title.
    pub title: String,
    /// One sentence: why now.
    pub why: String,
    /// The blocks, as they are written: only the card itself reads them.
    pub body: Raw,
    /// The field whose value is flagged.
    pub flag: Option<String>,
    /// The lesson, likewise.
    pub lesson: Raw,
    /// The check, likewise.
    pub checks: Raw,
    /// What some readers read instead, likewise.
    pub texts: Raw,
}

fields! { Shown: title, why, body; flag, lesson, checks, texts, .. }

/// Why content was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentError {
    /// Where.
    pub place: String,
    /// What is wrong, and how to mend it.
    pub what: String,
}

impl fmt::Display for ContentError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.what)
    }
}

impl std::error::Error for ContentError {}

impl Content {
    /// Opens compiled content.
    ///
    /// # Errors
    /// When it has another format or no end, or when its first line does not parse.
    pub fn open(text: String) -> Result<Self, ContentError> {
        let (head, starts) = Head::open(&text)?;
        let (mut entries, mut most_a_week) = (Vec::new(), Table::new());
        for pack in head.packs {
            if let Some(most) = pack.most_a_week {
                most_a_week.insert(pack.pack.clone(), most);
            }
            entries.extend(pack.nudges.into_iter().map(|entry| (pack.pack.clone(), entry)));
        }
        Ok(Self {
            apps: head.adapters.iter().map(|_| OnceCell::new()).collect(),
            adapters: head.adapters,
            bindings: head.bindings,
            roles: head.roles,
            version: head.version,
            organisation: head.organisation,
            plans: Plans::default(),
            entries,
            most_a_week,
            text,
            starts,
        })
    }

    /// Makes content ready, by way of its shipped form, and checks all of it.
    ///
    /// # Errors
    /// When it names what it does not declare, or two nudges have one name.
    pub fn new(file: &ContentFile) -> Result<Self, ContentError> {
        let text = file.write().map_err(|error| unreadable(1, &error))?;
        let content = Self::open(text)?;
        content.check()?;
        Ok(content)
    }

    /// What is there for an app.
    ///
    /// # Errors
    /// When nothing reads that app, or when what is there for it is broken.
    pub fn app(&self, name: &str) -> Result<&App, ContentError> {
        let known = self.adapters.iter().zip(&self.apps).find(|(adapter, _)| adapter.app == name);
        let Some((adapter, app)) = known else {
            let what = "there is no adapter for it; add one, or mend the name".into();
            return Err(ContentError { place: format!("app {name}"), what });
        };
        app.get_or_init(|| App::open(self, adapter)).as_ref().map_err(Clone::clone)
    }

    /// The nudge with this name; `None` also where what is there for its app is broken.
    pub fn nudge(&self, name: &str) -> Option<&Published> {
        let (_, entry) = self.entries.get(self.place(name)?)?;
        let app = self.app(entry.apps.first()?).ok()?;
        app.nudges.iter().find(|published| published.nudge.nudge == name)
    }

    /// What a card shows of this nudge; `None` also where it is broken.
    pub fn aid(&self, nudge: &str) -> Option<Shown> {
        self.part(2 * self.place(nudge)? + 1).ok()
    }

    /// What the organisation says of this nudge.
    pub fn approval(&self, nudge: &str) -> Option<&Approval> {
        self.entries.get(self.place(nudge)?)?.1.approval.as_ref()
    }

    /// What people call this nudge: its name where its title is not known.
    pub fn title(&self, nudge: &str) -> String {
        self.aid(nudge).map_or_else(|| nudge.to_owned(), |aid| aid.title)
    }

    /// Whether there is a pack of this name.
    pub fn has_pack(&self, name: &str) -> bool {
        self.entries.iter().any(|(pack, _)| pack == name)
    }

    /// Every nudge that can be read, each once.
    pub fn each_nudge(&self) -> impl Iterator<Item = &Published> {
        let apps = self.adapters.iter().filter_map(|adapter| Some((adapter, self.app(&adapter.app).ok()?)));
        apps.flat_map(|(adapter, app)| {
            let first = |published: &&Published| published.nudge.apps.first() == Some(&adapter.app);
            app.nudges.iter().filter(first)
        })
    }

    /// How many nudges there are.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    fn place(&self, nudge: &str) -> Option<usize> {
        self.entries.iter().position(|(_, entry)| entry.nudge == nudge)
    }

    /// The value on a line, counted from 0 after the first.
    fn part<'a, T: Deserialize<'a>>(&'a self, line: usize) -> Result<T, ContentError> {
        json::read(self.line(line)).map_err(|error| unreadable(line + 2, &error))
    }

    /// A line, counted from 0 after the first, as it was hashed.
    fn line(&self, line: usize) -> &str {
        let bounds = self.starts.get(line).zip(self.starts.get(line + 1));
        let written = bounds.and_then(|(start, next)| self.text.get(*start..next - 1)).unwrap_or_default();
        written.strip_suffix(',').unwrap_or(written)
    }

    /// The role with this name.
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.role == name)
    }

    /// The page that `url` is, also on a host that an organisation's bindings or the person's
    /// `hosts` (host → app) name.
    pub fn locate(&self, hosts: &Table<String, String>, url: &str) -> Option<Location<'_>> {
        locate(&self.adapters, |adapter, host| self.is_at(adapter, hosts, host), url)
    }

    /// Whether an adapter's app runs on `host`.
    pub fn is_at(&self, adapter: &Adapter, hosts: &Table<String, String>, host: &str) -> bool {
        let fits = |pattern: &String| host_fits(pattern, host);
        let bound = |bindings: &Bindings| bindings.app == adapter.app && bindings.hosts.iter().any(fits);
        adapter.hosts.iter().any(fits)
            || hosts.get(host) == Some(&adapter.app)
            || self.bindings.iter().any(bound)
    }

    /// The meanings that `nudge` needs and nobody has bound on this host.
    pub fn unbound<'a>(&self, nudge: &'a Nudge, system: &System<'_>) -> Vec<&'a str> {
        let mut unbound = Table::new();
        nudge.each_fact(&mut |name| {
            if system.adapter.open_meanings.contains_key(name) && !system.meanings.contains_key(name) {
                unbound.insert(name, ());
            }
        });
        unbound.into_iter().map(|(name, ())| name).collect()
    }

    /// Everything that the browser reads only when it comes to need it.
    ///
    /// # Errors
    /// What is wrong first.
    pub fn check(&self) -> Result<(), ContentError> {
        for (place, (pack, entry)) in self.entries.iter().enumerate() {
            let wrong =
                |what: String| ContentError { place: format!("pack {pack}, nudge {}", entry.nudge), what };
            if self.place(&entry.nudge) != Some(place) {
                return Err(wrong("another nudge has this name; rename one of them".into()));
            }
            for app in &entry.apps {
                if !self.adapters.iter().any(|adapter| adapter.app == *app) {
                    return Err(wrong(format!("there is no adapter for the app `{app}`")));
                }
                self.app(app)?;
            }
            self.part::<Shown>(2 * place + 1)?;
        }
        Ok(())
    }
}

fn unreadable(line: usize, error: &json::Error) -> ContentError {
    ContentError {
        place: format!("content, line {line}, column {}", error.column()),
        what: format!("{error}; reinstall the extension or compile the content again"),
    }
}
