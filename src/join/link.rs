//! A link by which somebody joins: it says where an organisation publishes and to which team whoever has
//! it belongs, and the organisation's key says that this is so.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::Serialize;

use crate::approval::ORGANISATION;
#[cfg(feature = "signing")]
use crate::json::write;
use crate::json::{fields, read};
use crate::time::Day;
#[cfg(feature = "signing")]
use crate::trust::sign::{Signed, SigningKey, Unsigned};
use crate::trust::{Accepted, Envelope, Reason, Refusal};

/// What such a link begins with.
pub const SCHEME: &str = "cuecard-join:";
/// What a refusal of it calls it, where others name a file.
pub const FILE: &str = "link";
/// Bytes of a link: one with the longest names has a fifth of it.
const MOST_BYTES: usize = 8 * 1024;
/// Of what it says.
const FORMAT: u32 = 1;

/// What a link says. No signed file of a repository can be read as one, nor one as such a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// Of this link.
    pub format: u32,
    /// Where the repository lies.
    pub repository: String,
    /// SHA-256 of the root that the organisation begins with, in hexadecimal.
    pub pin: String,
    /// The team.
    pub team: String,
    /// The first day on which nobody can join by it any more.
    pub until: Day,
    /// The role that the person begins with, if the organisation gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

fields! { Terms: format, repository, pin, team, until; role }

impl Terms {
    /// Those of a link that gives no role.
    pub fn new(repository: &str, pin: &str, team: &str, until: Day) -> Self {
        let [repository, pin, team] = [repository, pin, team].map(str::to_owned);
        Self { format: FORMAT, repository, pin, team, until, role: None }
    }

    /// The link, in one line without spaces.
    ///
    /// # Errors
    /// When it cannot be signed.
    #[cfg(feature = "signing")]
    pub fn link(self, key: &SigningKey) -> Result<String, Unsigned> {
        let mut signed = Signed::new(self);
        signed.sign(key)?;
        // What has a canonical form is JSON.
        let json = write(&signed).unwrap_or_default();
        Ok([SCHEME, &Base64UrlUnpadded::encode_string(json.as_bytes())].concat())
    }
}

/// A link that was read, and is not yet believed.
#[derive(Clone, Debug)]
pub struct Link {
    /// What it says.
    pub terms: Terms,
    envelope: Envelope,
}

impl Link {
    /// Reads one, as somebody pasted it.
    ///
    /// # Errors
    /// When it is none, or not whole.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        if text.len() > MOST_BYTES {
            let what = format!("It has more than {MOST_BYTES} bytes.");
            return Err(Refusal::new(Reason::Oversized, FILE, what));
        }
        // Letters break lines that are as long as this one.
        let text: String = text.split_whitespace().collect();
        let code = text.strip_prefix(SCHEME).ok_or_else(|| broken("It does not begin as links do."))?;
        let bytes =
            Base64UrlUnpadded::decode_vec(code).map_err(|_| broken("It is not written as links are."))?;
        let (envelope, _) = Envelope::open(FILE, &bytes)?;
        // What is signed is what is read.
        let terms: Terms = read(&envelope.message)
            .map_err(|error| Refusal::new(Reason::WrongType, FILE, format!("It cannot be read: {error}.")))?;
        if terms.format != FORMAT {
            let what = format!("It is of format {}; this version reads {FORMAT}.", terms.format);
            return Err(Refusal::new(Reason::Unsupported, FILE, what));
        }
        Ok(Self { terms, envelope })
    }

    /// Whether the organisation that was found says the same, and `today` is early enough.
    ///
    /// # Errors
    /// When it does not, or it is too late.
    pub fn check(&self, accepted: &Accepted, today: Day) -> Result<(), Refusal> {
        let organisation = accepted.roles.get(ORGANISATION);
        if !organisation.is_some_and(|role| self.envelope.is_signed_by_one_of(&role.keys)) {
            let what = "No key that the organisation has now signed it.".to_owned();
            return Err(Refusal::new(Reason::Signature, FILE, what));
        }
        if today >= self.terms.until {
            return Err(Refusal::new(Reason::Expired, FILE, format!("It ended on {}.", self.terms.until)));
        }
        Ok(())
    }
}

fn broken(what: &str) -> Refusal {
    Refusal::new(Reason::Unreadable, FILE, what.to_owned())
}

#[cfg(all(test, feature = "signing"))]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;
    use crate::table::Table;
    use crate::trust::{State, TrustedRole};

    const TODAY: Day = Day(20_779);

    fn key(number: u8) -> SigningKey {
        SigningKey::from_bytes(&[number; 32])
    }

    /// An organisation whose key is the first one; another role has the second.
    fn accepted() -> Accepted {
        let role = |number| TrustedRole { version: 1, keys: vec![key(number).verifying_key().to_bytes()] };
        Accepted {
            root: 1,
            timestamp: 1,
            snapshot: 1,
            until: 0,
            roles: [("targets".to_owned(), role(1)), ("authors".to_owned(), role(2))].into_iter().collect(),
            targets: Table::new(),
            state: State::default(),
        }
    }

    fn terms() -> Terms {
        let role = Some("account-executive".to_owned());
        Terms { role, ..Terms::new("https://cue.example/", &"ab".repeat(32), "sales", TODAY.plus(30)) }
    }

    fn link() -> String {
        terms().link(&key(1)).unwrap()
    }

    /// The same bytes with something else in their place.
    fn changed(from: &str, to: &str) -> String {
        let link = link();
        let bytes = Base64UrlUnpadded::decode_vec(link.strip_prefix(SCHEME).unwrap()).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(from), "{text}");
        [SCHEME, &Base64UrlUnpadded::encode_string(text.replacen(from, to, 1).as_bytes())].concat()
    }

    fn reason(link: &str, today: Day) -> Option<Reason> {
        Link::read(link).and_then(|link| link.check(&accepted(), today)).err().map(|refusal| refusal.reason)
    }

    #[test]
    fn a_link_says_what_the_organisation_signed() {
        let link = link();
        assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":-_".contains(&byte)), "{link}");
        assert_eq!(Link::read(&link).unwrap().terms, terms());
        let broken = format!("  {}\r\n{}\n", &link[..90], &link[90..]);
        assert_eq!(Link::read(&broken).unwrap().terms, terms());
        let bare = Terms { role: None, ..terms() };
        assert_eq!(Link::read(&bare.clone().link(&key(1)).unwrap()).unwrap().terms, bare);
    }

    #[test]
    fn whatever_is_not_as_it_was_signed_is_refused() {
        let signed = |terms: Terms, number| terms.link(&key(number)).unwrap();
        let next = Terms { format: 2, ..terms() };
        let cases = [
            ("as it was signed", link(), None),
            ("another team", changed("sales", "board"), Some(Reason::Signature)),
            ("another role", changed("account-executive", "manager"), Some(Reason::Signature)),
            ("no role", changed(",\"role\":\"account-executive\"", ""), Some(Reason::Signature)),
            ("another place", changed("cue.example", "cue.attack"), Some(Reason::Signature)),
            ("another root", changed("abab", "abac"), Some(Reason::Signature)),
            ("a later end", changed("\"until\":\"20", "\"until\":\"21"), Some(Reason::Signature)),
            ("an author's key", signed(terms(), 2), Some(Reason::Signature)),
            ("a stranger's key", signed(terms(), 3), Some(Reason::Signature)),
            ("another kind of file", changed("\"team\"", "\"teams\""), Some(Reason::WrongType)),
            ("the same name twice", changed("\"team\"", "\"pin\""), Some(Reason::NotCanonical)),
            ("a format of tomorrow", signed(next, 1), Some(Reason::Unsupported)),
            ("nothing", String::new(), Some(Reason::Unreadable)),
            ("an address", "https://cue.example/".to_owned(), Some(Reason::Unreadable)),
            ("no base64", format!("{}!", link()), Some(Reason::Unreadable)),
            ("padded", format!("{SCHEME}e30="), Some(Reason::Unreadable)),
            ("too long", format!("{}{}", link(), "A".repeat(MOST_BYTES)), Some(Reason::Oversized)),
        ];
        for (case, link, expected) in cases {
            assert_eq!(reason(&link, TODAY), expected, "{case}");
        }
    }

    #[test]
    fn no_part_of_a_link_is_a_link() {
        let link = link();
        for end in 0..link.len() - 1 {
            assert!(reason(&link[..end], TODAY).is_some(), "{end}");
        }
    }

    #[test]
    fn a_link_ends_on_its_day() {
        for (days, expected) in
            [(-1, None), (29, None), (30, Some(Reason::Expired)), (400, Some(Reason::Expired))]
        {
            assert_eq!(reason(&link(), TODAY.plus(days)), expected, "{days}");
        }
    }

    #[test]
    fn an_organisation_without_keys_signs_nothing() {
        let nobody = Accepted { roles: Table::new(), ..accepted() };
        let refused = Link::read(&link()).unwrap().check(&nobody, TODAY).unwrap_err();
        assert_eq!((refused.reason, refused.file.as_str()), (Reason::Signature, FILE));
    }
}
