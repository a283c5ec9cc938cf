//! The one test at the deadline: exact, one-sided, stratified, mid-p.

use super::block::Block;
use super::hypergeometric::Split;
use super::workspace::Workspace;

/// Probabilities below it are left out: no verdict depends on the fortieth decimal.
const NEGLIGIBLE: f64 = 1e-40;

/// How likely chance alone gives at least as many shown successes as these, those that are equal
/// counted half: small means that the nudge helps. The distribution of the sum over all blocks is
/// computed by convolution.
pub fn midp(blocks: &[Block], workspace: &mut Workspace) -> f64 {
    let Workspace { split: kernel, sums, next, .. } = workspace;
    sums.clear();
    sums.push(1.0);
    // What `sums` begins at, and what was seen.
    let (mut least, mut observed) = (0u64, 0u64);
    for block in blocks {
        let split = Split::of(block);
        observed += u64::from(split.observed);
        least += u64::from(probabilities(&split, kernel));
        if split.is_fixed() {
            continue;
        }
        next.clear();
        next.resize(sums.len() + kernel.len() - 1, 0.0);
        for (place, probability) in kernel.iter().enumerate() {
            for (slot, sum) in next[place..].iter_mut().zip(sums.iter()) {
                *slot += probability * sum;
            }
        }
        let first = next.iter().position(|sum| *sum > NEGLIGIBLE).unwrap_or(0);
        let last = next.iter().rposition(|sum| *sum > NEGLIGIBLE).unwrap_or(0);
        sums.clear();
        sums.extend_from_slice(&next[first..=last]);
        least += first as u64;
    }
    let (mut above, mut equal, mut all) = (0.0, 0.0, 0.0);
    for (place, sum) in sums.iter().enumerate() {
        all += sum;
        match (least + place as u64).cmp(&observed) {
            std::cmp::Ordering::Greater => above += sum,
            std::cmp::Ordering::Equal => equal += sum,
            std::cmp::Ordering::Less => {}
        }
    }
    (above + equal / 2.0) / all
}

/// Fills `kernel` with the probabilities of a split, and says which number of shown successes the
/// first of them is about.
fn probabilities(split: &Split, kernel: &mut Vec<f64>) -> u32 {
    kernel.clear();
    let mode = split.mode();
    let mut first = mode;
    let mut term = 1.0;
    while first > split.least {
        term /= split.ratio(first - 1);
        if term < NEGLIGIBLE {
            break;
        }
        kernel.push(term);
        first -= 1;
    }
    kernel.reverse();
    kernel.push(1.0);
    term = 1.0;
    for at in mode..split.most {
        term *= split.ratio(at);
        if term < NEGLIGIBLE {
            break;
        }
        kernel.push(term);
    }
    let sum: f64 = kernel.iter().sum();
    kernel.iter_mut().for_each(|term| *term /= sum);
    first
}

#[cfg(test)]
mod tests {
    use super::super::block::Counts;
    use super::*;

    fn block([s1, n1, s0, n0]: [u32; 4]) -> Block {
        Block::new(Counts::known(s1, n1), Counts::known(s0, n0)).unwrap()
    }

    #[test]
    fn small_cases_are_what_one_counts_by_hand() {
        // Two of four people did it. All splits: 1, 4 and 1 of 6 ways for 0, 1 and 2 shown successes.
        let cases = [
            (vec![[2, 2, 0, 2]], 0.5 / 6.0),
            (vec![[1, 2, 1, 2]], 1.0 / 6.0 + 2.0 / 6.0),
            (vec![[0, 2, 2, 2]], 1.0 - 0.5 / 6.0),
            // Twice that: both 2 has one of 36 ways, and half of it counts.
            (vec![[2, 2, 0, 2], [2, 2, 0, 2]], 0.5 / 36.0),
            (vec![], 0.5),
            (vec![[3, 3, 4, 4], [0, 5, 0, 6]], 0.5),
        ];
        let mut workspace = Workspace::default();
        for (blocks, expected) in cases {
            let blocks: Vec<Block> = blocks.into_iter().map(block).collect();
            let found = midp(&blocks, &mut workspace);
            assert!((found - expected).abs() < 1e-14, "{blocks:?}: {found}, not {expected}");
        }
    }

    #[test]
    fn arms_that_change_places_change_sides() {
        let mut workspace = Workspace::default();
        let there = midp(&[block([9, 20, 4, 21]), block([3, 7, 1, 9])], &mut workspace);
        let back = midp(&[block([4, 21, 9, 20]), block([1, 9, 3, 7])], &mut workspace);
        assert!((there + back - 1.0).abs() < 1e-13);
        let far = midp(&[block([50_000, 100_000, 10_000, 100_000])], &mut workspace);
        assert!((0.0..1e-30).contains(&far), "{far}");
    }
}
