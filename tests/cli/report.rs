//! The evidence page: what it says of a draft, and that a stranger's text stays text.

use super::support::{Project, Run, SETTINGS};

const KEYNOTE: &str = "---\ntitle: Keynote\npublisher: Harbour News\ndate: 2018-05-22\n\
    url: https://news.example.org/keynote\n---\n\n\
    We shall keep two lanes of the old harbour open by night. The pilots have asked for it and the \
    islands need it. The joint harbour watch has kept its word.\n";

const PILOTS: &str =
    "---\ntitle: Pilots\npublisher: Guild\ndate: 2014\n---\n\nThe common harbour watch has met twice.\n";

const DRAFT: &str = "---\ntitle: The harbour\ndate: 2019-02-11\n---\n\n\
    ## Watch\n\nThe *common harbour watch* said: \"We shall keep three lanes of the old harbour open by night.\"\n\n\
    - \"The pilots have asked for it and the islands need it,\" it added.\n\
    - \"Every child of the harbour shall own a lighthouse and a whale.\"\n";

fn project(draft: &str) -> Project {
    let sources = [("sources/keynote.md", KEYNOTE), ("sources/pilots.md", PILOTS), ("note.md", draft)];
    let project = Project::with_terms(&sources);
    project.write("glossator.toml", format!("{SETTINGS}[corpus]\npaths = [\"sources\"]\n").as_bytes());
    project
}

fn page(draft: &str) -> Run {
    project(draft).run(&["report", "note.md", "-o", "-"]).ends_with(0)
}

#[test]
fn the_draft_stands_there_with_its_marks_and_notes() {
    let page = page(DRAFT).says("<h4 class=\"level-2\" dir=\"auto\">Watch</h4>");
    let page = page.says("<em><span class=\"m undesired\">common harbour watch</span>");
    let page = page.says("<span class=\"m altered\">&quot;We shall keep three lanes");
    let page = page.says("<del title=\"the draft\">three</del><ins title=\"the source\">two</ins>");
    let page = page.says("<b>We shall keep two lanes of the old harbour open by night</b>.");
    page.says("verbatim").says("not in the sources").says("judged as of 2019-02-11");
}

#[test]
fn sources_and_timelines_are_listed() {
    let page = page(DRAFT).says("<a href=\"https://news.example.org/keynote\" rel=\"noopener noreferrer\">Keynote</a>");
    let page = page.says(
        "<td class=\"date\">2018-05-22</td><td>Harbour News</td><td class=\"number\" data-name=\"Quoted\">2</td>",
    );
    let page = page.says("Renderings of &quot;joint harbour watch&quot; by year");
    page.says("common harbour watch: 1 place, from 2014 to 2014, most in 2014.");
}

#[test]
fn what_was_not_checked_is_said() {
    let draft =
        "A so-called \"watch\" kept watch.\n\nA \"stray. <!-- glossator: allow relative-date: the minutes say so -->\n";
    let page = page(draft).says("in quotation marks keep a word at arm&#39;s length");
    page.says("A quotation mark has no other half").says("allows what relative-date finds: the minutes say so");
    let bare = Project::with_terms(&[("note.md", DRAFT)]);
    let page = bare.run(&["report", "note.md", "-o", "-"]).ends_with(0);
    page.says("No quotation was traced: there is no corpus").says("The rule altered-quotation did not run");
}

#[test]
fn a_strangers_text_stays_text() {
    let draft = "---\ntitle: \"<script>a()</script>\"\n---\n\n# \"><img src=x onerror=b()>\n\n\
        Text <script>c()</script> <img src=x onerror=d()> [link](javascript:e()) ![p](https://x.example.org/p.png) \
        &lt;svg onload=f()&gt; \u{202E}txt.exe `<b onclick=g()>` [^1\"onclick=h()] common harbour watch\n\n\
        <iframe src=\"https://x.example.org\"></iframe>\n\n[^1\"onclick=h()]: note\n";
    let hostile = "---\ntitle: \"<script>i()</script>\"\npublisher: \"\\\"><img src=x onerror=j()>\"\n\
        url: \"javascript:k()\"\ndate: 2012\n---\n\nThe common harbour watch <b onclick=l()>met</b>.\n";
    let project = project(draft);
    project.write("sources/<b>.md", hostile.as_bytes());
    let page = project.run(&["report", "note.md", "-o", "-"]).ends_with(0);
    let page = page.says("&lt;script&gt;i()&lt;/script&gt;").says("[U+202E]txt.exe").says("image: p");
    for markup in
        ["<script", "<img", "<iframe", "<b onclick", "<svg onload", "href=\"javascript", "\u{202E}", " src=\""]
    {
        assert!(!page.out.contains(markup), "{markup} in {}", page.out);
    }
    // Whatever leads out of the page is a link that a reader clicks.
    assert!(page.out.contains("default-src &#39;none&#39;"), "{}", page.out);
}

#[test]
fn every_link_within_the_page_has_its_end() {
    let page = page(&format!(
        "{DRAFT}\nA note[^a] and [^b] \"The pilots have asked for it and the islands\".[^A]\n\n[^a]: x\n"
    ));
    let ends = |before: &'static str| {
        let rest = page.out.split(before).skip(1);
        rest.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect::<Vec<_>>()
    };
    let ids = ends(" id=\"");
    for target in ends("href=\"#") {
        assert!(ids.contains(&target), "no {target} among {ids:?}");
    }
    let mut single = ids.clone();
    single.sort();
    single.dedup();
    assert_eq!(single.len(), ids.len(), "{ids:?}");
}

#[test]
fn writes_beside_the_draft_and_over_its_own_pages_only() {
    let project = project(DRAFT);
    project.run(&["report", "note.md"]).ends_with(0).says("wrote note.report.html");
    let first = project.read("note.report.html");
    project.run(&["report", "note.md"]).ends_with(0);
    assert_eq!(project.read("note.report.html"), first, "the same draft makes the same page");
    project.run(&["report", "note.md", "-o", "note.md"]).ends_with(2).complains("exists and is no evidence page");
    assert_eq!(project.read("note.md"), DRAFT.as_bytes());
    project.write("other.html", b"<p>mine</p>");
    project.run(&["report", "note.md", "-o", "other.html"]).ends_with(2).complains("or say --force");
    project.run(&["report", "note.md", "-o", "other.html", "--force"]).ends_with(0);
    assert_eq!(project.read("other.html"), first);
    project.run(&["report", "note.md", "-o", "sources"]).ends_with(2).complains("is a folder; name a file");
}

#[test]
fn a_draft_may_come_by_standard_input() {
    let project = project(DRAFT);
    let arguments = ["report", "--stdin-filename", "new.md", "-o", "-", "--as-of", "2013"];
    let page = project.run_with_input(&arguments, "A common harbour watch.\n").ends_with(0);
    page.says("new.md, undated, judged as of 2013").says("right at this date, superseded since");
}

#[test]
fn what_cannot_be_done_is_said() {
    let project = project(DRAFT);
    project.run(&["report", "nowhere.md"]).ends_with(2).complains("\"nowhere.md\" does not exist");
    project.run(&["report", "sources"]).ends_with(2).complains("name one draft");
    project.run(&["report"]).ends_with(2);
    project.run(&["report", "note.md", "--corpus", "gone"]).ends_with(2).complains("\"gone\" does not exist");
}

/// The whole of a small page: `GLOSSATOR_WRITE=1` writes it anew. The day it is made and the
/// version are left out, and so is the style, which has a file of its own.
#[test]
fn a_small_page_is_written_like_this() {
    let page = page(
        "---\ndate: 2019\n---\n\nThe common harbour watch said \"the pilots have asked for [us] and the islands need it\".\n",
    );
    let (head, rest) = page.out.split_once("<style>").expect("a style");
    let (_, rest) = rest.split_once("</style>").expect("its end");
    let (body, _) = rest.split_once("<footer>").expect("a foot");
    let shown = format!("{head}{body}");
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/report.html");
    if std::env::var_os("GLOSSATOR_WRITE").is_some() {
        std::fs::write(&golden, &shown).expect("a writable folder");
    }
    assert_eq!(std::fs::read_to_string(&golden).expect("the page"), shown, "GLOSSATOR_WRITE=1 writes it");
}
