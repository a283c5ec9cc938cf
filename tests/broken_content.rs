//! Content that is broken for one system: silence there, a word to the person, and all else as usual.

// A test may fail loudly, also in what it calls.
#![allow(clippy::unwrap_used, clippy::panic)]

mod person;

use cuecard::hash;
use cuecard::step::Message;
use person::content::shipped_content;
use person::{Person, TAB};

const PULL_REQUEST: &str = "https://github.com/acme/rocket/pull/7";

#[test]
fn one_system_is_silent_and_says_why_the_others_work() {
    let whole = shipped_content();
    let broken = whole.replace(r#""changed":{"fact":"deal_phase""#, r#""changed":{"fact":"deal_fase""#);
    assert_ne!(broken, whole);
    for (content, reads_deals) in [(whole, true), (broken, false)] {
        let mut person = Person::with(&content, hash::digest(&[b"someone"]));
        assert!(person.status()["problems"].as_array().unwrap().is_empty());
        // Also when it is asked for again, and after the worker was stopped.
        for _ in 0..2 {
            assert_eq!(person.arrives(TAB, "006A").is_some(), reads_deals);
            person.worker_dies();
        }
        let problems = person.status()["problems"].take();
        let said: Vec<&str> =
            problems.as_array().unwrap().iter().map(|each| each["what"].as_str().unwrap()).collect();
        if reads_deals {
            assert!(said.is_empty(), "{said:?}");
        } else {
            assert!(said.len() == 1 && said[0].contains("no fact or meaning `deal_fase`"), "{said:?}");
        }
        person.chooses("junior-engineer");
        let reply = person.page(TAB, Message::Arrived { url: PULL_REQUEST.into() });
        assert!(matches!(reply, cuecard::step::Reply::Plan { plan: Some(_), .. }), "{reply:?}");
    }
}
