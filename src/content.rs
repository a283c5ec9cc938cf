//! The one door for content: adapters, bindings, roles and packs, compiled by the command line,
//! checked here before anything uses them. Signed content will come through it too.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::adapter::{Adapter, Bindings, Location, System};
use crate::hash;
use crate::pack::{Nudge, Pack};
use crate::role::Role;
use crate::step::Plans;
use crate::table::Table;
use crate::trigger::{Condition, Index, On, Rule};

/// The only format that this version reads.
pub const FORMAT: u32 = 1;

/// Compiled content as it is shipped.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContentFile {
    /// [`FORMAT`].
    pub format: u32,
    /// The systems that can be read.
    pub adapters: Vec<Adapter>,
    /// What organisations bound.
    pub bindings: Vec<Bindings>,
    /// The roles.
    pub roles: Vec<Role>,
    /// The packs.
    pub packs: Vec<Pack>,
}

/// [`ContentFile`] as it is read: a nudge's hash is that of its very bytes.
#[derive(Deserialize)]
struct Shipped<'a> {
    format: u32,
    #[serde(borrow)]
    adapters: &'a RawValue,
    #[serde(borrow)]
    bindings: &'a RawValue,
    #[serde(borrow)]
    roles: &'a RawValue,
    #[serde(borrow)]
    packs: Vec<ShippedPack<'a>>,
}

#[derive(Deserialize)]
struct ShippedPack<'a> {
    pack: String,
    #[serde(borrow)]
    nudges: Vec<&'a RawValue>,
}

/// Content that is ready to decide with.
#[derive(Debug)]
pub struct Content {
    /// The adapters.
    pub adapters: Vec<Adapter>,
    /// What organisations bound.
    pub bindings: Vec<Bindings>,
    /// The roles.
    pub roles: Vec<Role>,
    /// Every nudge, of all packs.
    pub nudges: Vec<Published>,
    /// Every text that some content names, sorted: the only page text that is kept as text.
    pub named: Vec<String>,
    /// Finds the candidates; its rules are the places in `nudges`.
    pub index: Index,
    /// Changes with anything in the content.
    pub version: String,
    /// Plans that were made from it.
    pub plans: Plans,
}

/// A nudge with what its pack says.
#[derive(Debug)]
pub struct Published {
    /// The pack's name.
    pub pack: String,
    /// The nudge.
    pub nudge: Nudge,
    /// Its content hash.
    pub content: String,
}

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
    /// When it does not parse, has another format, or names what it does not declare.
    pub fn open(json: &str) -> Result<Self, ContentError> {
        let file: Shipped<'_> = serde_json::from_str(json).map_err(|error| unreadable("content", &error))?;
        if file.format != FORMAT {
            return Err(ContentError {
                place: "content".into(),
                what: format!(
                    "it has format {}, this version reads format {FORMAT}; update Cuecard",
                    file.format
                ),
            });
        }
        let (adapters, bindings): (Vec<Adapter>, Vec<Bindings>) =
            (part("adapters", file.adapters)?, part("bindings", file.bindings)?);
        // Nudges are hashed one by one below; hashing the whole text too would double the work.
        let rest = [file.adapters, file.bindings, file.roles];
        let mut hashes = hash::digest(&rest.map(|raw| raw.get().as_bytes())).to_vec();
        let mut nudges = Vec::new();
        for pack in file.packs {
            for raw in pack.nudges {
                let nudge: Nudge = serde_json::from_str(raw.get())
                    .map_err(|error| unreadable(&format!("pack {}", pack.pack), &error))?;
                let digest = hash::digest(&[raw.get().as_bytes()]);
                hashes.extend(digest);
                let content = hash::short_hex(&digest, 8);
                nudges.push(Published { pack: pack.pack.clone(), content, nudge });
            }
        }
        let index = Index::build(nudges.iter().map(|published| {
            let nudge = &published.nudge;
            Rule { app: &nudge.app, on: &nudge.on, when: &nudge.when }
        }));
        let content = Self {
            named: named_texts(&adapters, &bindings, &nudges),
            adapters,
            bindings,
            roles: part("roles", file.roles)?,
            nudges,
            index,
            version: hash::short_hex(&hash::digest(&[&hashes]), 8),
            plans: Plans::default(),
        };
        content.check()?;
        Ok(content)
    }

    /// Makes content ready, by way of its shipped form.
    ///
    /// # Errors
    /// When it has another format, or names what it does not declare.
    pub fn new(file: &ContentFile) -> Result<Self, ContentError> {
        let json = serde_json::to_string(file).map_err(|error| unreadable("content", &error))?;
        Self::open(&json)
    }

    /// The nudge with this name.
    pub fn nudge(&self, name: &str) -> Option<&Published> {
        self.nudges.iter().find(|published| published.nudge.nudge == name)
    }

    /// The role with this name.
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.role == name)
    }

    /// The system that a location belongs to, with the organisation's meanings.
    pub fn system<'a>(&'a self, location: &Location<'a>) -> System<'a> {
        System::on_host(location.adapter, &self.bindings, &location.host)
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

    /// Every name that content uses is declared, and no name is declared twice.
    fn check(&self) -> Result<(), ContentError> {
        let mut names: Vec<String> =
            self.nudges.iter().map(|published| published.nudge.nudge.clone()).collect();
        names.sort_unstable();
        let twice = names.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone());
        for Published { nudge, pack, .. } in &self.nudges {
            let place = format!("pack {pack}, nudge {}", nudge.nudge);
            let wrong = |what: String| Err(ContentError { place: place.clone(), what });
            if twice.as_ref() == Some(&nudge.nudge) {
                return wrong("another nudge has this name; rename one of them".into());
            }
            let Some(adapter) = self.adapters.iter().find(|adapter| adapter.app == nudge.app) else {
                return wrong(format!("there is no adapter for the app `{}`", nudge.app));
            };
            if let Some(role) = nudge.roles.iter().find(|role| self.role(role).is_none()) {
                return wrong(format!("there is no role `{role}`"));
            }
            let declared = declared(adapter);
            let mut missing = None;
            nudge.each_fact(&mut |name| {
                if !declared.contains(&name) {
                    missing.get_or_insert(name);
                }
            });
            if let Some(name) = missing {
                return wrong(format!("the adapter `{}` declares no fact or meaning `{name}`", nudge.app));
            }
        }
        Ok(())
    }
}

/// The names of all facts and meanings that an adapter declares.
pub fn declared(adapter: &Adapter) -> Vec<&str> {
    let facts = adapter.pages.iter().flat_map(|page| page.facts.keys());
    facts.chain(adapter.meanings.keys()).chain(adapter.open_meanings.keys()).map(String::as_str).collect()
}

fn named_texts(adapters: &[Adapter], bindings: &[Bindings], nudges: &[Published]) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    let mut on_when = |on: &[On], when: &Condition| {
        named.extend(on.iter().flat_map(On::texts).map(str::to_owned));
        when.each_test(&mut |leaf| named.extend(leaf.test.texts().into_iter().map(str::to_owned)));
    };
    for Published { nudge, .. } in nudges {
        on_when(&nudge.on, &nudge.when);
        for sign in nudge.behaviour.success.iter().chain(&nudge.behaviour.failure) {
            on_when(std::slice::from_ref(&sign.on), &sign.when);
        }
    }
    for event in adapters.iter().flat_map(|adapter| &adapter.events) {
        on_when(std::slice::from_ref(&event.on), &event.when);
    }
    let bound = bindings.iter().map(|bindings| &bindings.meanings);
    for meanings in adapters.iter().map(|adapter| &adapter.meanings).chain(bound) {
        named.extend(meanings.values().flat_map(|meaning| meaning.values.values().flatten()).cloned());
    }
    named.sort_unstable();
    named.dedup();
    named
}

fn part<'a, T: Deserialize<'a>>(name: &str, raw: &'a RawValue) -> Result<T, ContentError> {
    serde_json::from_str(raw.get()).map_err(|error| unreadable(name, &error))
}

fn unreadable(place: &str, error: &serde_json::Error) -> ContentError {
    ContentError {
        place: format!("{place}, line {}, column {}", error.line(), error.column()),
        what: format!("{error}; reinstall the extension or compile the content again"),
    }
}
