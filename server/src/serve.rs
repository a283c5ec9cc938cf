//! The application: routes, the daily clean-up, and a graceful end.

use crate::clock::today;
use crate::configuration::{Configuration, Misconfigured};
use crate::enrolment::Enrolment;
use crate::problem::Problem;
use crate::report::BODY_LIMIT;
use crate::storage::{OpenError, Store};
use crate::{headers, ingest, pages};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::map_response;
use axum::routing::{get, put};
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

const CLEAN_UP_EVERY: Duration = Duration::from_secs(86_400);
/// Whoever has not finished by then sends again: nothing was acknowledged.
const LONGEST_FAREWELL: Duration = Duration::from_secs(5);

/// What the handlers share.
pub(crate) struct Shared {
    pub(crate) store: Store,
    pub(crate) enrolment: Option<Enrolment>,
    pub(crate) floor: u32,
}

/// Why the server did not start, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// A setting is unsafe.
    #[error("configuration: {0}")]
    Misconfigured(#[from] Misconfigured),
    /// The database cannot be used.
    #[error("database {}: {source}", file.display())]
    Database {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        source: OpenError,
    },
    /// The address cannot be had.
    #[error("address {address}: {source}. Choose another, or stop the program that has it.")]
    Address {
        /// The address.
        address: SocketAddr,
        /// The system's own words.
        source: io::Error,
    },
    /// The system refused something that a server cannot do without.
    #[error("system: {0}")]
    System(#[from] io::Error),
}

/// A server that is ready: settings checked, database open.
pub(crate) struct Application {
    store: Store,
    routes: Router,
}

impl Application {
    pub(crate) async fn open(configuration: Configuration) -> Result<Self, ServeError> {
        configuration.check()?;
        let store = Store::open(&configuration.database)
            .await
            .map_err(|source| ServeError::Database { file: configuration.database, source })?;
        if configuration.secret.is_none() {
            tracing::warn!("no enrolment secret: whoever reaches this server can send reports");
        }
        let shared = Shared {
            store: store.clone(),
            enrolment: configuration.secret.as_deref().map(Enrolment::new),
            floor: configuration.floor,
        };
        Ok(Self { store, routes: routes(Arc::new(shared)) })
    }

    /// Serves until `shutdown` is done, then lets requests in flight finish.
    pub(crate) async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let clean_up = tokio::spawn(clean_up_daily(self.store.clone()));
        let (ending, mut ended) = watch::channel(false);
        let server = axum::serve(listener, self.routes)
            .with_graceful_shutdown(async move {
                shutdown.await;
                ending.send_replace(true);
            })
            .into_future();
        let patience = async move {
            // An error means that the server is gone already.
            let _ = ended.wait_for(|ended| *ended).await;
            tokio::time::sleep(LONGEST_FAREWELL).await;
        };
        let result = tokio::select! {
            result = server => result,
            () = patience => Ok(()),
        };
        clean_up.abort();
        self.store.close().await;
        Ok(result?)
    }
}

/// Serves on a listener that is already bound, so that the caller knows the port even when it
/// asked for any (`listener.local_addr()`). The configuration's own address is not used.
pub async fn serve(
    configuration: Configuration,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    Application::open(configuration).await?.serve(listener, shutdown).await
}

fn routes(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/v1/reports/{id}", put(ingest::put_report))
        .route("/", get(pages::counts))
        .route("/style.css", get(pages::style))
        .route("/healthz", get(pages::alive))
        .route("/readyz", get(pages::ready))
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(map_response(headers::protect))
        .with_state(shared)
}

async fn clean_up_daily(store: Store) {
    let mut days = tokio::time::interval(CLEAN_UP_EVERY);
    loop {
        days.tick().await;
        if let Ok(forgotten) = store.forget_old_ids(today()).await
            && forgotten > 0
        {
            tracing::info!(forgotten, "old report ids deleted");
        }
        if store.forget_order().await.is_err() {
            tracing::warn!("the database's log is in use; it is emptied tomorrow");
        }
    }
}
