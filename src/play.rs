//! A person at work, played without a browser: what a content script and the extension's pages would
//! say is said to the engine, with a clock of its own. For authors' tools and tests; it never reaches
//! the browser.

use crate::adapter::{ListReading, ListSource, Plan, Reading, Readings, Source, System};
use crate::content::Content;
use crate::decide::{Standing, draw};
use crate::hash;
use crate::ledger::{Answer, Arm, Ledger, Lineage, Server};
use crate::step::{Env, Envelope, Message, Offer, Reply, Saw, SetHost, SetSettings, Speaker, Trace, step};
use crate::time::{DAY_MS, Day};

/// The one tab.
const TAB: i64 = 1;
/// The act that saves, on every system that has one.
const SAVE: &str = "save";
/// Work begins at nine: no hour that anybody keeps quiet.
const MORNING_MS: u64 = 9 * 60 * 60 * 1000;
/// Between a page's words and the next.
const BREATH_MS: u64 = 40;
/// A card counts as seen after less than this.
const LOOK_MS: u64 = 1_000;
/// How long a card is in view before it is answered.
const READ_MS: u64 = 30_000;
/// Secrets that are tried until one draws the wanted arm: each does by half.
const MOST_DRAWS: u32 = 64;

/// What a page shows: names of facts, and texts as the page would print them.
pub type Page = Vec<(String, String)>;
/// What the lists of a page show: a list's name, and its things.
pub type Lists = Vec<(String, Vec<Page>)>;

/// One person.
pub struct Player<'c> {
    content: &'c Content,
    /// What is remembered of them.
    pub ledger: Ledger,
    secret: [u8; 32],
    /// Milliseconds since 1970.
    now: u64,
    /// The civil day where they are, which is UTC.
    pub today: Day,
    said: u32,
    steps: Vec<(Env, Envelope)>,
    /// The moment whose card is open.
    card: Option<String>,
}

impl<'c> Player<'c> {
    /// Somebody in this role, on the morning of `today`, with a secret that has `nudge`'s first moment
    /// in that arm.
    pub fn new(content: &'c Content, role: &str, today: Day, nudge: &str, arm: Arm) -> Self {
        let untried = Lineage::default();
        let draws =
            |secret: &[u8; 32]| draw(secret, nudge, &untried, false, Standing::OnTrial, None).arm == arm;
        let mut secrets = (0..MOST_DRAWS).map(|number| hash::digest(&[&number.to_le_bytes()]));
        let mut player = Self::with_secret(content, role, today, secrets.find(draws).unwrap_or_default());
        if arm == Arm::Withheld {
            // Whoever is alone sees each first moment.
            player.counts_for_all();
        }
        player
    }

    /// Somebody in this role, on the morning of `today`, whose arms this secret draws.
    pub fn with_secret(content: &'c Content, role: &str, today: Day, secret: [u8; 32]) -> Self {
        let mut player = Self {
            content,
            ledger: Ledger::default(),
            secret,
            now: u64::try_from(today.0).unwrap_or_default() * DAY_MS + MORNING_MS,
            today,
            said: 0,
            steps: Vec::new(),
            card: None,
        };
        player.sets(SetSettings { role: Some(role.to_owned()), ..SetSettings::default() });
        player
    }

    /// Their organisation counts what helps, so moments are withheld from them too.
    pub fn counts_for_all(&mut self) {
        let server = Server {
            url: "https://counts.example".to_owned(),
            secret: "of-this-player-alone".to_owned(),
            gap_seconds: 60,
            noise: None,
        };
        self.sets(SetSettings { server: Some(Some(server)), ..SetSettings::default() });
    }

    /// The time, in milliseconds since 1970.
    pub fn now(&self) -> u64 {
        self.now
    }

    /// Says a message, and hears the answer.
    pub fn says(&mut self, from: Speaker, message: Message) -> Reply {
        self.said += 1;
        self.now += BREATH_MS;
        let random = hash::short_hex(&hash::digest(&[&self.said.to_le_bytes()]), 32);
        let minute = u16::try_from(self.now % DAY_MS / 60_000).unwrap_or_default();
        let env = Env { now: self.now, today: self.today, minute, random };
        let envelope = Envelope { from, message };
        let output = step(self.content, &self.secret, &mut self.ledger, &env, &envelope);
        self.steps.push((env, envelope));
        output.reply
    }

    /// Chooses settings.
    pub fn sets(&mut self, settings: SetSettings) -> Reply {
        self.says(Speaker::Extension { tab: None }, Message::Set { settings })
    }

    /// Says that a system runs on a host of their own.
    pub fn owns(&mut self, host: &str, app: &str) {
        let host = SetHost { host: host.to_owned(), app: Some(app.to_owned()), ..SetHost::default() };
        self.sets(SetSettings { host: Some(host), ..SetSettings::default() });
    }

    /// Time passes; a card that is open is closed.
    pub fn passes(&mut self, days: u32, minutes: u32) {
        let ms = u64::from(days) * DAY_MS + u64::from(minutes) * 60_000;
        self.answers(Answer::Closed);
        self.waits_until(self.now + ms);
    }

    /// Time passes until then; a card that is open is closed.
    pub fn waits_until(&mut self, then: u64) {
        self.answers(Answer::Closed);
        self.now = self.now.max(then);
        self.today = Day(i32::try_from(self.now / DAY_MS).unwrap_or(self.today.0));
    }

    /// Opens an address that shows this.
    pub fn opens(&mut self, url: &str, page: &Page, lists: &Lists) -> Option<Offer> {
        self.answers(Answer::Closed);
        self.says(Speaker::Page { tab: TAB }, Message::Arrived { url: url.to_owned() });
        self.reads(url, page, lists, None)
    }

    /// Saves a form of that page, which shows it then, and still does once its server has taken it.
    pub fn saves(&mut self, url: &str, page: &Page, lists: &Lists) -> Option<Offer> {
        self.reads(url, page, lists, Some(SAVE));
        let offer = self.reads(url, page, lists, None);
        let again_ms = self.plan(url).map_or(0, |plan| plan.again_ms);
        if again_ms == 0 {
            return offer;
        }
        self.now += again_ms;
        offer.or(self.reads(url, page, lists, None))
    }

    /// The page shows this, or its form held it at `act`. A card that is offered is looked at.
    pub fn reads(&mut self, url: &str, page: &Page, lists: &Lists, act: Option<&str>) -> Option<Offer> {
        let plan = self.plan(url)?;
        let mut places = readings(&plan.sources, page);
        // A page on which nothing went wrong says so.
        let location = self.content.locate(&self.ledger.settings.hosts, url)?;
        let refused =
            plan.sources.iter().position(|source| source.fact() == location.page.refused.as_deref());
        if let Some(place) = refused.and_then(|at| places.get_mut(at)) {
            place.get_or_insert_default();
        }
        let lists = list_readings(&plan.list_sources, lists);
        let saw = Saw {
            id: format!("message-{}", self.said),
            url: url.to_owned(),
            plan: plan.version,
            readings: Readings { places, lists },
            act: act.map(str::to_owned),
            visible: true,
        };
        let Reply::Moment { moment } = self.says(Speaker::Page { tab: TAB }, Message::Saw(saw)) else {
            return None;
        };
        self.holds(&moment);
        Some(moment)
    }

    /// What would be read at an address.
    pub fn plan(&self, url: &str) -> Option<Plan> {
        let mut ledger = self.ledger.clone();
        let env = Env { now: self.now, today: self.today, minute: 0, random: String::new() };
        let message = Message::Arrived { url: url.to_owned() };
        let envelope = Envelope { from: Speaker::Page { tab: TAB }, message };
        match step(self.content, &self.secret, &mut ledger, &env, &envelope).reply {
            Reply::Plan { plan, .. } => plan,
            _ => None,
        }
    }

    /// The system that an address belongs to, with all that is bound there.
    pub fn system(&self, url: &str) -> Option<System<'c>> {
        let location = self.content.locate(&self.ledger.settings.hosts, url)?;
        Some(System::on_host(location.adapter, self.content.bindings.iter(), &location.host))
    }

    fn holds(&mut self, offer: &Offer) {
        let moment = offer.moment.clone();
        let placed = self.says(Speaker::Page { tab: TAB }, Message::Placed { moment: moment.clone() });
        if placed == (Reply::Go { go: true }) {
            self.now += LOOK_MS;
            self.says(Speaker::Page { tab: TAB }, Message::Seen { moment: moment.clone() });
            let is_shown = |kept: &&crate::ledger::Moment| kept.id == moment && kept.arm == Arm::Shown;
            self.card = self.ledger.moments.iter().find(is_shown).map(|kept| kept.id.clone());
        }
    }

    /// Answers the card that is open; whether there was one.
    pub fn answers(&mut self, answer: Answer) -> bool {
        self.answers_after(answer, READ_MS)
    }

    /// The same, after it was in view for so long.
    pub fn answers_after(&mut self, answer: Answer, shown_ms: u64) -> bool {
        let Some(moment) = self.card.take() else { return false };
        self.now += shown_ms;
        let message = Message::Answered { moment, answer, shown_ms };
        self.says(Speaker::Extension { tab: Some(TAB) }, message);
        true
    }

    /// All that was said, to be replayed byte for byte.
    pub fn trace(&self) -> Trace {
        let secret = hash::short_hex(&self.secret, 32);
        Trace { secret, ledger: Ledger::default(), steps: self.steps.clone() }
    }
}

/// What the places of a plan read on a page.
pub fn readings(sources: &[Source], page: &[(String, String)]) -> Vec<Option<Reading>> {
    let read = |source: &Source| {
        let (_, raw) = page.iter().find(|(fact, _)| fact == source.name())?;
        Some(Reading { at: 0, raw: raw.clone() })
    };
    sources.iter().map(read).collect()
}

/// What the lists of a plan read.
pub fn list_readings(sources: &[ListSource], lists: &[(String, Vec<Page>)]) -> Vec<Option<ListReading>> {
    let read = |source: &ListSource| {
        let (_, things) = lists.iter().find(|(name, _)| *name == source.list)?;
        let items = things.iter().map(|thing| readings(&source.sources, thing)).collect();
        Some(ListReading { at: 0, items })
    };
    sources.iter().map(read).collect()
}
