//! Four systems with twelve facts each, in the words of such systems.

/// One system: the fact `object` comes from the address, the other eleven from the page.
pub struct System {
    /// Its name as packs call it.
    pub app: &'static str,
    /// Its host.
    pub host: &'static str,
    /// What its records are.
    pub objects: &'static [&'static str],
    /// Facts that hold one of a few texts.
    pub texts: [(&'static str, &'static [&'static str]); 7],
    /// Facts that hold a number.
    pub numbers: [&'static str; 2],
    /// Facts that hold a date.
    pub dates: [&'static str; 2],
}

impl System {
    /// What the adapter calls a first date that moves a week or more.
    pub fn pushed(&self) -> String {
        format!("{}_pushed_back", self.dates[0])
    }

    /// What the adapter calls a first number that falls.
    pub fn cut(&self) -> String {
        format!("{}_cut", self.numbers[0])
    }

    /// The names of the eleven facts on the page.
    pub fn on_page(&self) -> impl Iterator<Item = &'static str> {
        self.texts.iter().map(|(name, _)| *name).chain(self.numbers).chain(self.dates)
    }
}

/// The systems.
pub const SYSTEMS: [&System; 4] = [
    &System {
        app: "crm",
        host: "crm.example",
        objects: &["Opportunity", "Lead", "Account", "Quote", "Contract", "Campaign"],
        texts: [
            (
                "stage",
                &[
                    "Prospecting",
                    "Qualification",
                    "Needs Analysis",
                    "Value Proposition",
                    "Proposal",
                    "Negotiation",
                    "Closed Won",
                    "Closed Lost",
                ],
            ),
            ("objection", &["Price", "Competitor", "Timing", "Authority", "Security", "No need"]),
            ("region", &["EMEA", "APAC", "Americas", "Nordics", "DACH", "Iberia"]),
            ("segment", &["Small business", "Mid-market", "Enterprise", "Public sector"]),
            ("forecast", &["Omitted", "Pipeline", "Best Case", "Commit", "Closed"]),
            ("loss_reason", &["Price", "Lost to competitor", "No decision", "No budget", "Product gap"]),
            ("source", &["Web", "Referral", "Partner", "Event", "Outbound", "Existing customer"]),
        ],
        numbers: ["amount", "discount"],
        dates: ["close_date", "next_meeting"],
    },
    &System {
        app: "tracker",
        host: "tracker.example",
        objects: &["Story", "Bug", "Task", "Epic", "Incident", "Spike"],
        texts: [
            (
                "status",
                &[
                    "To Do",
                    "Selected",
                    "In Progress",
                    "In Review",
                    "Blocked",
                    "Ready for Test",
                    "Done",
                    "Reopened",
                ],
            ),
            ("priority", &["Lowest", "Low", "Medium", "High", "Highest"]),
            (
                "component",
                &["Billing", "Search", "Checkout", "Accounts", "Mobile", "Reports", "Platform", "Import"],
            ),
            ("resolution", &["Fixed", "Won't do", "Duplicate", "Cannot reproduce", "Not a bug"]),
            (
                "root_cause",
                &["Missing test", "Requirement unclear", "Configuration", "Regression", "Dependency", "Data"],
            ),
            ("team", &["Atlas", "Borealis", "Comet", "Delta", "Ember", "Fjord"]),
            ("risk", &["None", "Low", "Moderate", "High"]),
        ],
        numbers: ["estimate", "times_reopened"],
        dates: ["due", "release_date"],
    },
    &System {
        app: "forge",
        host: "forge.example",
        objects: &["PullRequest", "Issue", "Release", "Advisory"],
        texts: [
            ("state", &["Draft", "Open", "Changes requested", "Approved", "Merged", "Closed"]),
            ("review", &["None", "Commented", "Security", "Performance", "Naming", "Tests missing"]),
            ("label", &["bug", "feature", "chore", "breaking", "documentation", "dependencies", "security"]),
            ("language", &["Rust", "TypeScript", "Java", "Go", "Python", "Kotlin", "SQL"]),
            ("area", &["api", "ui", "storage", "build", "auth", "payments", "search"]),
            ("checks", &["Pending", "Passing", "Failing", "Skipped"]),
            ("size", &["XS", "S", "M", "L", "XL"]),
        ],
        numbers: ["files_changed", "open_comments"],
        dates: ["milestone_due", "last_commit"],
    },
    &System {
        app: "desk",
        host: "desk.example",
        objects: &["Ticket", "Problem", "Change", "Request", "Complaint"],
        texts: [
            ("queue", &["First line", "Second line", "Billing", "Returns", "Technical", "Retention"]),
            ("channel", &["Phone", "Mail", "Chat", "Portal", "Social"]),
            ("impact", &["One person", "One team", "One site", "Everybody"]),
            (
                "product",
                &["Router", "Handset", "Broadband", "Television", "Mobile plan", "Roaming", "Insurance"],
            ),
            ("tier", &["Basic", "Silver", "Gold", "Platinum"]),
            ("cause", &["Outage", "Wrong invoice", "Late delivery", "Defect", "Misunderstanding", "Fraud"]),
            ("mood", &["Calm", "Worried", "Angry", "Leaving"]),
        ],
        numbers: ["replies", "hours_open"],
        dates: ["promised", "last_reply"],
    },
];

/// The roles that nudges are for.
pub const ROLES: [&str; 5] =
    ["account-executive", "senior-engineer", "junior-engineer", "service-agent", "product-manager"];
