//! A server in a process of its own, which can be killed: the test's own program, started again.

use super::Scratch;
use cuecard_server::{Configuration, run};
use std::env;
use std::net::SocketAddr;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::process::{Child, Command};
use tokio::task::JoinHandle;

const DATABASE: &str = "CUECARD_TEST_DATABASE";

/// What the test called `child` of each file runs; without its parent it does nothing.
pub fn child() {
    let Ok(database) = env::var(DATABASE) else {
        return;
    };
    let configuration = Configuration {
        address: SocketAddr::from(([127, 0, 0, 1], 0)),
        database: database.parse().unwrap(),
        reports_per_second: None,
        ..Configuration::default()
    };
    if let Err(error) = run(configuration) {
        panic!("{error}");
    }
}

pub struct Process {
    child: Child,
    /// Reads all the while: a server whose log nobody reads stands still once the pipe is full.
    log: JoinHandle<String>,
    pub address: SocketAddr,
}

impl Process {
    /// Starts one that must say where it listens.
    pub async fn start(database: &str) -> Self {
        Self::attempt(database, "", "").await.unwrap_or_else(|log| panic!("the server did not start: {log}"))
    }

    /// Starts one with a fault, in a shell that was told something first; what it
    /// logged if it ends before it listens.
    pub async fn attempt(database: &str, fault: &str, first: &str) -> Result<Self, String> {
        let mut child = Command::new("sh")
            .arg("-c")
            .arg(format!("{first}\nexec \"$0\" --exact child --ignored --nocapture"))
            .arg(env::current_exe().unwrap())
            .env(DATABASE, database)
            .env("CUECARD_FAULT", fault)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut errors = child.stderr.take().unwrap();
        let log = tokio::spawn(async move {
            let mut text = String::new();
            errors.read_to_string(&mut text).await.unwrap();
            text
        });
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        while let Some(line) = lines.next_line().await.unwrap() {
            if let Some((_, address)) = line.split_once("Cuecard listens on http://") {
                return Ok(Self { address: address.parse().unwrap(), log, child });
            }
        }
        child.wait().await.unwrap();
        Err(log.await.unwrap())
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits until it ended by itself.
    pub async fn ended(mut self) {
        self.child.wait().await.unwrap();
    }

    /// `kill -9`; what it had logged until then.
    pub async fn kill(mut self) -> String {
        let _ = self.child.kill().await;
        self.log.await.unwrap()
    }
}

/// Another server on the same database.
pub async fn serve(scratch: &Scratch) -> Process {
    Process::start(&scratch.url()).await
}
