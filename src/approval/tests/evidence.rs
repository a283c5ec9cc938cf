//! What a nudge that is live rests on.

use super::*;

#[test]
fn what_its_author_and_the_nudge_itself_say_is_told_of_its_lease() {
    let weak = Pilot { weak: true, ..Pilot::new("a", TODAY.plus(-10), vec!["sales".into()]) };
    let wide = Pilot { wide: true, ..weak.clone() };
    let pilot = |pilot: &Pilot| vec![(pilot_path("a"), json::write(pilot).unwrap().into_bytes(), AUTHORS)];
    let cases = [
        (Vec::new(), false, Ok(Basis::Trial)),
        (Vec::new(), true, Ok(Basis::Untested)),
        (pilot(&weak), false, Ok(Basis::Weak)),
        (pilot(&weak), true, Ok(Basis::Untested)),
        (pilot(&wide), false, Err(Lack::NoPilot)),
    ];
    for (more, safety, expected) in cases {
        let (accepted, files) = published(&[("a", cosign("a"))], more);
        let mut listed = listed("a");
        listed.nudge.safety = safety;
        let pack = ListedPack { pack: "deals".into(), nudges: vec![listed], translations: Vec::new() };
        let fetch = |path: &str| Some(files.iter().find(|(known, _)| known == path)?.1.clone());
        let found = standings(&accepted, &[pack], "sales", TODAY, fetch).remove(0).standing;
        let evidence = match found {
            Standing::Live(live) => Ok(live.lease.evidence()),
            Standing::Silent(lack) => Err(lack),
        };
        assert_eq!(evidence, expected, "{safety}");
    }
}
