//! The application: routes, the daily clean-up, and a graceful end.

use crate::configuration::{Configuration, Misconfigured};
use crate::enrolment::Enrolment;
use crate::housekeeping::{self, Publisher};
use crate::limit::Limit;
use crate::metrics::Metrics;
use crate::problem::Problem;
use crate::repository::{self, Keeper};
use crate::storage::{Location, OpenError, Store};
use crate::{headers, ingest, pages};
use axum::Router;
use axum::extract::Request;
use axum::routing::{get, post, put};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::ServiceExt;
use tower::make::Shared as EveryConnection;

/// Whoever has not finished by then sends again: nothing was acknowledged.
const LONGEST_FAREWELL: Duration = Duration::from_secs(5);

/// What the handlers share.
pub(crate) struct Shared {
    pub(crate) store: Store,
    pub(crate) enrolment: Option<Enrolment>,
    pub(crate) floor: u32,
    pub(crate) publisher: Publisher,
    pub(crate) metrics: Metrics,
    pub(crate) limit: Limit,
    /// The signed repository, if there is one.
    pub(crate) repository: Option<Keeper>,
}

/// Why the server did not start, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// A setting is unsafe.
    #[error("configuration: {0}")]
    Misconfigured(#[from] Misconfigured),
    /// The database cannot be used.
    #[error("database {location}: {source}")]
    Database {
        /// Where it is.
        location: Location,
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
    /// What the database holds could not be read or written out.
    #[error("counts: {0}")]
    Counts(String),
    /// The system refused something that a server cannot do without.
    #[error("system: {0}")]
    System(#[from] io::Error),
}

/// A server that is ready: settings checked, database open.
pub(crate) struct Application {
    pub(crate) shared: Arc<Shared>,
    metrics: Option<TcpListener>,
    routes: Router,
}

impl Application {
    pub(crate) async fn open(configuration: Configuration) -> Result<Self, ServeError> {
        configuration.check()?;
        let repository = configuration.open_repository()?;
        let repository = repository.map(|it| Keeper::new(it, configuration.publish_token.as_deref()));
        let metrics = Metrics::new();
        let store = Store::measured(&configuration.database, metrics.clone())
            .await
            .map_err(|source| ServeError::Database { location: configuration.database.clone(), source })?;
        store.rehearse().await.map_err(|error| ServeError::Database {
            location: configuration.database,
            source: error.into(),
        })?;
        if configuration.secret.is_none() {
            tracing::warn!("no enrolment secret: whoever reaches this server can send reports");
        }
        let shared = Arc::new(Shared {
            store,
            enrolment: configuration.secret.as_deref().map(Enrolment::new),
            floor: configuration.floor,
            publisher: Publisher::default(),
            metrics,
            limit: Limit::new(configuration.reports_per_second),
            repository,
        });
        let metrics = match configuration.metrics {
            Some(address) => Some(bind(address).await?),
            None => None,
        };
        Ok(Self { routes: routes(shared.clone()), shared, metrics })
    }

    /// Where metrics can be read.
    pub(crate) fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics.as_ref().and_then(|listener| listener.local_addr().ok())
    }

    /// Serves until `shutdown` is done, then lets requests in flight finish.
    pub(crate) async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let house = tokio::spawn(housekeeping::keep(self.shared.clone()));
        let keeper = tokio::spawn(repository::keep(self.shared.clone()));
        let metrics = self.metrics.map(|listener| {
            let routes = Router::new().route("/metrics", get(pages::metrics)).with_state(self.shared.clone());
            tokio::spawn(axum::serve(listener, routes).into_future())
        });
        let (ending, mut ended) = watch::channel(false);
        // Around all routes at once: a layer of each of them would be two allocations more for every report.
        let service = ServiceExt::<Request>::map_response(self.routes, headers::protect);
        let server = axum::serve(listener, EveryConnection::new(service))
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
        house.abort();
        keeper.abort();
        if let Some(metrics) = metrics {
            metrics.abort();
        }
        // A database that is silent would keep its connections for ever.
        let _ = tokio::time::timeout(LONGEST_FAREWELL, self.shared.store.clone().close()).await;
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

/// Takes an address.
pub(crate) async fn bind(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|source| ServeError::Address { address, source })
}

fn routes(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/v1/reports/{id}", put(ingest::put_report))
        .route("/v1/counts.csv", get(pages::counts_csv))
        .route("/v1/openapi.json", get(pages::description))
        .route("/", get(pages::counts))
        .route("/nudges", get(pages::overview))
        .route("/nudges/{pack}/{nudge}", get(pages::nudge))
        .route("/repository", get(pages::repository))
        .route("/repository/publications", get(repository::publications))
        .route("/repository/publications", post(repository::publish))
        .route("/repository/cosigns", post(repository::cosign))
        .route("/repository/metadata/{file}", get(repository::file))
        .route("/repository/targets/{*file}", get(repository::file))
        .route("/style.css", get(pages::style))
        .route("/healthz", get(pages::alive))
        .route("/readyz", get(pages::ready))
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || Problem::method_not_allowed())
        .with_state(shared)
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a test may fail loudly")]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn the_description_has_the_routes_and_no_others() {
        let described: serde_json::Value =
            serde_json::from_str(include_str!("../openapi.json")).unwrap_or_else(|error| panic!("{error}"));
        let paths = described["paths"].as_object().into_iter().flatten();
        let described: BTreeSet<(String, String)> = paths
            .flat_map(|(path, methods)| {
                let methods = methods.as_object().into_iter().flatten();
                methods.map(move |(method, _)| (path.clone(), method.clone()))
            })
            .collect();
        // A router does not tell its routes, so they are read where they are written.
        let source = include_str!("serve.rs").split("#[cfg(test)]").next().unwrap_or_default();
        let routed: BTreeSet<(String, String)> = source
            .split("\n        .route(\"")
            .skip(1)
            .filter_map(|line| {
                let (path, rest) = line.split_once("\", ")?;
                // A place of several parts: a description has no word for that.
                Some((path.replace("{*", "{"), rest.split_once('(')?.0.to_owned()))
            })
            .collect();
        assert_eq!(described, routed);
        assert!(routed.contains(&("/v1/reports/{id}".to_owned(), "put".to_owned())));
    }
}
