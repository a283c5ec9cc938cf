//! How long a large repository takes to verify: `cargo run -p cuecard --release --features trust --example trust`.
//! 1,000 nudges under one role, and 200 teams with a role each. With a folder's name, it writes the repository there
//! instead.

#[path = "../tests/trust/forge.rs"]
mod forge;

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use cuecard::trust::{Client, Scope, run};
use forge::{Key, NOW, Repository, Role};

const NUDGES: u16 = 1_000;
const TEAMS: u16 = 200;
const RUNS: usize = 21;
/// Long enough for whoever reads it by the clock.
const UNTIL: &str = "2100-01-01T00:00:00Z";

fn main() -> Result<(), Box<dyn Error>> {
    let mut repository = Repository::new();
    repository.until = [(); 3].map(|()| UNTIL.into());
    for number in 0..NUDGES {
        let path = format!("packs/{number}.json");
        repository.role("authors").targets.push((path, number.to_le_bytes().to_vec()));
    }
    for number in 0..TEAMS {
        let path = format!("teams/{number}/cosigns.json");
        let role = Role::new(&format!("team-{number}"), &[&path], &[Key::new(100 + number)]);
        repository.roles.push(role.with(&path, &number.to_le_bytes()));
    }
    repository.roles.iter_mut().for_each(|role| role.until = UNTIL.into());
    repository.publish();
    if let Some(folder) = std::env::args().nth(1) {
        for (path, bytes) in &repository.files {
            let file = Path::new(&folder).join(path);
            std::fs::create_dir_all(file.parent().unwrap_or(&file))?;
            std::fs::write(file, bytes)?;
        }
        return Ok(());
    }
    let metadata = repository.files.iter().filter(|(path, _)| path.starts_with("metadata/"));
    println!("metadata: {} bytes", metadata.map(|(_, bytes)| bytes.len()).sum::<usize>());
    let some = Scope::Roles(vec!["authors".to_owned(), "team-7".to_owned()]);
    for (name, scope) in [("all roles", Scope::Everything), ("authors and one team", some)] {
        let mut times = Vec::new();
        for _ in 0..RUNS {
            let start = Instant::now();
            let client = Client::new(&repository.first_root(), None, NOW, scope.clone())?;
            let accepted = run(client, |wanted| repository.files.get(&wanted.path).cloned()).1?;
            times.push((start.elapsed(), accepted.targets.len(), accepted.roles.len()));
        }
        times.sort();
        let (time, targets, roles) = times[RUNS / 2];
        println!("{name}: {roles} roles, {targets} targets, {:.1} ms (median)", time.as_secs_f64() * 1e3);
    }
    Ok(())
}
