//! How long something was in view, over all the stretches in which it was.

/// Counts the stretches.
#[derive(Default)]
pub struct InView {
    since: Option<f64>,
    /// Milliseconds so far.
    pub total: f64,
}

impl InView {
    /// It is, or is not, in view from `now` on, in milliseconds.
    pub fn look(&mut self, now: f64, visible: bool) {
        if let Some(since) = self.since.take() {
            self.total += now - since;
        }
        self.since = visible.then_some(now);
    }

    /// What was counted since the last time.
    pub fn take(&mut self) -> f64 {
        std::mem::take(&mut self.total)
    }
}

#[cfg(test)]
mod tests {
    use super::InView;

    #[test]
    fn only_stretches_in_view_count() {
        let cases: [(&[(f64, bool)], f64); 4] = [
            (&[(10.0, true), (25.0, true)], 15.0),
            (&[(10.0, true), (20.0, false), (500.0, true), (505.0, true)], 15.0),
            (&[(10.0, false), (90.0, false)], 0.0),
            (&[], 0.0),
        ];
        for (looks, total) in cases {
            let mut in_view = InView::default();
            looks.iter().for_each(|(at, visible)| in_view.look(*at, *visible));
            assert!((in_view.total - total).abs() < f64::EPSILON, "{looks:?}");
            assert!((in_view.take() - total).abs() < f64::EPSILON && in_view.take() < f64::EPSILON);
        }
    }
}
