//! What one signed file announces of another: its version, and perhaps its length and hashes.

use sha2::{Digest, Sha256, Sha512};

use super::envelope::parse_hex;
use super::object::Object;
use super::refusal::{Reason, Refusal};

/// Hashes of a file, at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hashes {
    pub(super) sha256: Option<[u8; 32]>,
    pub(super) sha512: Option<[u8; 64]>,
}

impl Hashes {
    /// Reads what `hashes` holds.
    pub(super) fn read(hashes: Object<'_>) -> Result<Self, Refusal> {
        let mut read = Self::default();
        for (name, _) in hashes.entries() {
            let digits = hashes.text(name)?;
            let is_digest = match name.as_str() {
                "sha256" => {
                    read.sha256 = parse_hex(digits);
                    read.sha256.is_some()
                }
                "sha512" => {
                    read.sha512 = parse_hex(digits);
                    read.sha512.is_some()
                }
                _ => {
                    let what = format!("It has a hash by `{name}`; sha256 and sha512 are supported.");
                    return Err(Refusal::new(Reason::Unsupported, hashes.file, what));
                }
            };
            if !is_digest {
                return Err(hashes.wrong(format!("A hash by `{name}` has not the digits of one.")));
            }
        }
        if read == Self::default() {
            return Err(hashes.wrong("`hashes` is empty.".to_owned()));
        }
        Ok(read)
    }

    fn fit(&self, bytes: &[u8]) -> bool {
        self.sha256.is_none_or(|hash| Sha256::digest(bytes)[..] == hash)
            && self.sha512.is_none_or(|hash| Sha512::digest(bytes)[..] == hash)
    }
}

/// The bytes are as many as announced, and those that were.
pub(super) fn check_bytes(
    file: &str,
    bytes: &[u8],
    length: Option<u64>,
    hashes: &Hashes,
) -> Result<(), Refusal> {
    let found = bytes.len() as u64;
    let (reason, what) = match length {
        Some(length) if found < length => {
            (Reason::Truncated, format!("It has {found} of the {length} bytes that were announced."))
        }
        Some(length) if found > length => {
            (Reason::Oversized, format!("It has more than the {length} bytes that were announced."))
        }
        _ if hashes.fit(bytes) => return Ok(()),
        _ => (Reason::Mixed, "Its hash is not the one that was announced.".to_owned()),
    };
    Err(Refusal::new(reason, file, what))
}

/// A signed file, as another announces it.
#[derive(Clone, Debug)]
pub(super) struct Announced {
    pub(super) version: u64,
    length: Option<u64>,
    hashes: Hashes,
}

impl Announced {
    pub(super) fn read(meta: Object<'_>) -> Result<Self, Refusal> {
        let hashes = match meta.value.get("hashes") {
            None => Hashes::default(),
            Some(_) => Hashes::read(meta.object("hashes")?)?,
        };
        Ok(Self { version: meta.count("version")?, length: meta.length()?, hashes })
    }

    /// How many bytes it may have, of `most` for its kind.
    pub(super) fn most_bytes(&self, most: usize) -> usize {
        self.length.and_then(|length| usize::try_from(length).ok()).map_or(most, |length| length.min(most))
    }

    /// The bytes are those announced, as far as it says.
    pub(super) fn check_bytes(&self, file: &str, bytes: &[u8]) -> Result<(), Refusal> {
        check_bytes(file, bytes, self.length, &self.hashes)
    }

    /// The file that was read is of the version announced.
    pub(super) fn check_version(&self, file: &str, version: u64) -> Result<(), Refusal> {
        if version == self.version {
            return Ok(());
        }
        let what = format!("It is version {version}, where version {} was announced.", self.version);
        Err(Refusal::new(Reason::Mixed, file, what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Value;
    use serde_json::{Value as Json, json};

    /// Of "abc" (FIPS 180-4).
    const SHA256: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const SHA512: &str = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
                          2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";

    fn read(meta: &Json) -> Result<Announced, Refusal> {
        let value = Value::read(&meta.to_string(), 20).unwrap();
        Announced::read(Object { file: "f", value: &value })
    }

    #[test]
    fn bytes_are_held_against_what_was_announced() {
        let cases = [
            (json!({"version": 1}), None),
            (json!({"version": 1, "length": 3}), None),
            (json!({"version": 1, "hashes": {"sha256": SHA256}}), None),
            (json!({"version": 1, "length": 3, "hashes": {"sha256": SHA256, "sha512": SHA512}}), None),
            (json!({"version": 1, "length": 4}), Some(Reason::Truncated)),
            (json!({"version": 1, "length": 2}), Some(Reason::Oversized)),
            (json!({"version": 1, "hashes": {"sha256": "0".repeat(64)}}), Some(Reason::Mixed)),
            (
                json!({"version": 1, "hashes": {"sha256": SHA256, "sha512": "0".repeat(128)}}),
                Some(Reason::Mixed),
            ),
        ];
        for (meta, reason) in cases {
            let found = read(&meta).unwrap().check_bytes("f", b"abc");
            assert_eq!(found.err().map(|refusal| refusal.reason), reason, "{meta}");
        }
        let announced = read(&json!({"version": 4, "length": 3})).unwrap();
        assert_eq!((announced.most_bytes(2), announced.most_bytes(9)), (2, 3));
        assert!(announced.check_version("f", 4).is_ok());
        assert_eq!(announced.check_version("f", 5).unwrap_err().reason, Reason::Mixed);
    }

    #[test]
    fn what_announces_nothing_is_refused() {
        let cases = [
            (json!({}), Reason::WrongType),
            (json!({"version": 0}), Reason::WrongType),
            (json!({"version": 1, "length": -1}), Reason::WrongType),
            (json!({"version": 1, "length": "3"}), Reason::WrongType),
            (json!({"version": 1, "hashes": {}}), Reason::WrongType),
            (json!({"version": 1, "hashes": null}), Reason::WrongType),
            (json!({"version": 1, "hashes": {"sha256": "ab"}}), Reason::WrongType),
            (json!({"version": 1, "hashes": {"sha512": SHA256}}), Reason::WrongType),
            (json!({"version": 1, "hashes": {"sha256": 1}}), Reason::WrongType),
            (json!({"version": 1, "hashes": {"md5": "ab"}}), Reason::Unsupported),
        ];
        for (meta, reason) in cases {
            assert_eq!(read(&meta).unwrap_err().reason, reason, "{meta}");
        }
    }
}
