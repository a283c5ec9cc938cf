//! Many nudges at once: e-BH (Wang and Ramdas 2022).

/// Which of many still count as helping when all are judged together, by the logarithms of their
/// evidence: among these, at most `level` are expected to be false, whatever they have in common.
pub fn proven_together(ln_evidence: &[f64], level: f64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..ln_evidence.len()).collect();
    order.sort_unstable_by(|one, other| ln_evidence[*other].total_cmp(&ln_evidence[*one]));
    let all = ln_evidence.len() as f64;
    let passes = |(place, nudge): (usize, &usize)| {
        ln_evidence[*nudge] >= libm::log(all / (level * (place as f64 + 1.0)))
    };
    let proven = order.iter().enumerate().rposition(passes).map_or(0, |last| last + 1);
    let mut kept = vec![false; ln_evidence.len()];
    for nudge in &order[..proven] {
        kept[*nudge] = true;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_nudges_need_more_evidence_and_strong_ones_carry_weaker_ones() {
        let ln = |values: &[f64]| values.iter().map(|value| libm::log(*value)).collect::<Vec<_>>();
        let cases: [(&[f64], &[bool]); 6] = [
            (&[], &[]),
            (&[20.0], &[true]),
            (&[19.9], &[false]),
            (&[20.0, 1.0], &[false, false]),
            (&[1.0, 40.0], &[false, true]),
            // The second needs 20 × 2 / 2 only, because the first passes too.
            (&[21.0, 41.0], &[true, true]),
        ];
        for (values, expected) in cases {
            assert_eq!(proven_together(&ln(values), 0.05), expected, "{values:?}");
        }
    }
}
