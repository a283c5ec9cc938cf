//! Keys of those who sign: in files with a passphrase. The command and
//! the server open the same files.

use cuecard::trust::sign::SigningKey;
use ed25519_dalek::pkcs8::DecodePrivateKey;

/// What a file with a passphrase begins with.
const ENCRYPTED: &str = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

/// Why a key does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Whoever reads it could sign.
    #[error("it is no private key with a passphrase")]
    NotEncrypted,
    /// The passphrase is another, or the file is broken.
    #[error("it does not open: another passphrase, or a broken file")]
    Locked,
}

/// Whether this text is a private key with a passphrase.
pub fn is_encrypted_key(pem: &str) -> bool {
    pem.starts_with(ENCRYPTED)
}

/// Opens a private key: PKCS #8 in PEM, encrypted, as `cuecard key new` and OpenSSL write it.
///
/// # Errors
/// When it has no passphrase, or another one.
pub fn open_key(pem: &str, passphrase: &str) -> Result<SigningKey, KeyError> {
    if !is_encrypted_key(pem) {
        return Err(KeyError::NotEncrypted);
    }
    SigningKey::from_pkcs8_encrypted_pem(pem, passphrase).map_err(|_| KeyError::Locked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_another_tool_made_opens_with_its_passphrase_only() {
        // Independent source: `openssl genpkey -algorithm ed25519`, then `openssl pkcs8 -topk8 -scrypt` (3.0).
        let pem = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n\
                   MIGTME8GCSqGSIb3DQEFDTBCMCEGCSsGAQQB2kcECzAUBAh7ll/g10U2lQICQAAC\n\
                   AQgCAQEwHQYJYIZIAWUDBAEqBBDXcdihgX9JvO47n9rGaHlSBEBIszaxmrRXJ2l4\n\
                   J3pJGEqyy+AxjMsedmSvtGgeYiW/mjwNNqhsX/y+QACEHG5fWy6tpuReNR8MLb/O\n\
                   r5zuBE74\n\
                   -----END ENCRYPTED PRIVATE KEY-----\n";
        let key = open_key(pem, "three fine words").unwrap();
        let public = "079157dbf9f775bb49549e2555d6e0766903fdc0e572b95f5638d0220e759e79";
        assert_eq!(cuecard::hash::parse_hex_32(public), Some(key.verifying_key().to_bytes()));
        for (pem, passphrase, error) in [
            (pem, "three other words", KeyError::Locked),
            (pem.get(..200).unwrap(), "three fine words", KeyError::Locked),
            ("-----BEGIN PRIVATE KEY-----\n", "", KeyError::NotEncrypted),
            ("", "", KeyError::NotEncrypted),
        ] {
            assert_eq!(open_key(pem, passphrase).err(), Some(error), "{passphrase}");
        }
    }
}
