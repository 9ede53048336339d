use remit_model::resolve::*;
fn walk(d:&std::path::Path,out:&mut Vec<Input>,base:&std::path::Path){ for e in std::fs::read_dir(d).unwrap(){let p=e.unwrap().path(); if p.is_dir(){walk(&p,out,base)} else if p.extension().is_some_and(|e|e=="toml"){ out.push(Input{path:p.strip_prefix(base).unwrap().display().to_string(),bytes:std::fs::read(&p).unwrap()}) }}}
fn main(){ let d=std::env::args().nth(1).unwrap(); let mut v=vec![]; walk(d.as_ref(),&mut v,d.as_ref()); v.sort_by(|a,b|a.path.cmp(&b.path));
 let c=["forms","powers","verbs"].map(|n|std::fs::read_to_string(format!("crates/remit-law/catalogue/{n}.toml")).unwrap());
 let l=load(&[("catalogue/forms.toml",&c[0]),("catalogue/powers.toml",&c[1]),("catalogue/verbs.toml",&c[2])],v);
 for f in &l.findings{ println!("{} {} {:?} {}", f.rule,f.message,f.labels.first().map(|p|l.sources.cite(p.place)), f.help.join("; ")); }
 let at=l.model.at(l.model.framework.as_at.unwrap(),&[]);
 for n in at.bodies(){ println!("{} {} {:?} {}", n.subject(), n.name(), n.form().stated().map(|f|f.key.clone()), n.acts().count()); }
 use remit_model::document::RelationKind::*;
 let id=|k|l.model.node_id(k).unwrap();
 for v in [l.model.at(at.date(),&[]),l.model.at(at.date(),&["hwb-oversees"])]{
 let lad=v.ladder(&[vec![id("hwb")],vec![id("tht-board")],vec![id("locality-committees")]],&[AnswersTo,Oversees]);
 println!("{lad:#?}"); }
 println!("{:#?}", at.trace(id("jce"),id("lbth"),&remit_model::document::RelationKind::ALL,10));
}
