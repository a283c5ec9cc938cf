//! Private keys: PKCS #8 in PEM, encrypted, as other tools read them.

use std::env;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use cuecard::pack::author::Diagnostic;
use cuecard::trust::sign::SigningKey;
use cuecard_server::{is_encrypted_key, open_key};
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey, KeypairBytes};
use pkcs8::LineEnding;

use super::{Enrolment, passphrase};
use crate::compile::write_whole;
use crate::folder::of_path;

/// Where a key comes from if no file is named.
const VARIABLE: &str = "CUECARD_KEY";
/// A key takes 300 bytes.
const MOST_BYTES: u64 = 16 * 1024;

/// Whose signature it is.
#[derive(Debug, clap::Args)]
pub struct KeyOption {
    /// The key to sign with [default: what CUECARD_KEY holds]
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
}

impl KeyOption {
    /// Opens it.
    ///
    /// # Errors
    /// When it is not there, has no passphrase, or another one.
    pub fn open(&self) -> Result<SigningKey, Diagnostic> {
        match &self.key {
            Some(file) => {
                let pem = read(file)?;
                decrypt(file, &pem, &passphrase::known(file)?)
            }
            None => from_environment(),
        }
    }
}

/// Opens a key with a passphrase that is known already.
///
/// # Errors
/// When it is not there, or has another one.
pub fn open_with(file: &Path, passphrase: &str) -> Result<SigningKey, Diagnostic> {
    decrypt(file, &read(file)?, passphrase)
}

/// Makes a key: `NAME.key.pem` and `NAME.public.json`.
///
/// # Errors
/// When one of the two is there already, or cannot be written.
pub fn create(
    name: &Path,
    who: &str,
    passphrase: impl Fn(&Path) -> Result<String, Diagnostic>,
) -> Result<Enrolment, Diagnostic> {
    let [private, public] = ["key.pem", "public.json"].map(|ending| with_ending(name, ending));
    for file in [&private, &public] {
        if file.exists() {
            return Err(of_path(file, "this is there already", "take another name; a key is never replaced"));
        }
    }
    let failed = |what: String| of_path(&private, &what, "check the folder and its rights");
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| failed(format!("there is no randomness: {error}")))?;
    let key = SigningKey::from_bytes(&seed);
    let passphrase = passphrase(&private)?;
    // Without the public half, which follows from it and which OpenSSL does not read.
    let pair = KeypairBytes { secret_key: key.to_bytes(), public_key: None };
    let pem = pair.to_pkcs8_encrypted_pem(passphrase, LineEnding::LF);
    let pem = pem.map_err(|error| failed(format!("the key cannot be encrypted: {error}")))?;
    let enrolment =
        Enrolment::of(&key, who).map_err(|what| of_path(&public, &what, "say who in one line"))?;
    write_private(&private, pem.as_bytes())
        .map_err(|error| failed(format!("it cannot be written: {error}")))?;
    write_whole(&public, enrolment.json().as_bytes())
        .map_err(|error| of_path(&public, &format!("it cannot be written: {error}"), "check the folder"))?;
    Ok(enrolment)
}

fn with_ending(name: &Path, ending: &str) -> PathBuf {
    let mut file = name.as_os_str().to_owned();
    file.push(".");
    file.push(ending);
    file.into()
}

/// Writes what nobody else may read, and never over anything.
fn write_private(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(file)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The text of a file that holds an encrypted key.
fn read(file: &Path) -> Result<String, Diagnostic> {
    let unreadable = |what: String| of_path(file, &what, "name a NAME.key.pem that `cuecard key new` made");
    let length = fs::metadata(file).map_err(|error| unreadable(format!("it cannot be read: {error}")))?.len();
    if length > MOST_BYTES {
        return Err(unreadable("it is too large for a key".to_owned()));
    }
    let pem = fs::read_to_string(file).map_err(|error| unreadable(format!("it cannot be read: {error}")))?;
    if !is_encrypted_key(&pem) {
        return Err(unreadable("it is no private key with a passphrase".to_owned()));
    }
    Ok(pem)
}

fn from_environment() -> Result<SigningKey, Diagnostic> {
    let place = Path::new(VARIABLE);
    let pem = env::var(VARIABLE).map_err(|_| {
        of_path(Path::new("--key"), "no key is named", &format!("name its file, or set {VARIABLE}"))
    })?;
    if is_encrypted_key(&pem) {
        return decrypt(place, &pem, &passphrase::known(place)?);
    }
    SigningKey::from_pkcs8_pem(&pem).map_err(|error| {
        of_path(place, &format!("it holds no key: {error}"), "set it to the text of a PEM file")
    })
}

fn decrypt(place: &Path, pem: &str, passphrase: &str) -> Result<SigningKey, Diagnostic> {
    open_key(pem, passphrase).map_err(|error| {
        let mend = "try again; a passphrase that is forgotten is gone: make a new key, and have it enrolled";
        of_path(place, &error.to_string(), mend)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = env::temp_dir().join(format!("cuecard-key-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn a_key_opens_with_its_passphrase_only_and_is_never_replaced() {
        let folder = folder("opens");
        let name = folder.join("new/ada");
        let secret = |_: &Path| Ok("three fine words".to_owned());
        let enrolment = create(&name, "Ada", secret).unwrap();
        let file = folder.join("new/ada.key.pem");
        let key = open_with(&file, "three fine words").unwrap();
        assert_eq!(enrolment.key().bytes(), Some(key.verifying_key().to_bytes()));
        assert!(open_with(&file, "three other words").unwrap_err().what.contains("does not open"));
        assert!(create(&name, "Ada", secret).unwrap_err().what.contains("there already"));
        fs::remove_file(&file).unwrap();
        assert!(create(&name, "Ada", secret).unwrap_err().what.contains("there already"));
        #[cfg(unix)]
        {
            let other = folder.join("bob");
            create(&other, "Bob", secret).unwrap();
            let mode = fs::metadata(folder.join("bob.key.pem")).unwrap();
            assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode.permissions()) & 0o777, 0o600);
        }
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_file_without_a_passphrase_is_refused() {
        let folder = folder("plain");
        let file = folder.join("plain.pem");
        let plain = SigningKey::from_bytes(&[1; 32]).to_pkcs8_pem(LineEnding::LF).unwrap();
        fs::write(&file, plain.as_bytes()).unwrap();
        assert!(read(&file).unwrap_err().what.contains("no private key with a passphrase"));
        assert!(read(&folder.join("none.pem")).unwrap_err().what.contains("cannot be read"));
        fs::write(&file, vec![b'x'; 20_000]).unwrap();
        assert!(read(&file).unwrap_err().what.contains("too large"));
        fs::remove_dir_all(folder).unwrap();
    }
}
