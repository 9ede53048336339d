//! Our own models: their findings are golden files beside them, so that the effect of a rule on a real framework is what a
//! reviewer reads.

use remit_render::{HumanOptions, human};

use crate::folder::{from_folder, models, root};

#[test]
fn findings_are_the_golden_ones() {
    let models = models();
    assert!(!models.is_empty());
    for folder in models {
        let loaded = from_folder(&folder);
        let date = loaded.model.framework.as_at.expect("a model of ours has a date");
        let mut checked = remit_rules::check(&loaded.model.at(date, &[]), &loaded.broken);
        checked.findings.extend(loaded.findings.iter().cloned());
        remit_model::finding::sort(&mut checked.findings);
        let options = HumanOptions {
            color: false,
            width: 100,
            per_rule: 0,
        };
        let text = format!(
            "{}{}",
            human::findings(&checked.findings, &loaded.sources, &options),
            human::summary(&checked.findings, checked.departed.len())
        );
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder.join("golden"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("findings", text));
    }
}

#[test]
fn models_load_without_a_mistake_and_name_their_schema() {
    for folder in models() {
        let loaded = from_folder(&folder);
        let mistakes: Vec<String> = loaded.findings.iter().map(|finding| finding.message.clone()).collect();
        assert!(mistakes.is_empty(), "{}: {mistakes:?}", folder.display());
        for (_, source) in loaded.sources.iter().filter(|(_, source)| !source.shipped) {
            let depth = source.path.matches('/').count() + 1;
            let wanted = format!("#:schema {}remit.schema.json", "../".repeat(depth));
            assert_eq!(source.text.lines().next(), Some(wanted.as_str()), "{}", source.path);
        }
        assert!(folder.join("README.md").is_file(), "{} has a README", folder.display());
    }
}

#[test]
fn the_schema_beside_the_models_is_fresh() {
    let catalogue = remit_model::resolve::load(remit_law::CATALOGUE, Vec::new());
    let forms: Vec<&str> = catalogue.model.forms.iter().map(|form| form.key.as_str()).collect();
    let schema = remit_model::document::json_schema(&forms);
    let written = std::fs::read_to_string(root().join("models/remit.schema.json")).expect("the schema is there");
    let written: serde_json::Value = serde_json::from_str(&written).expect("JSON");
    assert_eq!(
        written, schema,
        "write it anew: cargo run -- schema -o models/remit.schema.json"
    );
    let form = &schema["definitions"]["LegalForm"]["anyOf"][0]["enum"];
    assert!(
        form.as_array()
            .is_some_and(|forms| forms.iter().any(|form| form == "health-and-wellbeing-board"))
    );
}

#[test]
fn the_catalogue_loads_without_a_mistake() {
    let catalogue = remit_model::resolve::load(remit_law::CATALOGUE, Vec::new());
    let mistakes: Vec<&str> = catalogue
        .findings
        .iter()
        .filter(|finding| finding.subject() != "framework")
        .map(|finding| finding.message.as_str())
        .collect();
    assert!(mistakes.is_empty(), "{mistakes:?}");
    for form in catalogue.model.forms.iter() {
        assert!(
            form.place.is_some() && form.holds_decisions.is_some() && form.sure.is_some(),
            "{}",
            form.key
        );
    }
    for power in catalogue.model.powers.iter() {
        assert!(
            power.validity.citation.is_some() && power.permits.is_some() && power.validity.sure.is_some(),
            "{}",
            power.key
        );
        if power.validity.sure == Some(remit_model::document::Sureness::Memory) {
            let note = power.statement.note().expect("what rests on memory says so");
            assert!(note.to_lowercase().contains("not verified"), "{}", power.key);
        }
    }
}
