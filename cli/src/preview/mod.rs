//! `cuecard preview`: the card, the lesson and the check of each nudge as people will see them, in the
//! extension's own pages, while an author writes.

mod serve;
mod state;

use std::env;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serve::Preview;

/// The two modules that draw cards and lessons; without them there is nothing to preview with.
const CARD: &str = "ui/cuecard_card_bg.wasm";

/// What to show, and where.
#[derive(clap::Args)]
pub struct Arguments {
    /// The folder with adapters, bindings, roles and packs
    #[arg(default_value = "content")]
    source: PathBuf,
    /// The port on this computer; 0 takes a free one
    #[arg(long, default_value_t = 8788)]
    port: u16,
    /// The unpacked extension whose pages show it
    ///
    /// Left out: the folder `extension` beside the folder that this command
    /// is in.
    #[arg(long, value_name = "FOLDER", env = "CUECARD_EXTENSION")]
    extension: Option<PathBuf>,
}

/// Serves until it is told to end.
pub fn run(arguments: Arguments) -> ExitCode {
    let extension = arguments.extension.or_else(beside).unwrap_or_else(|| PathBuf::from("extension"));
    if !extension.join(CARD).is_file() {
        eprintln!("error: {} is no unpacked extension", extension.display());
        eprintln!("Name its folder with --extension; `./build.sh build` makes target/extension.");
        return ExitCode::FAILURE;
    }
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    let preview = Preview::new(arguments.source, extension);
    let served = runtime.block_on(async {
        let (port, serving) = serve::start(preview, arguments.port).await?;
        // Who started it may have gone.
        let _ = writeln!(io::stdout(), "http://localhost:{port}/ shows it; Ctrl-C ends it");
        tokio::select! {
            served = serving => served,
            ended = tokio::signal::ctrl_c() => ended,
        }
    });
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: port {} cannot be used: {error}", arguments.port);
            eprintln!("Name another with --port; 0 takes a free one.");
            ExitCode::FAILURE
        }
    }
}

/// `target/extension` for `target/debug/cuecard`, and `extension` for an unpacked release.
fn beside() -> Option<PathBuf> {
    let folder = env::current_exe().ok()?;
    let folders = folder.ancestors().skip(1).take(2).map(|folder: &Path| folder.join("extension"));
    folders.into_iter().find(|folder| folder.is_dir())
}
