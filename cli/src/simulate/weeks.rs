//! A team's weeks, from its file: for `cuecard simulate`, and for a manager who is about to co-sign.

use std::fs;
use std::path::Path;

use cuecard::content::ContentFile;
use cuecard::pack::author::{Diagnostic, MAX_FILE_BYTES, Recorded, recorded, team};
use cuecard::simulation::{Simulated, Team, simulate};
use indicatif::{ProgressBar, ProgressStyle};

use crate::folder::of_path;

/// A nudge to whose moments nobody comes displaces nothing, and that says nothing of it.
pub fn check_rate(path: &Path, team: &Team, nudge: &str) -> Result<(), Vec<Diagnostic>> {
    if team.comes_to(nudge) {
        return Ok(());
    }
    let what = format!("nobody in this team comes to a moment of `{nudge}`");
    Err(vec![of_path(path, &what, "say under `moments_in_four_weeks` how often they do")])
}

/// Reads a team's file, about this content, with the recordings that it names.
pub fn read(path: &Path, file: &ContentFile) -> Result<Team, Vec<Diagnostic>> {
    let mut team = stated(path, file)?;
    let mut all = Recorded::default();
    for name in &team.recorded {
        let path = path.with_file_name(name);
        let text = fs::read_to_string(&path).map_err(|error| {
            let what = format!("this recording cannot be read: {error}");
            vec![of_path(&path, &what, "name a situation file beside the team's")]
        })?;
        all.add(recorded(&path.to_string_lossy(), &text, file)?);
    }
    for (nudge, count) in all.in_four_weeks() {
        team.moments.retain(|(other, _)| *other != nudge);
        team.moments.push((nudge, count));
    }
    Ok(team)
}

/// The same without its recordings: what it states itself.
pub fn stated(path: &Path, file: &ContentFile) -> Result<Team, Vec<Diagnostic>> {
    let wrong = |what: &str| vec![of_path(path, what, "see `cuecard simulate --help` for what it holds")];
    let about = fs::metadata(path).map_err(|error| wrong(&format!("this cannot be read: {error}")))?;
    if !about.is_file() || about.len() > MAX_FILE_BYTES {
        return Err(wrong("this is no team's file"));
    }
    let text = fs::read_to_string(path).map_err(|error| wrong(&format!("this cannot be read: {error}")))?;
    team(&path.to_string_lossy(), &text, file)
}

/// Lives the weeks, with a bar for whoever waits at a terminal.
pub fn weeks(file: &ContentFile, team: &Team, seed: u64) -> Result<Simulated, Vec<Diagnostic>> {
    // Hidden by itself where nobody watches a terminal.
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} people") {
        bar.set_style(style);
    }
    let lived = simulate(file, team, seed, &mut |done, all| {
        bar.set_length(u64::from(all));
        bar.set_position(u64::from(done));
    });
    bar.finish_and_clear();
    lived.map_err(|error| vec![Diagnostic::of_file(&error.place, &error.what, "tell the makers of Cuecard")])
}
