//! Charts as SVG: numbers in, geometry out.

/// Width of a week in the drawing, and of its bar.
const WEEK: usize = 24;
const BAR: usize = 16;
/// Height of the drawing.
const HEIGHT: f64 = 96.0;

/// A bar of a hundred.
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// How long it is.
    pub percent: u64,
}

/// Minutes of one person, week by week.
pub struct Weeks {
    /// Width of the drawing.
    pub width: usize,
    /// Left edge, top, width, height, and what a reader hears or sees on pointing at it.
    pub bars: Vec<(usize, String, usize, String, String)>,
    /// What the highest bar stands for.
    pub most: String,
}

impl Weeks {
    /// Of all people's seconds by week.
    pub fn of(seconds: &[u32], people: u32) -> Self {
        let minutes: Vec<f64> =
            seconds.iter().map(|seconds| f64::from(*seconds) / 60.0 / f64::from(people.max(1))).collect();
        let most = minutes.iter().copied().fold(0.0, f64::max);
        let bars = minutes.iter().enumerate().map(|(week, minutes)| {
            let height = if most > 0.0 { HEIGHT * minutes / most } else { 0.0 };
            let says = format!("Week {}: {minutes:.1} minutes", week + 1);
            (week * WEEK, format!("{:.1}", HEIGHT - height), BAR, format!("{height:.1}"), says)
        });
        Self { width: seconds.len() * WEEK, bars: bars.collect(), most: format!("{most:.1}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_week_fills_the_drawing_and_nothing_is_no_bar() {
        let chart = Weeks::of(&[0, 600, 1_200], 2);
        let heights: Vec<&str> = chart.bars.iter().map(|bar| bar.3.as_str()).collect();
        assert_eq!((heights, chart.most.as_str(), chart.width), (vec!["0.0", "48.0", "96.0"], "10.0", 72));
        assert!(Weeks::of(&[0], 0).bars.iter().all(|bar| bar.3 == "0.0"));
    }
}
