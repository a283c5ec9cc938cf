//! Whether a policy can be meant. Clients ask, too: what was signed by another tool is not believed to be
//! right.

use super::flaw::{Flaw, first};
use super::hosts::{covers, is_pattern};
use super::signed::{POLICY_PATH, Policy};
use super::team::Team;
use super::wording::{self, MOST_TITLE, doubled, is_title};
use crate::ledger::QuietHours;

/// With fewer, nobody sees whether people still need the aid: one moment in twenty.
const LEAST_HOLDBACK: u32 = 5;
/// With more, an aid would be withheld more often than shown.
const MOST_HOLDBACK: u32 = 50;
/// Patterns of hosts: each is asked at every page.
const MOST_HOSTS: usize = 100;
/// Teams: as many roles as a repository may have, but for a few.
const MOST_TEAMS: usize = 600;
/// Hours in which nothing comes up: the night, lunch, and what else a day has.
const MOST_QUIET: usize = 8;
/// Systems and roles of an organisation's own.
const MOST_OWN: usize = 100;
/// Minutes of a role's budget: the ceiling over all that may be pushed to a person in a week.
const MOST_MINUTES: u32 = 60;

impl Policy {
    /// It says all that it must, and nothing that cannot be meant.
    ///
    /// # Errors
    /// What it does not, where, and how to mend it.
    pub fn check(&self) -> Result<(), Flaw> {
        let title = format!("write what people call it, in 1 to {MOST_TITLE} characters");
        let percent = format!(
            "take {LEAST_HOLDBACK} to {MOST_HOLDBACK}: with fewer nobody sees whether people still need an \
             aid, with more it is withheld more often than shown"
        );
        first([
            wording::format(self.format, POLICY_PATH),
            (!is_title(&self.organisation), Flaw::new("organisation", "it does not say whose it is", &title)),
            (
                !(LEAST_HOLDBACK..=MOST_HOLDBACK).contains(&self.holdback),
                Flaw::new("holdback", "so many moments cannot be withheld", &percent),
            ),
        ])?;
        self.check_own()?;
        self.check_teams()?;
        check_hosts("hosts", &self.hosts)?;
        check_hosts("sandbox", &self.sandbox)?;
        let is_sandbox = |host| self.sandbox.iter().any(|pattern| covers(pattern, host));
        let mend = "name the copies of a system only, not the hosts on which people work";
        let is_all = !self.hosts.is_empty() && self.hosts.iter().all(|host| is_sandbox(host));
        first([(is_all, Flaw::new("sandbox", "nothing would ever count: all hosts are for trying", mend))])?;
        self.check_quiet()
    }

    /// Systems and roles of its own.
    fn check_own(&self) -> Result<(), Flaw> {
        let one = "keep one of the two";
        let of = |place: &str, name: Option<&String>, what: &str| {
            (name.is_some(), Flaw::new(&[place, name.map_or("", String::as_str)].concat(), what, one))
        };
        let app = doubled(self.systems.adapters.iter().map(|adapter| &adapter.app));
        let role = doubled(self.roles.iter().map(|role| &role.role));
        let many = "sign those only that are not built in";
        first([
            of("systems.", app, "two adapters are for this system"),
            of("roles.", role, "two roles have this name"),
            (
                self.systems.adapters.len().max(self.systems.bindings.len()) > MOST_OWN,
                Flaw::new("systems", "there are more than 100", many),
            ),
            (self.roles.len() > MOST_OWN, Flaw::new("roles", "there are more than 100", many)),
        ])?;
        let budget = format!("give it 1 aid or more, and 1 to {MOST_MINUTES} minutes");
        first(self.roles.iter().map(|role| {
            let place = ["roles.", &role.role, ".budget"].concat();
            let is_wrong = role.budget.count == 0 || !(60..=MOST_MINUTES * 60).contains(&role.budget.seconds);
            (is_wrong, Flaw::new(&place, "this is no budget", &budget))
        }))
    }

    fn check_teams(&self) -> Result<(), Flaw> {
        let many = "name those that managers are enrolled for";
        let name = doubled(self.teams.iter().map(|team| &team.name)).map_or("", String::as_str);
        first([
            (self.teams.len() > MOST_TEAMS, Flaw::new("teams", "there are more than 600", many)),
            (
                !name.is_empty(),
                Flaw::new(&["teams.", name].concat(), "two teams have this name", "keep one of the two"),
            ),
        ])?;
        self.teams.iter().try_for_each(Team::check)
    }

    fn check_quiet(&self) -> Result<(), Flaw> {
        let hours = &self.quiet_hours;
        let is_time = |minute: u16| minute < QuietHours::DAY;
        let is_wrong =
            |hours: &QuietHours| !is_time(hours.from) || !is_time(hours.until) || hours.from == hours.until;
        let is_quiet = |minute| hours.iter().any(|hours| hours.hold(minute));
        let at = |what: &str, mend: &str| Flaw::new("quiet_hours", what, mend);
        let write = "write two different times of a day, such as 18:00-08:00";
        first([
            (hours.len() > MOST_QUIET, at("there are more than 8", "join those that meet")),
            (hours.iter().any(is_wrong), at("these are no hours of a day", write)),
            (
                (0..QuietHours::DAY).all(is_quiet),
                at("nothing would ever come up: every hour is quiet", "leave out the hours of work"),
            ),
        ])
    }
}

fn check_hosts(place: &str, hosts: &[String]) -> Result<(), Flaw> {
    let at = |what: &str, mend: &str| Flaw::new(place, what, mend);
    let wrong = hosts.iter().find(|host| !is_pattern(host)).map_or("", String::as_str);
    let mend = "write it in small letters without `https://` and port, such as `*.acme.example`";
    first([
        (hosts.len() > MOST_HOSTS, at("there are more than 100", "join those that `*.` covers")),
        (hosts.iter().any(|host| !is_pattern(host)), at(&["`", wrong, "` is no host"].concat(), mend)),
        (doubled(hosts.iter()).is_some(), at("a host is here twice", "keep one of the two")),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapter::Adapter;
    use crate::role::{Budget, Role};

    /// A change, and where it is wrong then.
    type Case<'a> = (&'a dyn Fn(&mut Policy), &'static str);

    fn right() -> Policy {
        let budget = Budget { count: 3, seconds: 360, ..Budget::default() };
        Policy {
            organisation: "Acme".into(),
            roles: vec![Role { role: "seller".into(), title: "Seller".into(), budget }],
            teams: vec![Team { name: "sales".into(), title: "Sales".into(), role: "seller".into() }],
            hosts: vec!["*.acme.example".into()],
            sandbox: vec!["*.try.acme.example".into()],
            quiet_hours: vec![QuietHours { from: 1080, until: 480 }],
            ..Policy::default()
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused_where_it_stands_and_says_how_to_mend_it() {
        let quiet = |from, until| QuietHours { from, until };
        let cases: [Case<'_>; 26] = [
            (&|it| it.format = 2, POLICY_PATH),
            (&|it| it.organisation.clear(), "organisation"),
            (&|it| it.organisation = "x".repeat(81), "organisation"),
            (&|it| it.holdback = 4, "holdback"),
            (&|it| it.holdback = 51, "holdback"),
            (
                &|it| it.systems.adapters = vec![Adapter { app: "a".into(), ..Adapter::default() }; 2],
                "systems.a",
            ),
            (&|it| it.systems.bindings = vec![Default::default(); 101], "systems"),
            (&|it| it.roles = vec![it.roles[0].clone(); 2], "roles.seller"),
            (&|it| it.roles[0].budget.count = 0, "roles.seller.budget"),
            (&|it| it.roles[0].budget.seconds = 59, "roles.seller.budget"),
            (&|it| it.roles[0].budget.seconds = 3_601, "roles.seller.budget"),
            (&|it| it.teams = vec![it.teams[0].clone(); 2], "teams.sales"),
            (&|it| it.teams = vec![it.teams[0].clone(); 601], "teams"),
            (&|it| it.teams[0].title.clear(), "teams.sales.title"),
            (&|it| it.hosts.push("https://acme.example".into()), "hosts"),
            (&|it| it.hosts.push("*.acme.example".into()), "hosts"),
            (&|it| it.hosts = (0..101).map(|number| format!("h{number}.acme.example")).collect(), "hosts"),
            (&|it| it.sandbox.push("*".into()), "sandbox"),
            // All that people work on would be for trying.
            (&|it| it.sandbox.push("*.acme.example".into()), "sandbox"),
            (&|it| it.sandbox.push("*.example.example".into()), ""),
            (&|it| (it.hosts, it.sandbox) = (vec![], vec!["*.acme.example".into()]), ""),
            (&|it| it.quiet_hours = vec![quiet(60, 60)], "quiet_hours"),
            (&|it| it.quiet_hours = vec![quiet(0, 1440)], "quiet_hours"),
            (&|it| it.quiet_hours = vec![quiet(0, 720), quiet(720, 0)], "quiet_hours"),
            (&|it| it.quiet_hours = vec![quiet(0, 1); 9], "quiet_hours"),
            (&|it| it.quiet_hours = vec![quiet(0, 720), quiet(721, 0)], ""),
        ];
        for (number, (change, place)) in cases.into_iter().enumerate() {
            let mut policy = right();
            change(&mut policy);
            let flaw = policy.check().err().unwrap_or_default();
            assert_eq!(flaw.place, place, "{number}: {flaw}");
            assert_eq!(flaw.what.is_empty() || flaw.mend.is_empty(), place.is_empty(), "{number}");
        }
        assert_eq!(right().check(), Ok(()));
    }
}
