//! Publishing to a server, as it is typed: the real server, its own key and clock.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use cuecard::time::moment_text;
use cuecard::trust::sign::Publication;

use super::made::*;
use super::page::Browser;

const TOKEN: &str = "a-publishing-token";

/// `cuecard serve` on a folder of its own, stopped when the test is over.
struct Server {
    child: Child,
    folder: PathBuf,
    url: String,
}

impl Server {
    /// One that has the root and the online key of an organisation, and nothing else of it.
    fn new(organisation: &Organisation) -> Self {
        let folder = organisation.folder.join("../server");
        fs::create_dir_all(folder.join("signed")).unwrap();
        fs::copy(organisation.folder.join("root.json"), folder.join("signed/root.json")).unwrap();
        fs::copy(organisation.folder.join(ONLINE), folder.join("online.key.pem")).unwrap();
        fs::write(folder.join("token"), format!("{TOKEN}\n")).unwrap();
        let settings =
            "repository = 'signed'\nonline_key_file = 'online.key.pem'\npublish_token_file = 'token'\n";
        fs::write(folder.join("cuecard.toml"), settings).unwrap();
        Self::start(folder)
    }

    fn start(folder: PathBuf) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cuecard"))
            .args(["serve", "--config", "cuecard.toml", "--listen", "127.0.0.1:0"])
            .env("CUECARD_PASSPHRASE", "three fine words")
            .current_dir(&folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let line = BufReader::new(child.stdout.take().unwrap()).lines().next().unwrap().unwrap();
        let url = line.strip_prefix("Cuecard listens on ").unwrap().to_owned();
        Self { child, folder, url }
    }

    /// Stopped, and started again.
    fn again(mut self) -> Self {
        self.stop();
        Self::start(self.folder.clone())
    }

    fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(self.url.strip_prefix("http://").unwrap()).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Sends what a manager signed, as the co-sign page does, and gives the status.
    fn takes(&self, publication: &Publication) -> String {
        let body = publication.json();
        let mut stream = TcpStream::connect(self.url.strip_prefix("http://").unwrap()).unwrap();
        let length = body.len();
        write!(stream, "POST /repository/cosigns HTTP/1.1\r\nhost: h\r\nconnection: close\r\n").unwrap();
        write!(stream, "content-length: {length}\r\n\r\n{body}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split(' ').nth(1).unwrap().to_owned()
    }

    fn to<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        [&["publish", "--to", &self.url], more].concat()
    }

    /// Publishes, with the token in a file.
    fn publish(&self, organisation: &Organisation) -> String {
        organisation.does(&self.to(&["--token-file", "../server/token"]))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// An organisation of today: the server goes by its own clock.
fn of_today(name: &str) -> Organisation {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let now = moment_text(i64::try_from(since.as_secs()).unwrap());
    Organisation::with_sales_at(name, &now)
}

#[test]
fn a_nudge_goes_live_and_is_switched_off_through_a_server() {
    let organisation = of_today("served");
    let server = Server::new(&organisation);
    organisation.cosign("sales", NUDGE, "ada");
    let said = server.publish(&organisation);
    for expected in ["snapshot 1, with authors, version", "team-sales, version 2", "(the freeze bound)"] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
    organisation.is_live(NUDGE, true);
    // A second time there is nothing to send, and no token is asked for.
    let said = organisation.does(&server.to(&[]));
    assert!(said.contains("has all of it already") && said.contains("(the freeze bound)"), "{said}");
    let page = server.get("/repository");
    let fingerprint = organisation.fingerprint("people/ada.public.json");
    assert!(page.contains(&format!("team-sales, version 2: signed by ada ({fingerprint})")), "{page}");
    // What is signed from here on is a new version, also at a server that was started again.
    let server = server.again();
    let off = ["off", NUDGE, "--reason", "Its third step is wrong.", "--key", ORGANISATION];
    organisation.does(&off);
    let said = server.publish(&organisation);
    assert!(said.contains("snapshot 2, with targets, version 3"), "{said}");
    organisation.is_live(NUDGE, false);
    // Whoever asks the server itself gets the same.
    fs::rename(organisation.folder.join("repository"), organisation.folder.join("own")).unwrap();
    fs::rename(server.folder.join("signed/repository"), organisation.folder.join("repository")).unwrap();
    let status = organisation.status("sales");
    assert!(status.contains("it is switched off: Its third step is wrong."), "{status}");
    organisation.does(&["verify", "repository", "--root", "root.json"]);
}

#[test]
fn what_managers_publish_from_their_browsers_is_taken_over() {
    const OTHER: &str = "pricing-objection";
    let organisation = of_today("served-browser");
    let server = Server::new(&organisation);
    let mut browser = Browser::new(7);
    browser.enrol(&organisation, "Bea");
    server.publish(&organisation);
    let publication = browser.cosign(&organisation, NUDGE, "bea.json");
    assert_eq!(server.takes(&publication), "200");
    organisation.is_live(NUDGE, false);
    let said = server.publish(&organisation);
    assert!(said.starts_with("taken over from the server: team-sales, version 2\n"), "{said}");
    assert!(said.contains("has all of it already"), "{said}");
    organisation.is_live(NUDGE, true);
    // What others sign here meanwhile builds on it.
    organisation.cosign("sales", OTHER, "ada");
    assert!(server.publish(&organisation).contains("with team-sales, version 3"));
    organisation.is_live(NUDGE, true);
    organisation.is_live(OTHER, true);
    // Both at once: nothing is lost, and nothing is replaced unseen.
    let draft = browser.look(&organisation).withdraw(OTHER).unwrap();
    let publication = browser.sign(&organisation, draft, "bea.json");
    organisation.cosign("sales", "loss-reason-missing", "ada");
    assert_eq!(server.takes(&publication), "200");
    organisation.refuses(&server.to(&["--token-file", "../server/token"]), 1, "4.team-sales.json");
    fs::remove_file(organisation.folder.join("repository/metadata/4.team-sales.json")).unwrap();
    server.publish(&organisation);
    organisation.is_live(OTHER, false);
    organisation.is_live(NUDGE, true);
    // One that was signed for a version that somebody else took.
    let publication = browser.cosign(&organisation, OTHER, "bea.json");
    organisation.cosign("sales", OTHER, "ada");
    server.publish(&organisation);
    assert_eq!(server.takes(&publication), "409");
}

#[test]
fn what_goes_wrong_is_told_and_changes_nothing() {
    let organisation = of_today("served-wrong");
    let mut server = Server::new(&organisation);
    organisation.cosign("sales", NUDGE, "ada");
    let file = organisation.folder.join("token");
    let token = ["--token-file", "token"];
    organisation.refuses(&server.to(&token), 1, "it cannot be read");
    fs::write(&file, "\n").unwrap();
    organisation.refuses(&server.to(&token), 1, "it holds no token");
    fs::write(&file, "another-publishing-token").unwrap();
    organisation.refuses(&server.to(&token), 1, "does not carry this server's");
    organisation.refuses(&server.to(&[]), 1, "no token is named");
    organisation.refuses(&server.to(&["--static"]), 2, "cannot be used with");
    organisation.refuses(&server.to(&["--key", ONLINE]), 2, "cannot be used with");
    organisation.refuses(&["publish", "--token-file", "token"], 2, "--to <URL>");
    organisation.refuses(&["publish", "--to", "http://cuecard.example.com"], 1, "could read the token");
    organisation.refuses(&["publish", "--to", &format!("{}/elsewhere", server.url)], 1, "no token is named");
    fs::write(&file, TOKEN).unwrap();
    // The server of somebody else.
    let other = of_today("served-other");
    let theirs = Server::new(&other);
    theirs.publish(&other);
    organisation.refuses(
        &["publish", "--to", &theirs.url, "--token-file", "token"],
        1,
        "check whether this is the server of",
    );
    server.stop();
    organisation.refuses(&server.to(&token), 1, "it cannot be reached");
    // Started again it takes it.
    let server = Server::start(server.folder.clone());
    organisation.does(&server.to(&token));
    organisation.is_live(NUDGE, true);
    // A server that lost its key takes nothing, and says so.
    fs::write(server.folder.join("cuecard.toml"), "repository = 'signed'\n").unwrap();
    let server = server.again();
    organisation.cosign("sales", "pricing-objection", "ada");
    organisation.refuses(&server.to(&token), 1, "publish_token: is not set");
    // A deputy is let in and the file is lost on this side: the server keeps what it has.
    let folder = organisation.folder.join("repository/metadata");
    fs::remove_file(folder.join("3.team-sales.json")).unwrap();
    fs::remove_file(folder.join("2.team-sales.json")).unwrap();
    organisation.refuses(&server.to(&token), 1, "2.team-sales.json");
}

#[test]
fn a_root_and_a_dismissal_go_through_a_server() {
    let organisation = of_today("served-root");
    let server = Server::new(&organisation);
    organisation.cosign("sales", NUDGE, "ada");
    server.publish(&organisation);
    organisation.person("next");
    organisation.does(&["root", "rotate", "--of", "organisation", "--add", "people/next.public.json"]);
    organisation.does(&["root", "sign", "--key", "keys/root.key.pem"]);
    organisation.person("bob");
    organisation.enrol("team-sales", "bob");
    let fingerprint = organisation.fingerprint("people/ada.public.json");
    organisation.does(&["org", "dismiss", "team-sales", &fingerprint, "--key", "people/next.key.pem"]);
    let said = server.publish(&organisation);
    assert!(said.contains("root, version 2; targets, version"), "{said}");
    assert!(said.contains("team-sales is quiet: "), "{said}");
    organisation.is_live(NUDGE, false);
    organisation.cosign("sales", NUDGE, "bob");
    server.publish(&organisation);
    organisation.is_live(NUDGE, true);
    assert!(server.get("/repository").contains("root, version 2: signed by Example: root ("));
    // The server has a newer root than a copy that stayed behind.
    fs::remove_file(organisation.folder.join("repository/metadata/2.root.json")).unwrap();
    organisation.refuses(&server.to(&[]), 1, "the server has version 2 of the root, and this folder 1");
}
