//! SHA-256, and what is derived from it: record keys, arms, ids, content hashes.

use sha2::{Digest, Sha256};

/// SHA-256 over the parts, in order, without separators: callers fix the shape of their parts.
pub fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// Lowercase hexadecimal of the first `bytes` bytes.
pub fn short_hex(digest: &[u8; 32], bytes: usize) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    digest
        .iter()
        .take(bytes)
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|nibble| char::from(DIGITS[usize::from(nibble)]))
        .collect()
}

/// Reads 64 hexadecimal digits; `None` for anything else.
pub fn parse_hex_32(text: &str) -> Option<[u8; 32]> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok())).collect();
    let digits = digits.filter(|digits| digits.len() == 64)?;
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = pair.iter().fold(0, |value, nibble| value << 4 | nibble);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_the_standard_vector() {
        // FIPS 180-4, "abc".
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(short_hex(&digest(&[b"a", b"bc"]), 32), expected);
        assert_eq!(parse_hex_32(expected), Some(digest(&[b"abc"])));
    }

    #[test]
    fn refuses_what_is_no_digest() {
        for text in ["", "ab", &"g".repeat(64), &"a".repeat(63), &"é".repeat(64)] {
            assert_eq!(parse_hex_32(text), None, "{text}");
        }
    }
}
