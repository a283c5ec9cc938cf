//! The server as a program: runtime, log and signals.

use crate::configuration::Configuration;
use crate::serve::{Application, ServeError};
use std::io;
use tokio::net::TcpListener;

/// Runs until SIGINT or SIGTERM. Prints the address to standard output once it is ready, and logs
/// to standard error.
pub fn run(configuration: Configuration) -> Result<(), ServeError> {
    // Somebody may have set up a log already; then theirs is used.
    let _ = tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(false).with_target(false).try_init();
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(listen(configuration))
}

async fn listen(configuration: Configuration) -> Result<(), ServeError> {
    let stop = stop_signal()?;
    let address = configuration.address;
    let application = Application::open(configuration).await?;
    let listener =
        TcpListener::bind(address).await.map_err(|source| ServeError::Address { address, source })?;
    announce(&listener)?;
    application.serve(listener, stop).await
}

/// The one line on standard output: scripts wait for it and read the port from it.
fn announce(listener: &TcpListener) -> io::Result<()> {
    use io::Write;
    let mut out = io::stdout();
    writeln!(out, "Cuecard listens on http://{}", listener.local_addr()?)?;
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
