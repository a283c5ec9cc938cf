//! What is said in other languages: nobody reads what only its author has.

use super::made::*;

/// Where people do not read German.
const UNREAD: &str = "not in de:";

fn is_unread(organisation: &Organisation, expected: bool) {
    organisation.is_live(NUDGE, true);
    let status = organisation.status("sales");
    assert_eq!(status.contains(UNREAD), expected, "{status}");
}

#[test]
fn a_changed_translation_is_not_read_until_it_is_cosigned_or_reviewed() {
    let organisation = Organisation::with_sales("translated");
    let said = organisation.cosign("sales", NUDGE, "ada");
    assert!(said.contains("you stand by its translations, as they are published:\n  de: "), "{said}");
    organisation.publish();
    is_unread(&organisation, false);
    // The author alone changes what is said in German only.
    let folder = &organisation.folder;
    let changed = changed_german(folder, "one", "Das sagt niemand sonst.");
    organisation.sign(&changed, AUTHORS);
    organisation.publish();
    is_unread(&organisation, true);
    // A reviewer sees what changed, and that it means the same; so it goes on once more.
    organisation.person("rosa");
    organisation.enrol("reviewers", "rosa");
    organisation.publish();
    let again = changed_german(folder, "two", "Das sagt jetzt auch Rosa.");
    let [first, one, two] = [&content(), &changed, &again].map(|path| path.to_str().unwrap().to_owned());
    let review = |old: &str, new: &str| {
        organisation.does(&["review", old, new, NUDGE, "--key", "people/rosa.key.pem"])
    };
    let said = review(&first, &one);
    assert!(said.contains("de: why (editorial)") && said.contains("niemand sonst."), "{said}");
    organisation.publish();
    is_unread(&organisation, false);
    organisation.sign(&again, AUTHORS);
    organisation.publish();
    is_unread(&organisation, true);
    review(&one, &two);
    organisation.publish();
    is_unread(&organisation, false);
    // What a manager co-signs anew needs no reviewer.
    organisation.sign(&changed, AUTHORS);
    organisation.publish();
    is_unread(&organisation, true);
    organisation.cosign("sales", NUDGE, "ada");
    organisation.publish();
    is_unread(&organisation, false);
}

#[test]
fn a_translation_that_is_new_needs_a_reviewer_and_one_that_is_gone_nobody() {
    let organisation = Organisation::with_sales("untranslated");
    let without = content_without_german(&organisation.folder);
    organisation.sign(&without, AUTHORS);
    organisation.publish();
    let said = organisation.cosign("sales", NUDGE, "ada");
    assert!(!said.contains("translations"), "{said}");
    organisation.publish();
    is_unread(&organisation, false);
    organisation.sign(&content(), AUTHORS);
    organisation.publish();
    is_unread(&organisation, true);
    organisation.person("rosa");
    organisation.enrol("reviewers", "rosa");
    let [old, new] = [&without, &content()].map(|path| path.to_str().unwrap().to_owned());
    organisation.does(&["review", &old, &new, NUDGE, "--key", "people/rosa.key.pem"]);
    organisation.publish();
    is_unread(&organisation, false);
    organisation.sign(&without, AUTHORS);
    organisation.publish();
    is_unread(&organisation, false);
}
