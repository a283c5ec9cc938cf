//! The keys of the catalogue. A key that is used but not here does not compile; one that is here but
//! not used is a warning; the test holds the list against the catalogues.

macro_rules! keys {
    ($($key:ident => $name:literal,)*) => {
        /// A sentence of the catalogue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Key { $($key,)* }

        impl Key {
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$key,)*];

            /// The name of this sentence in the catalogue.
            pub fn name(self) -> &'static str {
                match self { $(Self::$key => $name,)* }
            }
        }
    };
}

keys! {
    ExtensionName => "extension_name",
    Language => "language",
    Direction => "direction",
    Close => "close",
    AnswerDone => "answer_done",
    AnswerLater => "answer_later",
    AnswerNotRelevant => "answer_not_relevant",
    AnswerNeverAgain => "answer_never_again",
    NotedDone => "noted_done",
    NotedLater => "noted_later",
    NotedNotRelevant => "noted_not_relevant",
    NotedNeverAgain => "noted_never_again",
    NotSaved => "not_saved",
    WhyThis => "why_this",
    DecidedHere => "decided_here",
    LinkNewTab => "link_new_tab",
    Announcement => "announcement",
    MinutesOne => "minutes_one",
    MinutesMany => "minutes_many",
    OpenOptions => "open_options",
    NoAnswer => "no_answer",
    TryAgain => "try_again",
    NoRoleTitle => "no_role_title",
    NoRole => "no_role",
    ChooseRole => "choose_role",
    ThisWeek => "this_week",
    ThisPeriod => "this_period",
    CardsLeft => "cards_left",
    CardsOnly => "cards_only",
    CardsNone => "cards_none",
    MinutesLeft => "minutes_left",
    BudgetUntil => "budget_until",
    Lately => "lately",
    NothingYet => "nothing_yet",
    Earlier => "earlier",
    ReasonShown => "reason_shown",
    ReasonWithheld => "reason_withheld",
    ReasonRole => "reason_role",
    ReasonMuted => "reason_muted",
    ReasonCategory => "reason_category",
    ReasonSite => "reason_site",
    ReasonPaused => "reason_paused",
    ReasonAfterLoss => "reason_after_loss",
    ReasonQuietHours => "reason_quiet_hours",
    ReasonMastered => "reason_mastered",
    ReasonNotDue => "reason_not_due",
    ReasonCooldown => "reason_cooldown",
    ReasonPackCap => "reason_pack_cap",
    ReasonSnoozed => "reason_snoozed",
    ReasonOncePerRecord => "reason_once_per_record",
    ReasonCardOpen => "reason_card_open",
    ReasonPace => "reason_pace",
    ReasonBudgetCount => "reason_budget_count",
    ReasonBudgetMinutes => "reason_budget_minutes",
    ReasonHeldBack => "reason_held_back",
    ReasonHidden => "reason_hidden",
    ReasonOutbid => "reason_outbid",
    ReasonOther => "reason_other",
    Problems => "problems",
    VanishedTitle => "vanished_title",
    VanishedLine => "vanished_line",
    VanishedMend => "vanished_mend",
    PageTitle => "page_title",
    PageWhat => "page_what",
    PageNothing => "page_nothing",
    PageReload => "page_reload",
    PageNotYet => "page_not_yet",
    PageEmpty => "page_empty",
    PageWay => "page_way",
    PageWayOf => "page_way_of",
    PageList => "page_list",
    PageThingsOne => "page_things_one",
    PageThingsMany => "page_things_many",
    PageAbsent => "page_absent",
    PageUnbound => "page_unbound",
    UnboundTitle => "unbound_title",
    UnboundWhat => "unbound_what",
    UnboundMeanings => "unbound_meanings",
    UnboundSetUp => "unbound_set_up",
    MutedTitle => "muted_title",
    ShowAgain => "show_again",
    ShowAgainWhich => "show_again_which",
    ShownAgain => "shown_again",
    ReportsTitle => "reports_title",
    NothingLeaves => "nothing_leaves",
    WaitingOne => "waiting_one",
    WaitingMany => "waiting_many",
    SentOne => "sent_one",
    SentMany => "sent_many",
    RefusedOne => "refused_one",
    RefusedMany => "refused_many",
    SeeWaiting => "see_waiting",
    SeeRefused => "see_refused",
    OptionsTitle => "options_title",
    RoleTitle => "role_title",
    RoleWhat => "role_what",
    RoleLabel => "role_label",
    RoleHint => "role_hint",
    RoleNone => "role_none",
    RoleMissing => "role_missing",
    SitesTitle => "sites_title",
    SitesWhat => "sites_what",
    Allow => "allow",
    AllowWhich => "allow_which",
    Allowed => "allowed",
    NotAllowed => "not_allowed",
    OwnTitle => "own_title",
    OwnWhat => "own_what",
    OwnAddressLabel => "own_address_label",
    OwnAddressHint => "own_address_hint",
    OwnAddressMalformed => "own_address_malformed",
    OwnSystemLabel => "own_system_label",
    OwnSystemHint => "own_system_hint",
    OwnNotAllowed => "own_not_allowed",
    OwnAdd => "own_add",
    OwnAdded => "own_added",
    OwnRemove => "own_remove",
    OwnRemoveWhich => "own_remove_which",
    OwnRemoved => "own_removed",
    MeaningsTitle => "meanings_title",
    MeaningsWhat => "meanings_what",
    MeaningsAt => "meanings_at",
    MeaningUnbound => "meaning_unbound",
    MeaningBound => "meaning_bound",
    MeaningBoundByOthers => "meaning_bound_by_others",
    MeaningNeeded => "meaning_needed",
    MeaningPoint => "meaning_point",
    MeaningPointWhich => "meaning_point_which",
    MeaningRemoved => "meaning_removed",
    MeaningSaved => "meaning_saved",
    MeaningSays => "meaning_says",
    MeaningSaysNothing => "meaning_says_nothing",
    MeaningTexts => "meaning_texts",
    MeaningTextsHint => "meaning_texts_hint",
    MeaningTextsMissing => "meaning_texts_missing",
    MeaningsFile => "meanings_file",
    MeaningsFileWhat => "meanings_file_what",
    PointNow => "meaning_point_now",
    PointNoTab => "meaning_no_tab",
    PointNoRecord => "meaning_no_record",
    PointNotAllowed => "meaning_not_allowed",
    PointCancelled => "meaning_nothing_chosen",
    Cancel => "cancel",
    HistorySwitch => "history_switch",
    HistoryWhat => "history_what",
    DatesTitle => "dates_title",
    DatesExample => "dates_example",
    DatesMonthFirst => "dates_month_first",
    DatesDayFirst => "dates_day_first",
    DatesKnown => "dates_known",
    ReportsOptionTitle => "reports_option_title",
    ReportsWhat => "reports_what",
    ReportsSwitch => "reports_switch",
    AddressLabel => "address_label",
    AddressHint => "address_hint",
    AddressMalformed => "address_malformed",
    AddressUnencrypted => "address_unencrypted",
    AddressNotAllowed => "address_not_allowed",
    SecretLabel => "secret_label",
    SecretHint => "secret_hint",
    SecretMalformed => "secret_malformed",
    Save => "save",
    Saved => "saved",
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde::Deserialize;

    use super::Key;

    const ENGLISH: &str = include_str!("../../_locales/en/messages.json");
    const GERMAN: &str = include_str!("../../_locales/de/messages.json");
    /// Said by the manifest, by the script that starts this crate, and on pages by the picker.
    const SAID_ELSEWHERE: [&str; 6] =
        ["extension_description", "page_failed", "point_title", "point_looking", "point_how", "point_place"];
    /// Said by the engine's explanations of receipts, which test their own.
    const EXPLAINS: &str = "explain_";

    #[derive(Deserialize)]
    struct Sentence {
        message: String,
    }

    fn catalogue(text: &str) -> BTreeMap<String, String> {
        let sentences: BTreeMap<String, Sentence> = serde_json::from_str(text).unwrap_or_default();
        sentences.into_iter().map(|(key, sentence)| (key, sentence.message)).collect()
    }

    /// The places of a sentence that are filled in: `$1`, `$2` …
    fn places(message: &str) -> BTreeSet<char> {
        message.split('$').skip(1).filter_map(|rest| rest.chars().next()).collect()
    }

    #[test]
    fn every_catalogue_has_exactly_the_keys_that_are_used() {
        let used: BTreeSet<&str> = Key::ALL.iter().map(|key| key.name()).chain(SAID_ELSEWHERE).collect();
        assert!(include_str!("../pages/start.js").contains("page_failed"));
        for (language, text) in [("en", ENGLISH), ("de", GERMAN)] {
            let catalogue = catalogue(text);
            let keys = catalogue.keys().map(String::as_str).filter(|key| !key.starts_with(EXPLAINS));
            let keys: BTreeSet<&str> = keys.collect();
            assert_eq!(keys, used, "{language}");
            assert_eq!(catalogue.get("language").map(String::as_str), Some(language));
        }
    }

    #[test]
    fn every_translation_fills_the_same_places() {
        let german = catalogue(GERMAN);
        for (key, english) in catalogue(ENGLISH) {
            let translated = german.get(&key).cloned().unwrap_or_default();
            assert!(!translated.is_empty(), "{key} is empty");
            assert_eq!(places(&english), places(&translated), "{key}");
        }
        assert_ne!(places("$1 of $2"), places("$1"), "a lost place is noticed");
    }
}
