//! Everything that the popup and the options page show.

use serde::Serialize;

use super::Step;
use super::meanings::HostMeanings;
use crate::adapter::{Adapter, host_fits};
use crate::content::Published;
use crate::decide::{Outcome, Reason, Spent, spent};
use crate::json::Raw;
use crate::learn::{Stage, next_day};
use crate::ledger::{Problem, Settings};
use crate::time::Day;

/// Decisions that the popup lists.
const SHOW_DECISIONS: usize = 20;

/// What is so, for the person to see.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Status {
    version: String,
    roles: Vec<RoleLine>,
    /// The systems that can be read.
    apps: Vec<AppLine>,
    sites: Vec<SiteLine>,
    settings: Settings,
    /// Hosts that were visited, not added, and whose history may be allowed.
    visited: Vec<HostLine>,
    budget: Option<BudgetPicture>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quiet_until: Option<Day>,
    decisions: Vec<Decision>,
    muted: Vec<Muted>,
    /// How far the person has come with each aid that had its turn, and when it may come again.
    learning: Vec<Learning>,
    unbound: Vec<Unbound>,
    /// What can be bound, on each host that has something to bind.
    meanings: Vec<HostMeanings>,
    /// Places that were there and are not any more.
    vanished: Vec<Vanished>,
    /// Hosts that show dates which read both ways: the person is asked once.
    asks_dates: Vec<String>,
    outbox: OutboxPicture,
    problems: Vec<Problem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct RoleLine {
    role: String,
    title: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct AppLine {
    app: String,
    title: String,
    /// Whether it has a history that can be asked for.
    fetches: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct SiteLine {
    site: String,
    title: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct HostLine {
    host: String,
    app: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct BudgetPicture {
    period: &'static str,
    starts: Day,
    ends: Day,
    count: Use,
    seconds: Use,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Use {
    limit: u32,
    spent: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Decision {
    at: u64,
    nudge: String,
    title: String,
    outcome: Outcome,
    reason: Reason,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Vanished {
    host: String,
    /// `app.page.fact`.
    place: String,
    last: Day,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Muted {
    nudge: String,
    title: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Learning {
    nudge: String,
    title: String,
    stage: Stage,
    /// The first day on which it may come again; none: not before the next lapse.
    next: Option<Day>,
    /// It is done with the aid, and hardly without it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    dependency: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Unbound {
    nudge: String,
    title: String,
    host: String,
    meanings: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct OutboxPicture {
    waiting: Vec<WaitingLine>,
    sent: u64,
    refused: Vec<RefusedLine>,
    trouble: Option<String>,
}

/// The body is text: byte for byte what is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct WaitingLine {
    id: String,
    body: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct RefusedLine {
    body: String,
    why: String,
}

impl<'a> Step<'a> {
    pub(super) fn status(&self) -> Status {
        let roles = self.content.roles.iter();
        let apps = self.content.adapters.iter();
        let (vanished, asks_dates) = self.health();
        Status {
            version: self.content.version.clone(),
            roles: roles
                .map(|role| RoleLine { role: role.role.clone(), title: role.title.clone() })
                .collect(),
            apps: apps
                .map(|adapter| AppLine {
                    app: adapter.app.clone(),
                    title: adapter.title.clone(),
                    fetches: fetches(adapter),
                })
                .collect(),
            sites: self.sites(),
            settings: self.ledger.settings.clone(),
            visited: self.visited(),
            budget: self.budget(),
            quiet_until: self.ledger.quiet_until.filter(|day| *day > self.env.today),
            decisions: self.decisions(),
            muted: self.muted(),
            learning: self.learning(),
            unbound: self.unbound(),
            meanings: self.meanings(),
            vanished,
            asks_dates,
            outbox: self.outbox(),
            problems: self.ledger.problems.iter().rev().cloned().collect(),
        }
    }

    fn sites(&self) -> Vec<SiteLine> {
        let mut lines = Vec::new();
        for adapter in &self.content.adapters {
            let bound = self.content.bindings.iter().filter(|bindings| bindings.app == adapter.app);
            let bound = bound.flat_map(|bindings| &bindings.hosts);
            let own = self.ledger.settings.hosts.iter().filter(|(_, app)| **app == adapter.app);
            for site in adapter.hosts.iter().chain(bound).chain(own.map(|(host, _)| host)) {
                // A host that a pattern covers needs no line of its own.
                let covered = |line: &SiteLine| host_fits(&line.site, site);
                if !lines.iter().any(covered) {
                    lines.push(SiteLine { site: site.clone(), title: adapter.title.clone() });
                }
            }
        }
        lines
    }

    fn visited(&self) -> Vec<HostLine> {
        let added = &self.ledger.settings.hosts;
        let hosts = self.ledger.hosts.keys().filter(|host| !added.contains_key(host.as_str()));
        let with_history = hosts.filter_map(|host| {
            let adapter = self.adapter_at(host).filter(|adapter| fetches(adapter))?;
            Some(HostLine { host: host.clone(), app: adapter.app.clone() })
        });
        with_history.collect()
    }

    fn budget(&self) -> Option<BudgetPicture> {
        let budget = &self.content.role(self.ledger.settings.role.as_deref()?)?.budget;
        let (starts, ends) = budget.period.around(self.env.today);
        let Spent { count, seconds } = spent(&self.ledger.moments, &budget.period, self.env.today);
        Some(BudgetPicture {
            period: budget.period.name(),
            starts,
            ends,
            count: Use { limit: budget.count, spent: count },
            seconds: Use { limit: budget.seconds, spent: seconds },
        })
    }

    /// The last decisions, the newest first, one line a candidate.
    fn decisions(&self) -> Vec<Decision> {
        let mut lines = Vec::new();
        for receipt in self.ledger.decisions.iter().rev() {
            lines.extend(receipt.candidates.iter().map(|considered| Decision {
                at: receipt.at,
                nudge: considered.0.clone(),
                title: self.content.title(&considered.0),
                outcome: considered.1.outcome(),
                reason: considered.1,
            }));
        }
        lines.truncate(SHOW_DECISIONS);
        lines
    }

    fn muted(&self) -> Vec<Muted> {
        let muted = self.ledger.lineages.iter().filter(|(_, lineage)| lineage.muted);
        muted.map(|(name, _)| Muted { nudge: name.clone(), title: self.content.title(name) }).collect()
    }

    fn learning(&self) -> Vec<Learning> {
        let lineages = self.ledger.lineages.iter().filter(|(_, lineage)| !lineage.muted);
        let lines = lineages.filter_map(|(name, lineage)| {
            let nudge = &self.content.nudge(name)?.nudge;
            let turns = self.ledger.moments.iter().filter(|moment| moment.nudge == *name && moment.is_turn());
            let last = turns.map(|moment| moment.day).max();
            Some(Learning {
                nudge: name.clone(),
                title: self.content.title(name),
                stage: lineage.practice.stage(),
                next: next_day(&lineage.practice, nudge.cadence, last, self.env.today),
                dependency: lineage.fading.dependency(),
            })
        });
        lines.collect()
    }

    /// Nudges that stay silent on a host that was seen, because nobody has said what they mean.
    fn unbound(&self) -> Vec<Unbound> {
        let mut lines = Vec::new();
        let Some(role) = &self.ledger.settings.role else { return lines };
        for host in self.ledger.hosts.keys() {
            let Some(adapter) = self.adapter_at(host).filter(|adapter| !adapter.open_meanings.is_empty())
            else {
                continue;
            };
            let system = self.system_on(adapter, host);
            for Published { nudge, .. } in self.content.app(&adapter.app).iter().flat_map(|app| &app.nudges) {
                let meanings = self.content.unbound(nudge, &system);
                if nudge.roles.contains(role) && !meanings.is_empty() {
                    lines.push(Unbound {
                        nudge: nudge.nudge.clone(),
                        title: self.content.title(&nudge.nudge),
                        host: host.clone(),
                        meanings: meanings.into_iter().map(str::to_owned).collect(),
                    });
                }
            }
        }
        lines
    }

    pub(super) fn adapter_at(&self, host: &str) -> Option<&'a Adapter> {
        let hosts = &self.ledger.settings.hosts;
        self.content.adapters.iter().find(|adapter| self.content.is_at(adapter, hosts, host))
    }

    /// Places that were there and are not any more, and hosts whose dates read both ways.
    fn health(&self) -> (Vec<Vanished>, Vec<String>) {
        let (mut vanished, mut asks) = (Vec::new(), Vec::new());
        for (name, host) in self.ledger.hosts.iter() {
            vanished.extend(host.vanished().map(|(place, last)| Vanished {
                host: name.clone(),
                place: place.to_owned(),
                last,
            }));
            if host.asks {
                asks.push(name.clone());
            }
        }
        (vanished, asks)
    }

    fn outbox(&self) -> OutboxPicture {
        let text = |body: &Raw| body.text().to_owned();
        let outbox = &self.ledger.outbox;
        let waiting = outbox.waiting.iter();
        let refused = outbox.refused.iter();
        OutboxPicture {
            waiting: waiting
                .map(|line| WaitingLine { id: line.id.clone(), body: text(&line.body) })
                .collect(),
            sent: outbox.sent,
            refused: refused
                .map(|line| RefusedLine { body: text(&line.body), why: line.why.clone() })
                .collect(),
            trouble: outbox.trouble.clone(),
        }
    }
}

/// Whether a system has a history that can be asked for.
fn fetches(adapter: &Adapter) -> bool {
    adapter.pages.iter().flat_map(|page| page.lists.values()).any(|list| list.fetch.is_some())
}
