//! The stored ledger: read once, replaced as a whole, in one transaction.

use cuecard::hash;
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
                let json = json(&ledger)?;
                database.write(&[(&aside, &text), (LEDGER, &json)]).await?;
                ledger
            }
        };
        Ok(Self { database, ledger, secret })
    }

    /// Stores `next`; only then it is what is remembered.
    pub async fn replace(&mut self, next: Ledger) -> Result<(), JsValue> {
        self.database.write(&[(LEDGER, &json(&next)?)]).await?;
        self.ledger = next;
        Ok(())
    }
}

fn json(ledger: &Ledger) -> Result<String, JsValue> {
    serde_json::to_string(ledger).map_err(|error| JsValue::from_str(&error.to_string()))
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
