//! The commands of whoever runs the server, as they are typed.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use cuecard::time::Week;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

const SECRET: &str = "correct-horse-battery";

/// A folder that is gone when the test is.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("cuecard-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let file = self.0.join(name);
        fs::write(&file, text).unwrap();
        file
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn cuecard(folder: &Folder, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cuecard")).args(arguments).current_dir(&folder.0).output().unwrap()
}

struct Server {
    child: Child,
    address: String,
    metrics: String,
}

/// Starts a server with what `cuecard.toml` says.
fn serve(folder: &Folder) -> Server {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cuecard"))
        .args(["serve", "--config", "cuecard.toml", "--listen", "127.0.0.1:0"])
        .current_dir(&folder.0)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut after = |words: &str| lines.next().unwrap().strip_prefix(words).unwrap().to_owned();
    let address = after("Cuecard listens on http://");
    let metrics = after("Metrics are at http://").strip_suffix("/metrics").unwrap().to_owned();
    Server { child, address, metrics }
}

impl Server {
    fn stop(mut self) {
        let told = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(told.success());
        assert!(self.child.wait().unwrap().success(), "it ends well when it is told to");
    }
}

/// Status and body.
fn ask(address: &str, method: &str, path: &str, body: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!("{method} {path} HTTP/1.1\r\nhost: cuecard\r\nauthorization: Bearer {SECRET}\r\n");
    write!(stream, "{head}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    (status, answer.split_once("\r\n\r\n").unwrap().1.to_owned())
}

#[test]
fn serve_backup_restore_migrate_and_export() {
    let folder = Folder::new("administration");
    folder.file("secret", &format!("{SECRET}\n"));
    folder.file(
        "cuecard.toml",
        "database = 'counts.sqlite'\nsecret_file = 'secret'\nfloor = 5\nmetrics_listen = '127.0.0.1:0'\n",
    );
    let server = serve(&folder);
    // Three weeks ago: still accepted, and all of it expected to be here.
    let week = cuecard_server::today().plus(-21).iso_week();
    let mut number = 0;
    for (arm, entries, successes) in [("shown", 6, 4), ("withheld", 5, 1)] {
        for person in 0..entries + successes {
            let kind = if person < entries { r#""entry""# } else { r#""outcome","outcome":"success""# };
            number += 1;
            let body = format!(
                r#"{{"version":1,"kind":{kind},"pack":"p","nudge":"n","content":"0123456789abcdef","arm":"{arm}","week":"{week}"}}"#
            );
            let (status, answer) = ask(&server.address, "PUT", &format!("/v1/reports/{number:032x}"), &body);
            assert_eq!(status, 200, "{answer}");
        }
    }
    assert_eq!(ask(&server.address, "GET", "/healthz", "").0, 200);
    assert_eq!(ask(&server.address, "GET", "/readyz", "").0, 200);
    assert_eq!(ask(&server.address, "GET", "/metrics", "").0, 404, "only on its own listener");
    let (_, metrics) = ask(&server.metrics, "GET", "/metrics", "");
    assert!(metrics.contains("cuecard_reports_total{answer=\"accepted\"} 16"), "{metrics}");
    assert!(metrics.contains("cuecard_transactions_total{name=\"count\",end=\"committed\"}"), "{metrics}");
    for hidden in ["shown", "0123456789abcdef", "127.0.0.1"] {
        assert!(!metrics.contains(hidden), "{hidden}");
    }

    let here = ["--database", "counts.sqlite"];
    let said = |arguments: &[&str]| {
        let output = cuecard(&folder, arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let backed = said(&["backup", "backup.sqlite", here[0], here[1]]);
    assert_eq!(backed, "counts.sqlite → backup.sqlite: 16 reports, 16 ids\n");
    server.stop();

    let table = format!(
        "pack,nudge,content,week,stratum,shown_entries,shown_outcomes,shown_successes,shown_worse,\
         withheld_entries,withheld_outcomes,withheld_successes,withheld_worse,shows,fast_dismissals,opened,\
         min_lift_points,restarts,extended,evidence,epsilon\n\
         p,n,0123456789abcdef,{week},,6,4,4,0,5,1,1,0,0,0,{},10,,,,\n",
        Week::parse(&week).unwrap().first_day()
    );
    assert_eq!(said(&["export", "--config", "cuecard.toml"]), table);
    folder.file("counts.csv", &table);
    assert!(
        said(&["verdict", "counts.csv"]).starts_with("p/n · 0123456789abcdef\n  RUNNING"),
        "it is judged"
    );
    said(&["restore", "backup.sqlite", "--database", "restored.sqlite"]);
    assert_eq!(said(&["export", "--database", "restored.sqlite", "--floor", "5"]), table);
    assert_eq!(said(&["export", "--database", "restored.sqlite"]).lines().count(), 1, "floor ten");
    let moved = said(&["migrate", "--to", "moved.sqlite", here[0], here[1]]);
    assert!(moved.ends_with("16 reports, 16 ids\nStart the server with that database now.\n"), "{moved}");
    folder.file("cuecard.toml", "database = 'moved.sqlite'\nfloor = 5\nmetrics_listen = '127.0.0.1:0'\n");
    let server = serve(&folder);
    assert_eq!(ask(&server.address, "GET", "/v1/counts.csv", ""), (200, table));
    server.stop();
}

#[test]
fn what_goes_wrong_says_where_what_and_how_to_mend_it() {
    let folder = Folder::new("administration-wrong");
    folder.file("cuecard.toml", "floor = 4\n");
    folder.file("wrong.toml", "port = 80\n");
    folder.file("there.sqlite", "");
    for (arguments, expected) in [
        (&["serve", "--config", "cuecard.toml"][..], "floor: below 5"),
        (&["serve", "--config", "wrong.toml"], "wrong.toml:1: port: is no setting."),
        (&["serve", "--config", "none.toml"], "none.toml: No such file or directory"),
        (&["serve", "--listen", "here"], "--listen: “here” is not an address"),
        (&["serve", "--database", "postgres://localhost:1/x"], "database postgres://localhost:1/x: "),
        (&["backup", "there.sqlite"], "there.sqlite: is there already. Name a new file."),
        (&["restore", "none.sqlite"], "none.sqlite: No such file or directory"),
        (&["migrate", "--to", "to.sqlite", "--database", "none.sqlite"], "none.sqlite: "),
        (&["export", "--floor", "4"], "floor: below 5"),
    ] {
        let output = cuecard(&folder, arguments);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(error.contains(expected), "{arguments:?}: {error}");
    }
    assert!(!Path::new(&folder.0).join("to.sqlite").exists());
}
