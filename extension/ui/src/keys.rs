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
    Fold => "fold",
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
    ApprovalBy => "approval_by",
    ApprovalMinutes => "approval_minutes",
    EvidenceTrial => "evidence_trial",
    EvidenceImproved => "evidence_improved",
    EvidenceWeak => "evidence_weak",
    EvidenceUntested => "evidence_untested",
    DecidedHere => "decided_here",
    LinkNewTab => "link_new_tab",
    StepsDone => "steps_done",
    StepSeen => "step_seen",
    WhyNot => "why_not",
    MisfitKnown => "misfit_known",
    MisfitBadTime => "misfit_bad_time",
    MisfitWrongHere => "misfit_wrong_here",
    MisfitUnhelpful => "misfit_unhelpful",
    MisfitKept => "misfit_kept",
    FlagField => "flag_field",
    LessonOpen => "lesson_open",
    CheckOpen => "check_open",
    CheckPrivate => "check_private",
    CheckOrder => "check_order",
    CheckAnswer => "check_answer",
    CheckRight => "check_right",
    CheckWrong => "check_wrong",
    CheckTryAgain => "check_try_again",
    CheckSolution => "check_solution",
    CheckBack => "check_back",
    MoveUp => "move_up",
    MoveDown => "move_down",
    MovedTo => "moved_to",
    MistakeTerms => "mistake_terms",
    MistakeWorkflow => "mistake_workflow",
    MistakeJudgement => "mistake_judgement",
    RemedyRead => "remedy_read",
    WhyHappened => "why_happened",
    WhyChance => "why_chance",
    LessonTitle => "lesson_title",
    LessonPart => "lesson_part",
    LessonNext => "lesson_next",
    LessonBack => "lesson_back",
    LessonEnd => "lesson_end",
    LessonGone => "lesson_gone",
    WhyLeft => "why_left",
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
    ReasonOutOfDate => "reason_out_of_date",
    ReasonCoSign => "reason_co_sign",
    ReasonLease => "reason_lease",
    ReasonPilot => "reason_pilot",
    ReasonSwitchedOff => "reason_switched_off",
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
    HelpTitle => "help_title",
    HelpSearch => "help_search",
    HelpNone => "help_none",
    HelpUnknown => "help_unknown",
    HelpNoMatch => "help_no_match",
    HelpCountOne => "help_count_one",
    HelpCountMany => "help_count_many",
    HelpMore => "help_more",
    HelpBack => "help_back",
    HelpGone => "help_gone",
    HelpBeside => "help_beside",
    NextTitle => "next_title",
    NextNow => "next_now",
    NextFrom => "next_from",
    NextAfterLapse => "next_after_lapse",
    NextDependency => "next_dependency",
    NextMore => "next_more",
    StageNew => "stage_new",
    StageLearning => "stage_learning",
    StageMastered => "stage_mastered",
    StageRetired => "stage_retired",
    CeilingSpaced => "ceiling_spaced",
    CeilingEachRecord => "ceiling_each_record",
    CeilingWeekly => "ceiling_weekly",
    CeilingBiweekly => "ceiling_biweekly",
    CeilingMonthly => "ceiling_monthly",
    MinutesNone => "minutes_none",
    BudgetUsed => "budget_used",
    BudgetWentTo => "budget_went_to",
    PauseTitle => "pause_title",
    PauseHelp => "pause_help",
    PauseHour => "pause_hour",
    PauseDay => "pause_day",
    PauseMonday => "pause_monday",
    PausedUntil => "paused_until",
    PausedByLoss => "paused_by_loss",
    PauseEnd => "pause_end",
    SwitchesTitle => "switches_title",
    SwitchSite => "switch_site",
    DecidedTimes => "decided_times",
    NoSiteTitle => "no_site_title",
    NoSite => "no_site",
    NoSiteChoose => "no_site_choose",
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
    NeverAgainWhich => "never_again_which",
    MutedNow => "muted_now",
    ShowAgain => "show_again",
    ShowAgainWhich => "show_again_which",
    ShownAgain => "shown_again",
    ReportsTitle => "reports_title",
    Quoted => "quoted",
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
    QuietTitle => "quiet_title",
    QuietWhat => "quiet_what",
    QuietFrom => "quiet_from",
    QuietUntil => "quiet_until",
    QuietNone => "quiet_none",
    QuietEnded => "quiet_ended",
    QuietMalformed => "quiet_malformed",
    AddressLabel => "address_label",
    AddressHint => "address_hint",
    AddressMalformed => "address_malformed",
    AddressUnencrypted => "address_unencrypted",
    AddressNotAllowed => "address_not_allowed",
    SecretLabel => "secret_label",
    SecretHint => "secret_hint",
    SecretMalformed => "secret_malformed",
    FirstTitle => "first_title",
    FirstWhat => "first_what",
    StepOf => "step_of",
    StepRole => "step_role",
    StepSystems => "step_systems",
    StepPrivacy => "step_privacy",
    StepOtherSystem => "step_other_system",
    StepBack => "step_back",
    StepSkip => "step_skip",
    StepNext => "step_next",
    StepEnd => "step_end",
    SaveAndGoOn => "save_and_go_on",
    FirstDone => "first_done",
    FirstSettings => "first_settings",
    FirstAgain => "first_again",
    PrivacyTitle => "privacy_title",
    PrivacyWhat => "privacy_what",
    LevelTitle => "level_title",
    LevelWhat => "level_what",
    LevelLocal => "level_local",
    LevelLocalWhat => "level_local_what",
    LevelCounts => "level_counts",
    LevelCountsWhat => "level_counts_what",
    NoiseLabel => "noise_label",
    NoiseHint => "noise_hint",
    NoiseNone => "noise_none",
    NoiseLight => "noise_light",
    NoiseStrong => "noise_strong",
    LevelUnsaved => "level_unsaved",
    LevelNoneWaits => "level_none_waits",
    LevelWaitsOne => "level_waits_one",
    LevelWaitsMany => "level_waits_many",
    LevelStop => "level_stop",
    OffNow => "off_now",
    SwitchOn => "switch_on",
    OnSwitch => "on_switch",
    OnWhat => "on_what",
    WithholdSwitch => "withhold_switch",
    WithholdWhat => "withhold_what",
    DataTitle => "data_title",
    DataWhat => "data_what",
    AuthorTitle => "author_title",
    AuthorWhat => "author_what",
    AuthorRecords => "author_records",
    AuthorStop => "author_stop",
    KeepTitle => "keep_title",
    KeepWhat => "keep_what",
    ExportTitle => "export_title",
    ExportWhat => "export_what",
    DeleteTitle => "delete_title",
    DeleteWhat => "delete_what",
    DeleteHistory => "delete_history",
    DeleteHistoryWhat => "delete_history_what",
    DeleteAll => "delete_all",
    DeleteAllWhat => "delete_all_what",
    Deleted => "deleted",
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
    const SAID_ELSEWHERE: [&str; 7] = [
        "extension_description",
        "command_help",
        "page_failed",
        "point_title",
        "point_looking",
        "point_how",
        "point_place",
    ];
    /// Said by the scripts of the options page.
    const OPTIONS_SCRIPTS: [&str; 5] = [
        include_str!("../pages/author.js"),
        include_str!("../pages/options.js"),
        include_str!("../pages/parts.js"),
        include_str!("../pages/reports.js"),
        include_str!("../pages/retention.js"),
    ];
    /// A part of what is kept, beside its own word.
    const WHAT: &str = "_what";
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
        let said_by_script = |key: &str| {
            let said = |key: &str| OPTIONS_SCRIPTS.iter().any(|script| script.contains(&format!("'{key}'")));
            said(key) || key.strip_suffix(WHAT).is_some_and(|part| part.starts_with("data_") && said(part))
        };
        for (language, text) in [("en", ENGLISH), ("de", GERMAN)] {
            let catalogue = catalogue(text);
            let keys = catalogue.keys().map(String::as_str).filter(|key| !key.starts_with(EXPLAINS));
            let keys: BTreeSet<&str> =
                keys.filter(|key| used.contains(key) || !said_by_script(key)).collect();
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
