//! A real server on a free port, a scratch folder, and a small HTTP client.
#![allow(dead_code, reason = "each test file uses its own part")]
#![allow(clippy::panic, clippy::expect_used, reason = "a test may fail loudly")]

pub mod organisation;
pub mod postgres;
#[cfg(unix)]
pub mod process;
pub mod published;

use cuecard_server::{CheckedReport, Configuration, Location, ReportId, ServeError, Store, serve, today};
use sqlx::Connection;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Each test on SQLite and on PostgreSQL.
#[macro_export]
macro_rules! on_both {
    ($($(#[$about:meta])* async fn $name:ident($scratch:ident) $body:block)*) => {
        $($(#[$about])* async fn $name($scratch: $crate::support::Scratch) $body)*
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")] async fn $name() {
                super::$name($crate::support::Scratch::on($crate::support::Engine::Sqlite).await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")] async fn $name() {
                super::$name($crate::support::Scratch::on($crate::support::Engine::Postgres).await).await;
            })*
        }
    };
}

/// A folder that is gone when the test is, and an empty database.
pub struct Scratch {
    folder: PathBuf,
    database: Location,
}

impl Scratch {
    /// With SQLite.
    pub fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("cuecard-server-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let database = Location::File(folder.join("cuecard.sqlite"));
        Self { folder, database }
    }

    pub async fn on(engine: Engine) -> Self {
        let mut scratch = Self::new();
        if engine == Engine::Postgres {
            scratch.database = Location::Postgres(postgres::cluster().database().await);
        }
        scratch
    }

    pub fn database(&self) -> Location {
        self.database.clone()
    }

    /// The database as an administrator would write it.
    pub fn url(&self) -> String {
        match &self.database {
            Location::File(file) => file.display().to_string(),
            Location::Postgres(url) => url.clone(),
        }
    }

    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// One number straight from the database.
    pub async fn number(&self, query: &'static str) -> i64 {
        number(&self.database, query).await
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// One number straight from a database.
pub async fn number(database: &Location, query: &'static str) -> i64 {
    match database {
        Location::File(file) => {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
            let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
            let number = sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap();
            connection.close().await.unwrap();
            number
        }
        Location::Postgres(url) => {
            let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
            let number = sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap();
            connection.close().await.unwrap();
            number
        }
    }
}

/// Changes a database behind the program's back.
pub async fn change(database: &Location, statement: &'static str) {
    match database {
        Location::File(file) => {
            let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file);
            let mut connection = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
            sqlx::query(statement).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
        Location::Postgres(url) => {
            let mut connection = sqlx::PgConnection::connect(url).await.unwrap();
            sqlx::query(statement).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        }
    }
}

/// All reports that were ever counted.
pub const ALL_REPORTS: &str = "SELECT CAST(COALESCE(SUM(reports), 0) AS BIGINT) FROM totals";

/// Closes every block that can ever be closed with what is there.
pub async fn close_all(store: &Store, floor: u32) {
    store.close_blocks(today().plus(400), floor).await.unwrap();
}

/// Counts reports without a server, all at once; the first has the id after `number`.
pub async fn take(store: &Store, number: &mut u64, bodies: impl IntoIterator<Item = String>) {
    let mut taken = Vec::new();
    for body in bodies {
        *number += 1;
        let (store, id) = (store.clone(), ReportId::parse(&id(*number)).unwrap());
        let report = CheckedReport::parse(body.as_bytes()).unwrap();
        taken.push(tokio::spawn(async move { store.accept(&id, report, today()).await }));
    }
    for taken in taken {
        taken.await.unwrap().unwrap();
    }
}

/// A running server.
pub struct Server {
    pub address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<Result<(), ServeError>>,
}

impl Server {
    pub async fn start(configuration: Configuration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(serve(configuration, listener, async {
            let _ = stopped.await;
        }));
        let server = Self { address, stop, task };
        // Answered once its database is open; a refusal shows when it is stopped.
        if let Ok(mut client) = Client::connect(address).await {
            let _ = client.send("GET", "/healthz", "", b"").await;
        }
        server
    }

    pub async fn on(database: Location) -> Self {
        Self::start(Configuration { database, ..Configuration::default() }).await
    }

    pub async fn stop(self) {
        self.stop.send(()).unwrap();
        self.task.await.unwrap().unwrap();
    }
}

/// What a server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// Names in lowercase.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The problem's slug, if the answer is one of ours.
    pub fn problem(&self) -> Option<String> {
        if self.header("content-type") != Some("application/problem+json") {
            return None;
        }
        let body: serde_json::Value = serde_json::from_str(&self.body).ok()?;
        assert_eq!(body["status"], self.status);
        assert!(!body["title"].as_str()?.is_empty());
        assert!(body["detail"].as_str()?.contains(": "));
        body["type"].as_str()?.strip_prefix("urn:cuecard:problem:").map(str::to_owned)
    }
}

/// One connection, kept open.
pub struct Client(BufReader<TcpStream>);

impl Client {
    pub async fn connect(address: SocketAddr) -> std::io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    /// `headers` are whole lines, each ended by `\r\n`.
    pub async fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &str,
        body: &[u8],
    ) -> std::io::Result<Answer> {
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nhost: localhost\r\n{headers}content-length: {}\r\n\r\n",
            body.len()
        )
        .into_bytes();
        request.extend_from_slice(body);
        self.0.get_mut().write_all(&request).await?;
        self.answer().await
    }

    pub async fn put(&mut self, id: &str, body: &str) -> std::io::Result<Answer> {
        let path = format!("/v1/reports/{id}");
        self.send("PUT", &path, "", body.as_bytes()).await
    }

    async fn answer(&mut self) -> std::io::Result<Answer> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            match line.trim_end() {
                "" => break,
                text => lines.push(text.to_owned()),
            }
        }
        let status = lines[0].split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<(String, String)> = lines[1..]
            .iter()
            .map(|line| line.split_once(": ").unwrap())
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        let length = headers
            .iter()
            .find(|(name, _)| name == "content-length")
            .map_or(0, |(_, value)| value.parse().unwrap());
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).await?;
        Ok(Answer { status, headers, body: String::from_utf8(body).unwrap() })
    }
}

/// One request on a connection of its own.
pub async fn get(address: SocketAddr, path: &str) -> Answer {
    let mut client = Client::connect(address).await.unwrap();
    client.send("GET", path, "", b"").await.unwrap()
}

/// A report id made from a number.
pub fn id(number: u64) -> String {
    format!("{number:032x}")
}

/// A week that is accepted today: the current one.
pub fn this_week() -> String {
    today().iso_week()
}

/// A week that is accepted today and of which all is expected to be here.
pub fn settled_week() -> String {
    today().plus(-21).iso_week()
}

/// A valid report; `bucket` is `entry` or an outcome.
pub fn report(nudge: &str, week: &str, arm: &str, bucket: &str) -> String {
    let kind = match bucket {
        "entry" => r#""kind":"entry""#.to_owned(),
        outcome => format!(r#""kind":"outcome","outcome":"{outcome}""#),
    };
    format!(
        r#"{{"version":1,{kind},"pack":"opportunity-management","nudge":"{nudge}","content":"0123456789abcdef","arm":"{arm}","week":"{week}"}}"#
    )
}

/// A valid report of health; `place` is empty for an app that was read.
pub fn health(app: &str, place: &str, content: &str, week: &str) -> String {
    let place = if place.is_empty() { String::new() } else { format!(r#""place":"{place}","#) };
    format!(r#"{{"version":1,"kind":"health","app":"{app}",{place}"content":"{content}","week":"{week}"}}"#)
}
