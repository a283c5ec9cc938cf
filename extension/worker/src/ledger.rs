//! The stored ledger: read once, replaced as a whole, in one transaction.

use cuecard::hash;
use cuecard::json;
use cuecard::ledger::{Ledger, LedgerError, Problem};
use cuecard::time::Day;
use wasm_bindgen::JsValue;

use crate::browser;
use crate::storage::Database;

const LEDGER: &str = "ledger";
const SECRET: &str = "secret";

/// What is in the database, and its copy in memory.
pub struct Stored {
    database: Database,
    /// What was last stored.
    pub ledger: Ledger,
    /// The ledger as it is written, which tells whether another one is to be stored: comparing
    /// ledgers field by field would be code of its own, and what is stored is written anyway.
    text: String,
    /// The person's secret, made on this machine and never sent.
    pub secret: [u8; 32],
}

impl Stored {
    /// Opens the database and reads it. A ledger that cannot be read is kept aside, and the
    /// person is told.
    pub async fn open(now: u64, today: Day) -> Result<Self, JsValue> {
        let database = Database::open().await?;
        let kept = database.read(SECRET).await?.as_deref().and_then(hash::parse_hex_32);
        let secret = match kept {
            Some(secret) => secret,
            None => {
                let made = browser::random()?;
                database.write(&[(SECRET, &made)]).await?;
                hash::parse_hex_32(&made).ok_or("the browser made no randomness")?
            }
        };
        let text = database.read(LEDGER).await?;
        let ledger = match text.as_deref().map(Ledger::read) {
            None => Ledger::default(),
            Some(Ok(ledger)) => ledger,
            Some(Err(error)) => {
                let text = text.unwrap_or_default();
                let mut ledger = Ledger::after_loss(&text, today);
                ledger.note(lost(now, &error));
                let aside = format!("{LEDGER}.aside.{now}");
                let json = written(&ledger)?;
                database.write(&[(&aside, &text), (LEDGER, &json)]).await?;
                ledger
            }
        };
        let text = written(&ledger)?;
        Ok(Self { database, ledger, text, secret })
    }

    /// Stores `next` if it differs; only then it is what is remembered.
    pub async fn replace(&mut self, next: Ledger) -> Result<(), JsValue> {
        let text = written(&next)?;
        if text != self.text {
            self.database.write(&[(LEDGER, &text)]).await?;
            (self.ledger, self.text) = (next, text);
        }
        Ok(())
    }

    /// Notes a problem in memory only, where nothing can be stored.
    pub fn note(&mut self, problem: Problem) {
        self.ledger.note(problem);
        self.text = json::write(&self.ledger).unwrap_or_default();
    }
}

fn written(ledger: &Ledger) -> Result<String, JsValue> {
    json::write(ledger).map_err(|error| JsValue::from_str(&error.to_string()))
}

fn lost(at: u64, error: &LedgerError) -> Problem {
    let what = match error {
        LedgerError::Broken(why) => format!("What Cuecard remembered could not be read ({why})."),
        LedgerError::Newer(format) => {
            format!("What Cuecard remembered is from a newer version (format {format}).")
        }
    };
    Problem {
        at,
        place: "storage".into(),
        what,
        mend: "It was kept aside and a new record begun. No aid shows before next Monday, because \
               what was spent this week is unknown."
            .into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// A Friday, and the next Monday.
    const FRIDAY: &str = "2026-11-20";
    const MONDAY: &str = "2026-11-23";

    async fn opened(now: u64) -> Stored {
        Stored::open(now, Day::parse(FRIDAY).unwrap()).await.unwrap()
    }

    // One test from beginning to end: all tests share the browser's one database, and these are
    // its one secret and its one ledger.
    #[wasm_bindgen_test]
    async fn a_profile_from_its_first_day_on() {
        let database = Database::open().await.unwrap();
        assert_eq!(database.read(SECRET).await.unwrap(), None, "the profile is fresh");

        let mut first = opened(1).await;
        assert_eq!(first.ledger, Ledger::default());
        assert_ne!(first.secret, [0; 32]);
        let kept = database.read(SECRET).await.unwrap().unwrap();
        assert_eq!(hash::parse_hex_32(&kept), Some(first.secret), "a fresh profile keeps its secret");

        let mut next = first.ledger.clone();
        next.settings.role = Some("account-executive".into());
        first.replace(next.clone()).await.unwrap();
        let second = opened(2).await;
        assert_eq!((second.secret, &second.ledger), (first.secret, &next), "the same after reopening");

        let lost = [
            (3, r#"{"format":1,"settings":{"role":"account-executive"},"mom"#, None, "could not be read"),
            (
                4,
                r#"{"format":1,"settings":{"role":"tester"},"moments":7}"#,
                Some("tester"),
                "could not be read",
            ),
            (5, r#"{"format":9,"settings":{"role":"tester"}}"#, Some("tester"), "newer version (format 9)"),
        ];
        for (now, text, role, why) in lost {
            database.write(&[(LEDGER, text)]).await.unwrap();
            let stored = opened(now).await;
            assert_eq!(stored.secret, first.secret, "{text}");
            assert_eq!(stored.ledger.quiet_until, Day::parse(MONDAY), "{text}");
            assert_eq!(stored.ledger.settings.role.as_deref(), role, "{text}");
            let problem = stored.ledger.problems.last().unwrap();
            assert!(problem.at == now && problem.what.contains(why), "{}", problem.what);
            let aside = database.read(&format!("{LEDGER}.aside.{now}")).await.unwrap();
            assert_eq!(aside.as_deref(), Some(text), "kept aside as it was");
            // What is new is stored, so the loss is told once and not at every start.
            let again = opened(now + 100).await;
            assert_eq!(again.ledger, stored.ledger, "{text}");
            assert_eq!(database.read(&format!("{LEDGER}.aside.{}", now + 100)).await.unwrap(), None);
        }

        database.write(&[(SECRET, "not 64 hexadecimal digits")]).await.unwrap();
        let renewed = opened(6).await;
        assert_ne!(renewed.secret, first.secret, "a secret that cannot be read is made anew");
        assert_eq!(opened(7).await.secret, renewed.secret);
    }
}
