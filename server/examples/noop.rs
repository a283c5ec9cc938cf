//! The peer of the ingest bench: the same framework, the same answer, nothing stored.
//!
//! `noop [PORT]` prints `listens on http://127.0.0.1:PORT` and runs until it is stopped.

use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::put;
use std::io::Write;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(0);
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    let mut out = std::io::stdout();
    writeln!(out, "listens on http://{}", listener.local_addr()?)?;
    out.flush()?;
    axum::serve(listener, Router::new().route("/v1/reports/{id}", put(accept))).await
}

async fn accept(Path(id): Path<String>, _body: Bytes) -> impl IntoResponse {
    let answer = serde_json::json!({ "id": id, "status": "accepted" });
    ([(header::CONTENT_TYPE, "application/json")], answer.to_string())
}
