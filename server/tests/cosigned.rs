//! What a manager signed in the browser: published without a token, by the signature alone; and nothing else
//! comes in that way.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod support;

use cuecard::approval::{Cosign, cosign_path};
use cuecard::hash::{digest, short_hex};
use cuecard::trust::sign::Targets;
use cuecard_server::{Configuration, NotPublished};
use serde_json::{Value, json};
use support::organisation::*;
use support::{Client, Scratch, Server, get};

const COSIGNS: &str = "/repository/cosigns";

fn statement(reason: &str) -> Cosign {
    Cosign {
        by: "Manager".into(),
        reason: reason.into(),
        minutes: 4,
        from: today(),
        until: today().plus(30),
        ..Cosign::new("sales", NUDGE, short_hex(&digest(&[NUDGE.as_bytes()]), 32))
    }
}

/// A file as the co-sign page makes it.
fn publication(version: u64, cosign: &Cosign, signer: Key) -> Value {
    changed(version, cosign, signer, |_| {})
}

fn changed(version: u64, cosign: &Cosign, signer: Key, change: impl FnOnce(&mut Targets)) -> Value {
    let (path, text) = (cosign_path("sales", NUDGE), serde_json::to_string(cosign).unwrap());
    let files = changed_role("team-sales", version, &[(&path, text.as_bytes())], &[signer], change);
    let file: Value = serde_json::from_slice(&files[&format!("metadata/{version}.team-sales.json")]).unwrap();
    json!({ "format": 1, "role": "team-sales", "file": file, "targets": { path: text } })
}

fn take(kept: &Kept, publication: &Value) -> Result<u64, NotPublished> {
    kept.server().publish_cosigned(publication.to_string().as_bytes(), signed_at()).map(|it| it.snapshot)
}

#[test]
fn a_manager_publishes_for_their_team() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    let next = publication(2, &statement("Now more than ever."), Key::Manager);
    assert_eq!(take(&kept, &next).unwrap(), 2);
    assert!(kept.is_live("sales"));
    // The answer was lost, and the page sends it again.
    assert_eq!(take(&kept, &next).unwrap(), 2);
    let other = publication(2, &statement("Something else."), Key::Manager);
    assert!(matches!(take(&kept, &other), Err(NotPublished::Outdated { there: 2, .. })));
    // Taken back, it is quiet.
    let mut none = changed(3, &statement("x"), Key::Manager, |file| file.targets.clear());
    none["targets"] = json!({});
    assert_eq!(take(&kept, &none).unwrap(), 3);
    assert!(!kept.is_live("sales"));
    let log = kept.server().publications(1).unwrap();
    assert_eq!((log[0].snapshot, log[0].roles[0].role.as_str()), (3, "team-sales"));
}

#[test]
fn nothing_else_comes_in_that_way() {
    let scratch = Scratch::new();
    let kept = Kept::published(scratch.path());
    let right = statement("It matters now.");
    let publication = |version, cosign: &Cosign, signer| publication(version, cosign, signer);
    let with = |change: fn(&mut Value)| {
        let mut it = publication(2, &statement("It matters now."), Key::Manager);
        change(&mut it);
        it
    };
    let another = |change: fn(&mut Cosign)| {
        let mut it = statement("It matters now.");
        change(&mut it);
        publication(2, &it, Key::Manager)
    };
    let delegates = changed(2, &right, Key::Manager, |file| {
        file.delegate("team-sales", &["*"], &[Key::Stranger.public()], 1);
    });
    for (sent, why) in [
        (publication(2, &right, Key::Stranger), "nobody has signed it who may sign as team-sales"),
        (publication(2, &right, Key::Author), "nobody has signed it who may sign as team-sales"),
        (publication(3, &right, Key::Manager), "version 3 of team-sales, and 2 is next"),
        (delegates, "it says more than team-sales may"),
        (with(|it| it["role"] = "authors".into()), "only what managers of a team sign is taken"),
        (with(|it| it["role"] = "team-support".into()), "nothing of team-support is published yet"),
        (with(|it| it["role"] = "../../team-sales".into()), "nothing of ../../team-sales is published yet"),
        (with(|it| it["format"] = 2.into()), "it is of a later format"),
        (with(|it| it["more"] = 1.into()), "it is no publication of ours"),
        (with(|it| it["targets"] = json!({})), "is not there, or not what was signed"),
        (with(|it| it["targets"]["packs/deals.json"] = "x".into()), "is there, and nobody signed it"),
        (with(|it| it["file"]["signed"]["version"] = 9.into()), "nobody has signed it"),
        (another(|it| it.by = "Author".into()), "Author says it, and somebody else signed it"),
        (another(|it| it.reason.clear()), "it does not say why"),
        (another(|it| it.minutes = 0), "it must keep 1 to 60 minutes"),
        (another(|it| it.until = today()), "it must run for 1 to 90 days"),
        (another(|it| it.team = "support".into()), "another team or nudge"),
    ] {
        match take(&kept, &sent) {
            Err(NotPublished::Refused(what)) => assert!(what.contains(why), "{why}: {what}"),
            other => panic!("{why}: {other:?}"),
        }
    }
    assert_eq!(kept.accepted(signed_at()).snapshot, 1);
}

#[tokio::test]
async fn a_page_that_comes_from_elsewhere_is_told_what_came_of_it() {
    sign_by_the_clock();
    let scratch = Scratch::new();
    let kept = Kept::published(&scratch.path().join("signed"));
    let configuration = |token: Option<&str>| Configuration {
        database: scratch.database(),
        repository: Some(kept.0.clone()),
        online_key: Some(online_key()),
        passphrase: Some(PASSPHRASE.into()),
        publish_token: token.map(str::to_owned),
        ..Configuration::default()
    };
    let closed = Server::start(configuration(None)).await;
    let next = publication(2, &statement("It matters now."), Key::Manager).to_string();
    let post = async |server: &Server, body: &[u8]| {
        let mut client = Client::connect(server.address).await.unwrap();
        client.send("POST", COSIGNS, "content-type: text/plain\r\n", body).await.unwrap()
    };
    let answer = post(&closed, next.as_bytes()).await;
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (403, Some("*")));
    closed.stop().await;

    let server = Server::start(configuration(Some("a-publishing-token"))).await;
    let other = publication(2, &statement("Something else."), Key::Manager).to_string();
    let large = vec![b' '; 128 * 1024 + 1];
    for (body, status) in [
        (&b""[..], 422),
        (&large, 413),
        (b"{}", 422),
        (b"\xff", 422),
        (next.as_bytes(), 200),
        (next.as_bytes(), 200),
        (other.as_bytes(), 409),
    ] {
        let answer = post(&server, body).await;
        assert_eq!(answer.status, status, "{}", answer.body);
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    }
    let page = get(server.address, "/repository").await.body;
    assert!(page.contains("team-sales, version 2: signed by Manager"), "{page}");
    server.stop().await;
}
