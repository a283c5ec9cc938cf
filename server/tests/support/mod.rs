//! A real server on a free port, a scratch folder, and a small HTTP client.
#![allow(dead_code, reason = "each test file uses its own part")]

use cuecard_server::{Configuration, ServeError, serve, today};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A folder that is gone when the test is.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("cuecard-server-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub fn database(&self) -> PathBuf {
        self.0.join("cuecard.sqlite")
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
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
        Self { address, stop, task }
    }

    pub async fn on(database: PathBuf) -> Self {
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
