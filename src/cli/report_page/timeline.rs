//! The timelines of a page: for each concept a drawing of its renderings by year, a row of
//! bars for each, with the same in words for those who do not see it and as a table.

use std::fmt::Write;

use super::Writing;
use crate::engine::{Rendering, Timeline};
use crate::termbase::TermStatus;

/// Units of the drawing: its width, the height of a row of bars and of what stands above it.
const WIDTH: usize = 640;
const ROW: usize = 62;
const BARS: usize = 34;
/// Room below for the years.
const AXIS: usize = 20;
/// A bar is at most so wide.
const WIDEST: usize = 26;
/// So many years are written below the bars at most.
const LABELS: usize = 8;

/// The years of a drawing.
#[derive(Clone, Copy)]
struct Years {
    first: i16,
    last: i16,
    /// The most places in one year.
    most: usize,
}

impl Writing<'_> {
    pub(super) fn timelines(&mut self) {
        self.section("timelines", "Formulations over the years", |writing| {
            let page = writing.page;
            if page.timelines.is_empty() {
                let none = "No dated source has a term that the draft names.";
                writing.out.element("p", &[], none);
                return;
            }
            let told = "How often the dated sources have each rendering, by year. A rendering that is part of a \
                        longer one is not counted there.";
            writing.out.element("p", &[], told);
            for (number, timeline) in (1..).zip(&page.timelines) {
                writing.timeline(number, timeline);
            }
        });
    }

    fn timeline(&mut self, number: usize, timeline: &Timeline) {
        let Some(years) = Years::of(timeline) else { return };
        let (title, told) = (format!("timeline-{number}"), format!("timeline-{number}-told"));
        self.out.open("figure", &[("class", "timeline")]);
        self.out.open("figcaption", &[]);
        self.out.element("h3", &[("dir", "auto")], &timeline.term);
        let named = crate::cli::report::counted(timeline.named, "time");
        self.out.element("span", &[("class", "times")], &format!("{}, {named} in the draft", timeline.concept));
        if let Some(definition) = &timeline.definition {
            self.out.element("p", &[("class", "from"), ("dir", "auto")], definition);
        }
        self.out.close("figcaption");
        let height = timeline.renderings.len() * ROW + AXIS;
        let view = format!("0 0 {WIDTH} {height}");
        let label = format!("{title} {told}");
        self.out.open("svg", &[("viewBox", &view), ("role", "img"), ("aria-labelledby", &label)]);
        self.out.element("title", &[("id", &title)], &format!("Renderings of \"{}\" by year", timeline.term));
        self.out.element("desc", &[("id", &told)], &in_words(timeline));
        for (row, rendering) in timeline.renderings.iter().enumerate() {
            self.bars(row * ROW, rendering, years);
        }
        self.axis(height - AXIS, years);
        self.out.close("svg");
        self.figures(timeline, years);
        self.out.close("figure");
    }

    /// One rendering: its name, and a bar for each year.
    fn bars(&mut self, top: usize, rendering: &Rendering, years: Years) {
        let base = top + ROW - 6;
        let name = format!("{} ({})", rendering.text, standing(rendering));
        self.out.element("text", &[("x", "0"), ("y", &(top + 15).to_string()), ("class", "name")], &name);
        let ends = [("x1", "0"), ("x2", &WIDTH.to_string())].map(|(name, value)| (name, value.to_owned()));
        let [from, to] = &ends;
        let at = base.to_string();
        self.out.open("line", &[(from.0, &from.1), (to.0, &to.1), ("y1", &at), ("y2", &at), ("class", "base")]);
        self.out.close("line");
        let wide = years.width().min(WIDEST).saturating_sub(2).max(1);
        for (year, count) in &rendering.years {
            let tall = (count * BARS).div_ceil(years.most).max(2);
            let (x, y) = (years.place(*year).to_string(), (base - tall).to_string());
            let size = [wide.to_string(), tall.to_string()];
            let [wide, tall] = &size;
            let class = class_of(rendering.status);
            self.out.open("rect", &[("x", &x), ("y", &y), ("width", wide), ("height", tall), ("class", class)]);
            self.out.element("title", &[], &format!("{year}: {count}"));
            self.out.close("rect");
        }
    }

    fn axis(&mut self, top: usize, years: Years) {
        let step = (usize::from(years.last.abs_diff(years.first)) + 1).div_ceil(LABELS).max(1);
        for year in (years.first..=years.last).step_by(step) {
            let (x, y) = (years.place(year).to_string(), (top + 14).to_string());
            self.out.element("text", &[("x", &x), ("y", &y), ("class", "year")], &year.to_string());
        }
    }

    /// The numbers behind the drawing.
    fn figures(&mut self, timeline: &Timeline, years: Years) {
        self.out.open("details", &[]);
        self.out.element("summary", &[], "The numbers");
        self.out.open("div", &[("class", "wide")]);
        self.out.open("table", &[("class", "figures")]);
        self.out.open("tr", &[]);
        self.out.element("th", &[("scope", "col")], "Year");
        for rendering in &timeline.renderings {
            self.out.element("th", &[("scope", "col"), ("dir", "auto")], &rendering.text);
        }
        self.out.close("tr");
        for year in years.first..=years.last {
            let counts: Vec<usize> = timeline.renderings.iter().map(|rendering| in_year(rendering, year)).collect();
            if counts.iter().any(|count| *count > 0) {
                self.figures_row(&year.to_string(), &counts);
            }
        }
        let undated: Vec<usize> = timeline.renderings.iter().map(|rendering| rendering.undated).collect();
        if undated.iter().any(|count| *count > 0) {
            self.figures_row("undated", &undated);
        }
        self.out.close("table");
        self.out.close("div");
        self.out.close("details");
    }

    fn figures_row(&mut self, name: &str, counts: &[usize]) {
        self.out.open("tr", &[]);
        self.out.element("th", &[("scope", "row")], name);
        for count in counts {
            self.out.element("td", &[("class", "number")], &count.to_string());
        }
        self.out.close("tr");
    }
}

impl Years {
    fn of(timeline: &Timeline) -> Option<Self> {
        let all = || timeline.renderings.iter().flat_map(|rendering| &rendering.years);
        let years = || all().map(|(year, _)| *year);
        let most = all().map(|(_, count)| *count).max()?.max(1);
        Some(Self { first: years().min()?, last: years().max()?, most })
    }

    /// The width of a year.
    fn width(self) -> usize {
        WIDTH / (usize::from(self.last.abs_diff(self.first)) + 1)
    }

    /// Where a year begins.
    fn place(self, year: i16) -> usize {
        let count = usize::from(self.last.abs_diff(self.first)) + 1;
        usize::from(year.abs_diff(self.first)) * WIDTH / count
    }
}

fn in_year(rendering: &Rendering, year: i16) -> usize {
    rendering.years.iter().find(|(known, _)| *known == year).map_or(0, |(_, count)| *count)
}

/// "preferred, 2018 to 2022"
fn standing(rendering: &Rendering) -> String {
    let status = rendering.status.map_or("no term", TermStatus::as_str);
    rendering.period.map_or_else(|| status.to_owned(), |period| format!("{status}, {period}"))
}

const fn class_of(status: Option<TermStatus>) -> &'static str {
    match status {
        Some(TermStatus::Preferred) => "preferred",
        Some(TermStatus::Admitted) => "admitted",
        _ => "other",
    }
}

/// A drawing in words.
fn in_words(timeline: &Timeline) -> String {
    let mut told = String::new();
    for rendering in &timeline.renderings {
        let (Some((first, _)), Some((last, _))) = (rendering.years.first(), rendering.years.last()) else { continue };
        let most = rendering.years.iter().max_by_key(|(_, count)| *count).map_or(*first, |(year, _)| *year);
        let places = crate::cli::report::counted(rendering.total, "place");
        // Writing to a string cannot fail.
        let _ = write!(told, "{}: {places}, from {first} to {last}, most in {most}. ", rendering.text);
    }
    told.trim_end().to_owned()
}
