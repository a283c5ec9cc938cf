//! What a manager signed in the browser becomes the newest, if the key is enrolled for the team. Nobody needs
//! a token for it: the signature is looked at before anything that it covers.

use super::Repository;
use super::publish::Newest;
use super::reading::{View, role_file};
use super::sent::Sent;
use super::trouble::NotPublished;
use cuecard::approval::{Cosigned, ORGANISATION};
use cuecard::trust::sign::{Before, Publication, Unfit};

/// Bytes of what is sent: twelve statements have 12,000, and files of roles as many again.
pub(super) const MOST_COSIGNED_BYTES: usize = 128 * 1024;

impl Repository {
    /// Makes what managers of a team signed the newest, at `now` in seconds since 1970. What is published
    /// already, byte for byte, is so once more: an answer may have been lost.
    ///
    /// # Errors
    /// When it is not what a manager of the team may say next, or the server cannot sign or write it.
    pub fn publish_cosigned(&self, body: &[u8], now: i64) -> Result<Newest, NotPublished> {
        let refused = |unfit: Unfit| {
            let Unfit { what, mend } = unfit;
            NotPublished::Refused(format!("body: {what}. To mend it, {mend}."))
        };
        let publication = Publication::read(body).map_err(refused)?;
        let role = publication.role.as_str();
        let bytes = publication.file.bytes().map_err(|error| NotPublished::Refused(error.to_string()))?;
        let view = View::new(&self.folder);
        let meta = view.published()?.map(|it| it.snapshot.signed.meta).unwrap_or_default();
        let version = |role: &str| meta.get(&format!("{role}.json")).map_or(0, |file| file.version);
        let (top, there) = (version(ORGANISATION), version(role));
        if top == 0 || there == 0 {
            let what = format!("body: nothing of {role} is published yet. Have a manager enrolled for it.");
            return Err(NotPublished::Refused(what));
        }
        let version = publication.file.signed.header.version;
        let mut sent = Sent::default();
        let is_there = view.file(&role_file(role, there), bytes.len())?.is_some_and(|it| it == bytes);
        sent.roles.insert(role.to_owned(), (version, bytes));
        if is_there {
            return self.publish(sent, now);
        }
        if version <= there {
            return Err(NotPublished::Outdated { role: role.to_owned(), there });
        }
        let (organisation, published) = (view.role(ORGANISATION, top)?, view.role(role, there)?);
        let before = Before { organisation: &organisation.signed, published: &published.signed };
        Cosigned::of(&publication, before, now).map_err(refused)?;
        for (path, text) in &publication.targets {
            if let Some(target) = publication.file.signed.targets.get(path) {
                sent.targets.insert(target.file(path), text.clone().into_bytes());
            }
        }
        self.publish(sent, now)
    }
}
