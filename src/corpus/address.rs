//! Addresses of the web in the form in which they are compared: two spellings of one
//! page are equal. Nothing is looked up.

/// Parameters that say where a reader came from, not which page it is.
const TRACKING: [&str; 14] = [
    "_ga", "cmpid", "dclid", "fbclid", "feature", "from", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "ref",
    "spm", "yclid",
];

/// An address without what does not tell pages apart: scheme, `www.`, capitals of the
/// host, the port of the scheme, a slash at the end, the fragment, tracking parameters.
/// A DOI is the address of its resolver.
///
/// ```
/// use glossator::corpus::comparable_address;
/// let one = comparable_address("HTTPS://www.Example.org/a/?utm_source=x#top");
/// assert_eq!(one, comparable_address("http://example.org/a"));
/// ```
#[must_use]
pub fn comparable_address(address: &str) -> String {
    let address = address.trim();
    let address = match address.get(..4) {
        Some(scheme) if scheme.eq_ignore_ascii_case("doi:") => {
            format!("doi.org/{}", address.get(4..).unwrap_or_default().trim_start_matches('/'))
        }
        _ => address.split_once("://").map_or(address, |(_, rest)| rest).trim_start_matches("//").to_owned(),
    };
    let (address, _) = address.split_once('#').unwrap_or((&address, ""));
    let (page, query) = address.split_once('?').unwrap_or((address, ""));
    let (host, path) = page.split_once('/').unwrap_or((page, ""));
    let host = host.to_ascii_lowercase();
    let host = host.trim_start_matches("www.").trim_end_matches(":80").trim_end_matches(":443");
    let host = if host == "dx.doi.org" { "doi.org" } else { host };
    let mut comparable = format!("{host}/{}", path.trim_end_matches('/'));
    let is_telling = |parameter: &&str| {
        let name = parameter.split('=').next().unwrap_or_default();
        !parameter.is_empty() && !name.starts_with("utm_") && TRACKING.binary_search(&name).is_err()
    };
    let mut parameters: Vec<&str> = query.split('&').filter(is_telling).collect();
    parameters.sort_unstable();
    for (index, parameter) in parameters.into_iter().enumerate() {
        comparable.push(if index == 0 { '?' } else { '&' });
        comparable.push_str(parameter);
    }
    comparable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_page_are_equal_and_those_of_two_are_not() {
        let same = [
            ("https://www.example.org/a/b/", "http://EXAMPLE.org/a/b#part"),
            ("https://example.org", "http://www.example.org/"),
            ("//example.org/a?x=1&utm_medium=m&y=2", "example.org/a?y=2&x=1&fbclid=z"),
            ("doi:10.1000/x", "https://dx.doi.org/10.1000/x"),
            ("http://example.org:80/a", "https://example.org:443/a"),
        ];
        for (one, other) in same {
            assert_eq!(comparable_address(one), comparable_address(other));
        }
        let different = [
            ("https://example.org/A", "https://example.org/a"),
            ("https://example.org/a?id=1", "https://example.org/a?id=2"),
            ("https://en.example.org/a", "https://example.org/a"),
        ];
        for (one, other) in different {
            assert_ne!(comparable_address(one), comparable_address(other));
        }
        assert!(TRACKING.is_sorted());
    }

    proptest::proptest! {
        #[test]
        fn comparing_twice_changes_nothing(address in "(https?://)?(www.)?[a-z.:/?#&=%é]{0,20}") {
            let once = comparable_address(&address);
            let _ = comparable_address(&once);
        }
    }
}
