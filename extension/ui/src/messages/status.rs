//! How things stand, as the worker tells the popup and the options page.

use super::{HostMeanings, Noise, Organisation, Pairs, QuietHours, Read, Server, Value, by_serde};

/// The answer to [`super::Message::Status`].
pub struct StatusAnswer {
    pub status: Status,
}

/// How things stand.
pub struct Status {
    pub roles: Vec<Role>,
    pub apps: Vec<App>,
    pub settings: Settings,
    pub visited: Vec<Visited>,
    pub budget: Option<Budget>,
    /// After the ledger was lost: nothing comes up before this day.
    pub quiet_until: Option<String>,
    pub decisions: Vec<Decision>,
    pub muted: Vec<Named>,
    pub learning: Vec<Learning>,
    pub unbound: Vec<Unbound>,
    pub meanings: Vec<HostMeanings>,
    pub vanished: Vec<Vanished>,
    pub asks_dates: Vec<String>,
    pub outbox: Outbox,
    pub problems: Vec<Problem>,
    pub sites: Vec<Site>,
    /// The person switched Cuecard off.
    pub off: bool,
    /// Author mode records what pages show.
    pub recording: bool,
    /// The person's organisation; none: they are on their own.
    pub organisation: Option<Organisation>,
}

/// A role to choose.
pub struct Role {
    pub role: String,
    pub title: String,
}

/// A system that can be read.
#[derive(Clone)]
pub struct App {
    pub app: String,
    pub title: String,
    /// Whether it has a history that can be asked for.
    pub fetches: bool,
}

/// A host that was visited, not added, and whose history may be allowed.
pub struct Visited {
    pub host: String,
    pub app: String,
}

/// What the person chose.
pub struct Settings {
    pub role: Option<String>,
    pub server: Option<Server>,
    /// The person's own hosts, each with its app.
    pub hosts: Pairs<String>,
    /// The hosts that may be asked for the history of the open record.
    pub fetch: Vec<String>,
    pub silence: Silence,
    /// Every card that fits shows, and none of its moments counts.
    pub never_withhold: bool,
}

/// When nothing comes up, and what does not: the person's word.
pub struct Silence {
    /// A pause lasts until this time, in milliseconds since 1970, which may have passed …
    pub until: Option<f64>,
    /// … or until this day begins.
    pub until_day: Option<String>,
    pub hours: Option<QuietHours>,
    /// The packs that are switched off.
    pub packs: Vec<String>,
    /// The hosts that are switched off.
    pub hosts: Vec<String>,
}

/// What may still come up in this period.
pub struct Budget {
    pub period: String,
    pub starts: String,
    pub ends: String,
    pub count: Spending,
    pub seconds: Spending,
}

/// A limit and what is gone of it.
pub struct Spending {
    pub limit: f64,
    pub spent: f64,
}

/// One decision and its reason.
pub struct Decision {
    pub at: f64,
    pub nudge: String,
    pub title: String,
    pub reason: String,
}

/// A nudge by its name.
#[derive(Clone)]
pub struct Named {
    pub nudge: String,
    pub title: String,
}

/// How far the person has come with an aid that had its turn.
pub struct Learning {
    pub nudge: String,
    pub title: String,
    /// `new`, `learning`, `mastered` or `retired`.
    pub stage: String,
    /// The first day on which it may come again; none: not before the next lapse.
    pub next: Option<String>,
    /// It is done with the aid, and hardly without it.
    pub dependency: bool,
}

/// A nudge that lacks a binding on this host.
pub struct Unbound {
    pub title: String,
    pub host: String,
    pub meanings: Vec<String>,
}

/// A place that was there and is not any more.
pub struct Vanished {
    pub host: String,
    /// `app.page.fact`.
    pub place: String,
    /// The day on which it was last found.
    pub last: String,
}

/// Reports on their way.
pub struct Outbox {
    pub waiting: Vec<Waiting>,
    pub sent: u32,
    pub refused: Vec<Refused>,
    pub trouble: Option<String>,
}

/// A report that waits: its body exactly as it will be sent.
pub struct Waiting {
    pub body: String,
}

/// A report that the server would not take.
pub struct Refused {
    pub body: String,
    pub why: Option<String>,
}

/// Something that does not work, and how to mend it.
#[derive(Clone)]
pub struct Problem {
    pub place: String,
    pub what: String,
    pub mend: String,
}

/// A system that the adapters can read, once the person allows it.
pub struct Site {
    pub site: String,
    pub title: String,
    pub granted: bool,
}

impl Read for StatusAnswer {
    fn read(answer: &Value) -> Option<Self> {
        let status = answer.part("status");
        // Without its roles it is no status.
        status.part("roles").is_list().then(|| Self { status: Status::of(&status) })
    }
}

impl Status {
    fn of(status: &Value) -> Self {
        let budget = status.part("budget");
        let outbox = status.part("outbox");
        Self {
            roles: status.list("roles", |it| Role { role: it.words("role"), title: it.words("title") }),
            apps: status.list("apps", |it| App {
                app: it.words("app"),
                title: it.words("title"),
                fetches: it.holds("fetches"),
            }),
            settings: Settings::of(&status.part("settings")),
            visited: status.list("visited", |it| Visited { host: it.words("host"), app: it.words("app") }),
            budget: budget.is_there().then(|| Budget {
                period: budget.words("period"),
                starts: budget.words("starts"),
                ends: budget.words("ends"),
                count: Spending::of(&budget.part("count")),
                seconds: Spending::of(&budget.part("seconds")),
            }),
            quiet_until: status.text("quiet_until"),
            decisions: status.list("decisions", |it| Decision {
                at: it.number("at").unwrap_or_default(),
                nudge: it.words("nudge"),
                title: it.words("title"),
                reason: it.words("reason"),
            }),
            muted: status.list("muted", |it| Named { nudge: it.words("nudge"), title: it.words("title") }),
            learning: status.list("learning", |it| Learning {
                nudge: it.words("nudge"),
                title: it.words("title"),
                stage: it.words("stage"),
                next: it.text("next"),
                dependency: it.holds("dependency"),
            }),
            unbound: status.list("unbound", |it| Unbound {
                title: it.words("title"),
                host: it.words("host"),
                meanings: it.texts("meanings"),
            }),
            meanings: by_serde(&status.part("meanings")).unwrap_or_default(),
            vanished: status.list("vanished", |it| Vanished {
                host: it.words("host"),
                place: it.words("place"),
                last: it.words("last"),
            }),
            asks_dates: status.texts("asks_dates"),
            outbox: Outbox {
                waiting: outbox.list("waiting", |it| Waiting { body: bytes(it) }),
                sent: outbox.number("sent").unwrap_or_default() as u32,
                refused: outbox.list("refused", |it| Refused { body: bytes(it), why: it.text("why") }),
                trouble: outbox.text("trouble"),
            },
            problems: status.list("problems", Problem::of),
            sites: status.list("sites", |it| Site {
                site: it.words("site"),
                title: it.words("title"),
                granted: it.holds("granted"),
            }),
            off: status.holds("off"),
            recording: status.holds("recording"),
            organisation: Organisation::of(&status.part("organisation")),
        }
    }
}

impl Settings {
    fn of(settings: &Value) -> Self {
        let silence = settings.part("silence");
        let hours = silence.part("hours");
        let minute = |name: &str| hours.number(name).map(|minute| minute as u32);
        let server = settings.part("server");
        Self {
            role: settings.text("role"),
            server: server.text("url").map(|url| Server {
                url,
                secret: server.words("secret"),
                gap_seconds: server.number("gap_seconds").map(|seconds| seconds as u32),
                noise: server.text("noise").and_then(|epsilon| Noise::of(&epsilon)),
            }),
            hosts: by_serde(&settings.part("hosts")).unwrap_or_default(),
            fetch: settings.texts("fetch"),
            silence: Silence {
                until: silence.number("until"),
                until_day: silence.text("until_day"),
                hours: minute("from").zip(minute("until")).map(|(from, until)| QuietHours { from, until }),
                packs: silence.texts("packs"),
                hosts: silence.texts("hosts"),
            },
            never_withhold: settings.holds("never_withhold"),
        }
    }
}

impl Spending {
    fn of(spending: &Value) -> Self {
        let number = |name: &str| spending.number(name).unwrap_or_default();
        Self { limit: number("limit"), spent: number("spent") }
    }
}

impl Problem {
    /// Reads one problem.
    pub fn of(problem: &Value) -> Self {
        Self { place: problem.words("where"), what: problem.words("what"), mend: problem.words("mend") }
    }
}

/// The body of a report as it travels; a worker that keeps it as text hands over that text.
fn bytes(report: &Value) -> String {
    report.text("body").or_else(|| report.part("body").json()).unwrap_or_default()
}

#[cfg(test)]
#[cfg(target_arch = "wasm32")]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn status(text: &str) -> Option<Status> {
        let value = Value::of(js_sys::JSON::parse(text).unwrap());
        StatusAnswer::read(&value).map(|answer| answer.status)
    }

    #[wasm_bindgen_test]
    fn a_status_may_lack_parts_but_a_body_keeps_every_byte() {
        let text =
            r#"{"status":{"roles":[],"outbox":{"waiting":[{"id":"1","body":"{\"z\":1,  \"a\":2}"}]}}}"#;
        let read = status(text).unwrap();
        assert_eq!(read.outbox.waiting[0].body, r#"{"z":1,  "a":2}"#);
        assert!(read.budget.is_none() && read.settings.silence.hours.is_none());
        for wrong in [r#"{"status":7}"#, r#"{"status":{"roles":"all"}}"#, "{}", "null", "7"] {
            assert!(status(wrong).is_none(), "{wrong}");
        }
    }

    #[wasm_bindgen_test]
    fn what_the_person_silenced_and_learned_is_read() {
        let text = r#"{"status":{"roles":[],
            "settings":{"hosts":{"h":"a"},"silence":{"until":7,"hours":{"from":1320,"until":420},"packs":["p"]}},
            "learning":[{"nudge":"n","title":"t","stage":"mastered","next":null,"dependency":true}]}}"#;
        let read = status(text).unwrap();
        let Silence { until, until_day, hours, packs, hosts } = read.settings.silence;
        assert_eq!((until, until_day, packs, hosts.len()), (Some(7.0), None, vec!["p".to_owned()], 0));
        assert_eq!(hours, Some(QuietHours { from: 1320, until: 420 }));
        assert_eq!(read.settings.hosts.iter().count(), 1);
        let aid = &read.learning[0];
        assert_eq!((aid.stage.as_str(), aid.next.as_deref(), aid.dependency), ("mastered", None, true));
    }
}
