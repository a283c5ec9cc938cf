//! How long a large repository takes to verify: `cargo run -p cuecard --release --features trust --example trust`.
//! 1,000 nudges under one role, and 200 teams with a role each.

#[path = "../tests/trust/forge.rs"]
mod forge;

use std::time::Instant;

use cuecard::trust::{Client, Refusal, Scope, run};
use forge::{Key, NOW, Repository, Role};

const NUDGES: u16 = 1_000;
const TEAMS: u16 = 200;
const RUNS: usize = 21;

fn main() -> Result<(), Refusal> {
    let mut repository = Repository::new();
    for number in 0..NUDGES {
        let path = format!("packs/{number}.json");
        repository.role("authors").targets.push((path, number.to_le_bytes().to_vec()));
    }
    for number in 0..TEAMS {
        let path = format!("teams/{number}/cosigns.json");
        let role = Role::new(&format!("team-{number}"), &[&path], &[Key::new(100 + number)]);
        repository.roles.push(role.with(&path, &number.to_le_bytes()));
    }
    repository.publish();
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
