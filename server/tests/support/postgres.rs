//! A PostgreSQL cluster in a temporary folder, one for all tests of a program. It ends with the program,
//! however that ends: its keeper waits for the other end of a pipe to close.

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::str::FromStr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const LONGEST_START: Duration = Duration::from_secs(60);
/// PostgreSQL refuses to run as root.
const UNPRIVILEGED: &str = "nobody";

/// What keeps the cluster: makes it, runs it, and takes it down when nobody holds its standard input.
/// A test needs no flush: the machine does not lose its power, only programs are killed.
const KEEPER: &str = r#"
"$BIN/initdb" -D "$DATA/cluster" -U postgres -A trust -E UTF8 --no-sync >"$DATA/log" 2>&1 || exit 1
"$BIN/postgres" -D "$DATA/cluster" -k "$DATA" -c listen_addresses= -c fsync=off -c max_connections=200 \
  >>"$DATA/log" 2>&1 &
cat >/dev/null
kill -INT $!
wait $!
rm -rf "$DATA"
"#;

pub struct Cluster {
    folder: PathBuf,
    /// Held open; its end is the cluster's.
    _keeper: Child,
}

/// The cluster of this program's tests.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(Cluster::start)
}

/// Where the server's own programs are; Debian keeps them off the path.
fn programs() -> PathBuf {
    if let Some(folder) = env::var_os("CUECARD_POSTGRES") {
        return folder.into();
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = versions.map(|version| version.path().join("bin"));
    let path = env::var_os("PATH").unwrap_or_default();
    let found = debian.chain(env::split_paths(&path)).find(|folder| folder.join("initdb").exists());
    found.expect(
        "PostgreSQL is missing: install it (Debian: postgresql), or name its programs in CUECARD_POSTGRES",
    )
}

impl Cluster {
    fn start() -> Self {
        let folder = env::temp_dir().join(format!("cuecard-pg-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let root = std::fs::metadata("/proc/self").is_ok_and(|own| {
            use std::os::unix::fs::MetadataExt;
            own.uid() == 0
        });
        let mut keeper = if root {
            assert!(Command::new("chown").arg(UNPRIVILEGED).arg(&folder).status().unwrap().success());
            let mut command = Command::new("setpriv");
            command.args(["--reuid", UNPRIVILEGED, "--regid", "nogroup", "--clear-groups", "sh"]);
            command
        } else {
            Command::new("sh")
        };
        let keeper = keeper
            .args(["-c", KEEPER])
            .env("BIN", programs())
            .env("DATA", &folder)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let cluster = Self { folder, _keeper: keeper };
        cluster.wait();
        cluster
    }

    fn wait(&self) {
        let socket = self.folder.join(".s.PGSQL.5432");
        let begun = Instant::now();
        while std::os::unix::net::UnixStream::connect(&socket).is_err() {
            if begun.elapsed() > LONGEST_START {
                let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
                panic!("PostgreSQL did not start: {log}");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://postgres@localhost/{database}?host={}", self.folder.display())
    }

    /// A new, empty database: its URL.
    pub async fn database(&self) -> String {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let options = PgConnectOptions::from_str(&self.url("postgres")).unwrap();
        let begun = Instant::now();
        // It listens a moment before it answers.
        let mut connection = loop {
            match PgConnection::connect_with(&options).await {
                Ok(connection) => break connection,
                Err(error) => assert!(begun.elapsed() < LONGEST_START, "{error}"),
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        };
        // From the other template: nobody else can be connected to it.
        let statement = format!("CREATE DATABASE {name} TEMPLATE template0");
        sqlx::query(AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        self.url(&name)
    }
}
