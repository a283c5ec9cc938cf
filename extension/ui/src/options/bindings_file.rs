//! What the person bound, as the bindings file that an organisation publishes with its content.

use web_sys::HtmlElement;

use crate::dom::{Build, disclosure, make};
use crate::keys::Key;
use crate::locale::say;
use crate::messages::{HostMeanings, Meaning};

/// The file of a host, to be copied; nothing while the person bound nothing there.
pub fn part(of: &HostMeanings) -> Option<HtmlElement> {
    let own = of.meanings.iter().filter(|line| line.own);
    let own: Vec<(&str, &Meaning)> =
        own.filter_map(|line| Some((line.meaning.as_str(), line.bound.as_ref()?))).collect();
    (!own.is_empty()).then(|| {
        let file = make("pre", "file").set("tabindex", "0").set("dir", "ltr");
        disclosure("", &say(Key::MeaningsFile))
            .with(make("p", "aside").text(&say(Key::MeaningsFileWhat)))
            .with(file.text(&yaml(&of.host, &of.app, &own)))
    })
}

fn yaml(host: &str, app: &str, meanings: &[(&str, &Meaning)]) -> String {
    // The person says in the file what the organisation calls itself.
    let mut file = format!("organisation: {}\napp: {app}\nhosts: [{host}]\nmeanings:\n", quoted(host));
    for (name, meaning) in meanings {
        file.push_str(&format!("  {name}:\n"));
        let places = [("fact", &meaning.fact), ("field", &meaning.field), ("kind", &meaning.kind)];
        for (key, said) in places {
            // Text is what a field is without a kind.
            if let Some(said) = said.as_ref().filter(|said| *said != "text") {
                file.push_str(&format!("    {key}: {}\n", quoted(said)));
            }
        }
        if !meaning.values.is_empty() {
            file.push_str("    values:\n");
        }
        for (value, texts) in meaning.values.iter() {
            let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
            file.push_str(&format!("      {value}: [{}]\n", texts.join(", ")));
        }
    }
    file
}

/// A text in single quotes, which YAML takes as it is but for the quote itself.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_says_what_was_bound() {
        let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        let values = [
            ("pricing".to_owned(), texts(&["Too expensive", "It's: [over] budget"])),
            ("timing".to_owned(), texts(&["No"])),
        ];
        let objection = Meaning {
            field: Some("Deal_Obstacle__c".into()),
            kind: Some("text".into()),
            values: values.into_iter().collect(),
            ..Meaning::default()
        };
        let limit = Meaning { field: Some("17".into()), kind: Some("money".into()), ..Meaning::default() };
        let file = yaml("crm.acme.example", "salesforce", &[("objection", &objection), ("limit", &limit)]);
        let expected = "organisation: 'crm.acme.example'
app: salesforce
hosts: [crm.acme.example]
meanings:
  objection:
    field: 'Deal_Obstacle__c'
    values:
      pricing: ['Too expensive', 'It''s: [over] budget']
      timing: ['No']
  limit:
    field: '17'
    kind: 'money'
";
        assert_eq!(file, expected);
    }
}
