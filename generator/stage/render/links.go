package render

import "bytes"

// linked rewrites the links of a finished page that lead below the root of
// the site: href="/…" and src="/…" become what way says. In the words of a
// page a quotation mark is written as an entity, so that only links match.
func linked(page []byte, way func(target string) string) []byte {
	written := make([]byte, 0, len(page)+len(page)/16)
	for {
		at := bytes.Index(page, []byte(`="/`))
		if at < 0 {
			return append(written, page...)
		}
		start := at + len(`="`)
		length := bytes.IndexByte(page[start:], '"')
		if length < 0 {
			return append(written, page...)
		}
		written = append(written, page[:start]...)
		target := string(page[start : start+length])
		if leadsBelow(page[:at], target) {
			target = way(target)
		}
		written = append(written, target...)
		page = page[start+length:]
	}
}

// leadsBelow tells a link below the root from another attribute and from a
// link to another host, which may begin with two slashes.
func leadsBelow(before []byte, target string) bool {
	link := bytes.HasSuffix(before, []byte(" href")) || bytes.HasSuffix(before, []byte(" src"))
	return link && (len(target) == 1 || target[1] != '/')
}
