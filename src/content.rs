//! The one door for content: adapters, bindings, roles and packs, compiled by the command line,
//! checked here before anything uses them. Signed content will come through it too.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::adapter::{Adapter, Bindings, Derived, Location, System, host_fits, locate};
use crate::hash;
use crate::json::{self, Raw};
use crate::pack::{Nudge, Pack};
use crate::role::Role;
use crate::sort::sort;
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
    adapters: Raw<'a>,
    #[serde(borrow)]
    bindings: Raw<'a>,
    #[serde(borrow)]
    roles: Raw<'a>,
    #[serde(borrow)]
    packs: Vec<ShippedPack<'a>>,
}

#[derive(Deserialize)]
struct ShippedPack<'a> {
    pack: String,
    #[serde(borrow)]
    nudges: Vec<Raw<'a>>,
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
    /// Every text and fragment that nudges and adapters name, sorted. With the values that are bound on a host it
    /// is the only page text that is kept as text.
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
        let file: Shipped<'_> = json::read(json).map_err(|error| unreadable("content", &error))?;
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
        let mut hashes = hash::digest(&rest.map(|raw| raw.0.as_bytes())).to_vec();
        let mut nudges = Vec::new();
        for pack in file.packs {
            for raw in pack.nudges {
                let nudge: Nudge =
                    json::read(raw.0).map_err(|error| unreadable(&format!("pack {}", pack.pack), &error))?;
                let digest = hash::digest(&[raw.0.as_bytes()]);
                hashes.extend(digest);
                let content = hash::short_hex(&digest, 8);
                nudges.push(Published { pack: pack.pack.clone(), content, nudge });
            }
        }
        let index = Index::build(nudges.iter().map(|published| {
            let nudge = &published.nudge;
            Rule { apps: &nudge.apps, on: &nudge.on, when: &nudge.when }
        }));
        let content = Self {
            named: named_texts(&adapters, &nudges),
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
        let json = json::write(file).map_err(|error| unreadable("content", &error))?;
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

    /// Whether some content waits for things of a list. What is there before a nudge looks for it
    /// must have been seen, so that it is not taken for new.
    pub fn awaits(&self, adapter: &Adapter, list: &str) -> bool {
        let is_it = |on: &On| matches!(on, On::Appeared { list: name, .. } if name == list);
        let by_nudge = |Published { nudge, .. }: &Published| {
            nudge.apps.contains(&adapter.app) && nudge.each_on().any(is_it)
        };
        adapter.events.iter().any(|event| is_it(&event.on)) || self.nudges.iter().any(by_nudge)
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
        sort(&mut names);
        let twice = names.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone());
        for Published { nudge, pack, .. } in &self.nudges {
            let place = format!("pack {pack}, nudge {}", nudge.nudge);
            let wrong = |what: String| Err(ContentError { place: place.clone(), what });
            if twice.as_ref() == Some(&nudge.nudge) {
                return wrong("another nudge has this name; rename one of them".into());
            }
            if let Some(role) = nudge.roles.iter().find(|role| self.role(role).is_none()) {
                return wrong(format!("there is no role `{role}`"));
            }
            for app in &nudge.apps {
                let Some(adapter) = self.adapters.iter().find(|adapter| adapter.app == *app) else {
                    return wrong(format!("there is no adapter for the app `{app}`"));
                };
                let declared = declared(adapter);
                let mut missing = None;
                nudge.each_fact(&mut |name| {
                    if !declared.contains(&name) {
                        missing.get_or_insert(name);
                    }
                });
                if let Some(name) = missing {
                    return wrong(format!("the adapter `{app}` declares no fact or meaning `{name}`"));
                }
            }
        }
        Ok(())
    }
}

/// The names of all facts, lists and meanings that an adapter declares.
pub fn declared(adapter: &Adapter) -> Vec<&str> {
    let facts = adapter.pages.iter().flat_map(|page| page.facts.keys().chain(page.lists.keys()));
    facts.chain(adapter.meanings.keys()).chain(adapter.open_meanings.keys()).map(String::as_str).collect()
}

fn named_texts(adapters: &[Adapter], nudges: &[Published]) -> Vec<String> {
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
    for spec in adapters.iter().flat_map(|adapter| &adapter.pages).flat_map(|page| page.facts.values()) {
        if let Some(when) = spec.derived.as_ref().and_then(Derived::when) {
            on_when(&[], when);
        }
    }
    sort(&mut named);
    named.dedup();
    named
}

fn part<'a, T: Deserialize<'a>>(name: &str, raw: Raw<'a>) -> Result<T, ContentError> {
    json::read(raw.0).map_err(|error| unreadable(name, &error))
}

fn unreadable(place: &str, error: &json::Error) -> ContentError {
    ContentError {
        place: format!("{place}, line {}, column {}", error.line(), error.column()),
        what: format!("{error}; reinstall the extension or compile the content again"),
    }
}
