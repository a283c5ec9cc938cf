#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;

/// What the arguments, the environment and the file say, as `key=value`.
fn settings(arguments: &[&str], environment: &[&str], file: &str) -> Result<Configuration, String> {
    let value = |list: &[&str], name: &str| {
        let found = list.iter().find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        found.map(str::to_owned)
    };
    let sources =
        Sources { config: None, database: value(arguments, "database"), floor: value(arguments, "floor") };
    let server = ServerSources {
        listen: value(arguments, "listen"),
        secret_file: value(arguments, "secret_file").map(PathBuf::from),
        reports_per_second: value(arguments, "reports_per_second"),
        metrics_listen: value(arguments, "metrics_listen"),
        repository: value(arguments, "repository"),
        online_key_file: value(arguments, "online_key_file").map(PathBuf::from),
        passphrase_file: value(arguments, "passphrase_file").map(PathBuf::from),
        publish_token_file: value(arguments, "publish_token_file").map(PathBuf::from),
    };
    configuration(&[
        from_arguments(&sources, &server)?,
        from_environment(|name| value(environment, name))?,
        from_file(Path::new("cuecard.toml"), file)?,
    ])
}

#[test]
fn arguments_go_before_the_environment_and_that_before_the_file() {
    let everywhere = ["floor=9"];
    for (arguments, environment, file, floor) in [
        (&everywhere[..], &["CUECARD_FLOOR=8"][..], "floor = 7", 9),
        (&[], &["CUECARD_FLOOR=8"], "floor = 7", 8),
        (&[], &[], "floor = 7", 7),
        (&[], &[], "floor = \"6\"", 6),
        (&[], &[], "", 10),
    ] {
        assert_eq!(settings(arguments, environment, file).unwrap().floor, floor, "{file}");
    }
}

#[test]
fn every_setting_can_be_given_everywhere() {
    let folder = std::env::temp_dir().join(format!("cuecard-settings-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let secret = folder.join("secret");
    fs::write(&secret, "correct-horse-battery\r\n").unwrap();
    let secret = secret.display();
    let by_file = format!("CUECARD_SECRET_FILE={secret}");
    let all = settings(
        &[],
        &[],
        &format!(
            "listen = '0.0.0.0:80'\ndatabase = 'postgres://me:pass@db/counts'\nsecret_file = '{secret}'\n\
             reports_per_second = 0\nmetrics_listen = '127.0.0.1:9100'\n"
        ),
    );
    let all = all.unwrap();
    assert_eq!(all.address.port(), 80);
    assert_eq!(all.database, Location::Postgres("postgres://me:pass@db/counts".to_owned()));
    assert_eq!((all.reports_per_second, all.metrics.unwrap().port()), (None, 9100));
    let others = [
        all,
        settings(&[&format!("secret_file={secret}")], &[], "").unwrap(),
        settings(&[], &[&by_file], "").unwrap(),
        settings(&[], &["CUECARD_SECRET=correct-horse-battery"], "secret = 'not-this-one-here'").unwrap(),
    ];
    for configuration in others {
        assert_eq!(configuration.secret.as_deref(), Some("correct-horse-battery"));
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_repository_is_named_with_the_files_of_its_key_and_token() {
    let folder = std::env::temp_dir().join(format!("cuecard-settings-repository-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("held");
    fs::write(&file, "what the file holds\n").unwrap();
    let held = file.display();
    let names = ["online_key", "passphrase", "publish_token"];
    let arguments = names.map(|name| format!("{name}_file={held}"));
    let environment = names.map(|name| format!("CUECARD_{}_FILE={held}", name.to_uppercase()));
    let text = names.map(|name| format!("{name}_file = '{held}'\n")).concat();
    let none: [&str; 0] = [];
    for (arguments, environment, text) in [
        (&arguments.each_ref().map(String::as_str)[..], &none[..], "repository = 'signed'".to_owned()),
        (&none, &environment.each_ref().map(String::as_str), "repository = 'signed'".to_owned()),
        (&none, &none, format!("repository = 'signed'\n{text}")),
    ] {
        let read = settings(arguments, environment, &text).unwrap();
        assert_eq!(read.repository.as_deref(), Some(Path::new("signed")));
        for found in [read.online_key, read.passphrase, read.publish_token] {
            assert_eq!(found.as_deref(), Some("what the file holds"), "{text}");
        }
    }
    let by_argument = settings(&["repository=here"], &["CUECARD_REPOSITORY=there"], "").unwrap();
    assert_eq!(by_argument.repository.as_deref(), Some(Path::new("here")));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_wrong_says_where_and_how_to_mend_it() {
    for (arguments, environment, file, expected) in [
        (&["floor=ten"][..], &[][..], "", "--floor: “ten” is not a whole number. Write 5 or more."),
        (&[], &["CUECARD_LISTEN=here"], "", "CUECARD_LISTEN: “here” is not an address with a port."),
        (&[], &["CUECARD_FLOOR=-1"], "", "CUECARD_FLOOR: “-1” is not a whole number."),
        (
            &[],
            &["CUECARD_SECRET=x", "CUECARD_SECRET_FILE=y"],
            "",
            "CUECARD_SECRET: is set, and CUECARD_SECRET_FILE, too.",
        ),
        (&[], &["CUECARD_SECRET_FILE=/none/such"], "", "/none/such: No such file or directory"),
        (&["secret_file=/none/such"], &[], "", "(--secret-file). Name a file that can be read."),
        (&[], &[], "\nflor = 7", "cuecard.toml:2: flor: is no setting. There are listen, database, secret"),
        (&[], &[], "floor = 7.5", "cuecard.toml:1: floor: is neither text nor a whole number."),
        (&[], &[], "# so\nfloor = ", "cuecard.toml:2: "),
        (&[], &[], "floor = 7\nfloor = 8", "cuecard.toml:2: "),
        (&[], &[], "metrics_listen = '9100'", "cuecard.toml:1: metrics_listen: “9100” is not an address"),
    ] {
        let refused = settings(arguments, environment, file).unwrap_err();
        assert!(refused.contains(expected), "{expected} is not in: {refused}");
    }
}
