//! Logarithms of factorials, by table.

/// ln n! for every n up to the largest that was asked for.
#[derive(Clone, Debug)]
pub struct Factorials {
    ln: Vec<f64>,
    /// What the last addition lost, so that hundreds of thousands of them lose nothing (Kahan 1965).
    lost: f64,
}

impl Default for Factorials {
    fn default() -> Self {
        Self { ln: vec![0.0], lost: 0.0 }
    }
}

impl Factorials {
    /// Makes room up to `most`.
    pub fn reach(&mut self, most: u32) {
        let most = most as usize;
        let mut sum = self.ln.last().copied().unwrap_or_default();
        for number in self.ln.len()..=most {
            let step = libm::log(number as f64) - self.lost;
            let next = sum + step;
            self.lost = (next - sum) - step;
            sum = next;
            self.ln.push(sum);
        }
    }

    /// ln n!, for an n that the table reaches.
    pub fn ln(&self, number: u32) -> f64 {
        self.ln.get(number as usize).copied().unwrap_or(f64::NAN)
    }

    /// The logarithm of the number of ways to choose `some` of `all`.
    pub fn ln_ways(&self, all: u32, some: u32) -> f64 {
        self.ln(all) - self.ln(some) - self.ln(all - some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_agrees_with_the_gamma_function() {
        let mut table = Factorials::default();
        table.reach(10);
        table.reach(200_000);
        for number in [0, 1, 2, 10, 170, 5_000, 200_000] {
            let expected = libm::lgamma(f64::from(number) + 1.0);
            let found = table.ln(number);
            assert!((found - expected).abs() <= 1e-14 * expected.max(1.0), "{number}: {found} {expected}");
        }
        assert!(table.ln(200_001).is_nan(), "beyond the table is no number, not a wrong one");
        assert!((table.ln_ways(5, 2) - libm::log(10.0)).abs() < 1e-14);
    }
}
