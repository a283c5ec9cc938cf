//! A lesson: front matter with its title, then Markdown in sections.

use std::ops::{Range, RangeInclusive};

use super::fields::Fields;
use super::source::Desk;
use super::{body, front_matter, length, tree};
use crate::pack::{Lesson, Section};

/// What a section begins with.
const HEADING: &str = "## ";
/// A heading that fits one line of the side panel.
const MAX_TITLE: usize = 60;
/// Three to seven minutes: shorter is an aid, longer is a course.
const SECONDS: RangeInclusive<u32> = 180..=420;

/// The lesson in a file.
pub fn compile(desk: &Desk<'_>, nudge: &str) -> Option<Lesson> {
    let (yaml, markdown) = front_matter::split(desk)?;
    let node = tree::read(desk, yaml)?;
    let fields = Fields::open(desk, &node, "a lesson", &["lesson", "title"])?;
    let name = fields.own_name(desk, "lesson", nudge);
    let title =
        fields.need(desk, "title", "How to trade a concession").and_then(|node| desk.short(node, MAX_TITLE));
    let sections: Vec<Option<Section>> =
        parts(desk, markdown)?.into_iter().map(|(heading, text)| section(desk, heading, text)).collect();
    let sections: Vec<Section> = sections.into_iter().collect::<Option<_>>()?;
    let (_, title) = (name?, title?);
    let seconds = sections.iter().map(|section| length::estimate(&section.title, "", &section.body)).sum();
    if !SECONDS.contains(&seconds) {
        let (least, most) = (SECONDS.start() / 60, SECONDS.end() / 60);
        let what = format!("this lesson takes about {} to read", length::in_words(seconds));
        let mend = format!("lessons take {least} to {most} minutes: cut it, add to it, or make it an aid");
        desk.wrong(fields.place("title"), what, mend);
    }
    Some(Lesson { title, seconds, sections })
}

/// Notes where a translation has other parts than `first`.
pub fn compare(desk: &Desk<'_>, first: &Lesson, translated: &Lesson) {
    let (wanted, found) = (first.sections.len(), translated.sections.len());
    if wanted != found {
        let what = format!("this lesson has {found} sections, and the one that it translates {wanted}");
        desk.wrong_file(
            what,
            "write the same sections: people go on where they left, and remedies lead there",
        );
    }
}

/// Heading and text of each section.
fn parts(desk: &Desk<'_>, markdown: Range<usize>) -> Option<Vec<(Range<usize>, Range<usize>)>> {
    let mut parts: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let mut at = markdown.start;
    for line in desk.text.get(markdown.clone())?.split_inclusive('\n') {
        let end = at + line.len();
        if line.starts_with(HEADING) {
            parts.push((at + HEADING.len()..at + line.trim_end().len(), end..end));
        } else if let Some((_, text)) = parts.last_mut() {
            text.end = end;
        } else if !line.trim().is_empty() {
            let mend = "begin the lesson with a line such as `## What the buyer compares`";
            desk.wrong(&(at..at + line.trim_end().len()), "this stands before the first section", mend);
            return None;
        }
        at = end;
    }
    if parts.is_empty() {
        let end = desk.text.trim_end().len();
        let mend = "write its sections below the second line `---`, each under a line `## Heading`";
        desk.wrong(&(end.saturating_sub(1)..end), "the lesson is empty", mend);
        return None;
    }
    Some(parts)
}

fn section(desk: &Desk<'_>, heading: Range<usize>, text: Range<usize>) -> Option<Section> {
    let title = desk.text.get(heading.clone())?.trim();
    let length = title.chars().count();
    if length > MAX_TITLE {
        let what = format!("this heading has {length} characters; {MAX_TITLE} are the most");
        desk.wrong(&heading, what, "say it shorter");
    }
    if title.is_empty() || desk.text.get(text.clone())?.trim().is_empty() {
        desk.wrong(&heading, "this section has no heading or no text", "write both, or remove it");
        return None;
    }
    Some(Section { title: title.to_owned(), body: body::compile(desk, text)? })
}
