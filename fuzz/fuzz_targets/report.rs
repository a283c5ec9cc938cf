//! Reports, as anybody might send them: each is refused with words, or is one that reads back as it
//! was, whose week is taken on some days and not on others.

#![no_main]

use cuecard::time::Day;
use libfuzzer_sys::fuzz_target;

/// The server's own file: the rest of the server would only be built for nothing.
#[allow(dead_code)]
#[path = "../../server/src/report.rs"]
mod report;

use report::{CheckedReport, ReportId};

/// Further than any week that can be written lies from today.
const FAR: i32 = 4_000_000;

fuzz_target!(|input: &[u8]| {
    if let Ok(text) = std::str::from_utf8(input)
        && let Ok(id) = ReportId::parse(text)
    {
        assert_eq!(id.to_string(), text);
    }
    match CheckedReport::parse(input) {
        Err(refusal) => {
            assert!(!refusal.to_string().is_empty());
            assert!(!refusal.reason().is_empty());
        }
        Ok(report) => {
            assert!(report.check_week(Day(-FAR)).is_err() && report.check_week(Day(FAR)).is_err());
            let json = serde_json::to_vec(&report.as_report()).expect("a report is written");
            assert_eq!(CheckedReport::parse(&json).expect("what is written reads back"), report);
        }
    }
});
