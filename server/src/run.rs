//! The server as a program: runtime, log and signals.

use crate::clock::{now, today};
use crate::configuration::Configuration;
use crate::repository::Repository;
use crate::serve::{Application, ServeError, bind};
use crate::storage::{Store, Unavailable};
use std::io;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// Runs until SIGINT or SIGTERM. Prints the address to standard output once it is ready, and logs
/// to standard error.
pub fn run(configuration: Configuration) -> Result<(), ServeError> {
    // Somebody may have set up a log already; then theirs is used.
    let _ = tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(false).with_target(false).try_init();
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(listen(configuration))
}

/// The counts that may be shown, as CSV, read without a server.
pub async fn export(configuration: Configuration) -> Result<String, ServeError> {
    configuration.check()?;
    // Judged by something else than the server's pages, the same counts would say something else.
    let signed = configuration.repository.map(|folder| Repository::new(&folder, None).signed(now(), today()));
    let signed = signed.transpose().map_err(|trouble| ServeError::Counts(trouble.to_string()))?;
    let (location, floor) = (configuration.database, configuration.floor);
    let store = Store::open(&location).await.map_err(|source| ServeError::Database { location, source })?;
    let unavailable = |error: Unavailable| ServeError::Counts(error.to_string());
    // Where no server runs, nobody else closes what is complete.
    store.close_blocks(today(), floor).await.map_err(unavailable)?;
    let counts = store.counts(floor).await.map_err(unavailable)?;
    let uses = store.uses(floor).await.map_err(unavailable)?;
    store.close().await;
    crate::export::csv(&counts, &uses, signed.as_ref()).map_err(|error| ServeError::Counts(error.to_string()))
}

async fn listen(configuration: Configuration) -> Result<(), ServeError> {
    let stop = stop_signal()?;
    let address = configuration.address;
    let application = Application::open(configuration).await?;
    let listener = bind(address).await?;
    announce(&listener, application.metrics_address())?;
    application.serve(listener, stop).await
}

/// The first line on standard output: scripts wait for it and read the port from it.
fn announce(listener: &TcpListener, metrics: Option<SocketAddr>) -> io::Result<()> {
    use io::Write;
    let mut out = io::stdout();
    writeln!(out, "Cuecard listens on http://{}", listener.local_addr()?)?;
    if let Some(address) = metrics {
        writeln!(out, "Metrics are at http://{address}/metrics")?;
    }
    out.flush()
}

#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => (),
            _ = terminate.recv() => (),
        }
        tracing::info!("stopping");
    })
}

#[cfg(not(unix))]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without a signal to wait for, only the process's end stops it.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
        tracing::info!("stopping");
    })
}
