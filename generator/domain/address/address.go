// Package address knows the addresses of the site: of pages, of places on a
// page, and of the matters that inspections and documents are cited by.
//
// An address is a promise. Councillors print it in newsletters and committee
// papers, so it is lower case, made of letters, digits and hyphens, and never
// made from anything that changes with the season, such as a page's number in
// a list.
package address

import (
	"path"
	"strings"
	"unicode"
)

// A Page is the address of one page from the root of the site: "/",
// "/inspections/2022-02-ilacs/" or "/404.html". It begins with a slash, and
// ends with one unless the page is a file.
type Page string

// Home is the first page.
const Home Page = "/"

// Of joins the segments of a page's address: Of("inspections", "2022-02-ilacs")
// is "/inspections/2022-02-ilacs/".
func Of(segments ...string) Page {
	var most [128]byte
	if out, plain := appended(append(most[:0], '/'), segments); plain {
		return Page(out)
	}
	return joined(segments)
}

// Below joins them below the page.
func (p Page) Below(segments ...string) Page {
	var most [128]byte
	if out, plain := appended(append(most[:0], '/'), []string{string(p)}); plain {
		if out, plain = appended(out, segments); plain {
			return Page(out)
		}
	}
	return joined(append([]string{string(p)}, segments...))
}

// appended adds segments that are plain, as nearly all are: none leads back or nowhere.
func appended(out []byte, segments []string) (longer []byte, plain bool) {
	for _, segment := range segments {
		switch segment = strings.Trim(segment, "/"); {
		case segment == "":
		case segment[0] == '.' || strings.Contains(segment, "/.") || strings.Contains(segment, "//"):
			return out, false
		default:
			out = append(append(out, segment...), '/')
		}
	}
	return out, true
}

func joined(segments []string) Page {
	joined := strings.Trim(path.Join(segments...), "/")
	if joined == "" {
		return Home
	}
	return Page("/" + joined + "/")
}

// File is where the page lies below the output folder, with slashes and
// without one at the start.
func (p Page) File() string {
	name := strings.TrimPrefix(string(p), "/")
	if name == "" || strings.HasSuffix(name, "/") {
		return name + "index.html"
	}
	return name
}

// Parent is the page above in the tree of addresses, Home for Home itself.
func (p Page) Parent() Page {
	above := path.Dir(strings.TrimSuffix(string(p), "/"))
	return Of(above)
}

// Up is the way from the page to the root of the site: "" for the root
// itself, "../../" for "/inspections/2022-02-ilacs/".
func (p Page) Up() string {
	const deep = "../../../../../../../../"
	folders := strings.Count(strings.TrimPrefix(string(p), "/"), "/")
	if up := len("../") * folders; up <= len(deep) {
		return deep[:up]
	}
	return strings.Repeat("../", folders)
}

// To is the relative link from the page to a target below the root, which
// begins with a slash and may carry a fragment.
func (p Page) To(target string) string { return string(p.AppendTo(nil, target)) }

// AppendTo writes the link of To behind what is written.
func (p Page) AppendTo(out []byte, target string) []byte {
	page, fragment, marked := strings.Cut(target, "#")
	if page == string(p) && marked {
		return append(append(out, '#'), fragment...)
	}
	up, below := p.Up(), strings.TrimPrefix(target, "/")
	if up == "" && (below == "" || below[0] == '#') {
		up = "./"
	}
	return append(append(out, up...), below...)
}

// Clean is the form in which two written targets are compared: the path of a
// link below the root without "index.html" and with its closing slash. A path
// whose last segment has a dot is a file and stays one.
func Clean(target string) Page {
	target = strings.TrimSuffix(target, "index.html")
	cleaned := path.Clean("/" + target)
	if cleaned == "/" || strings.Contains(path.Base(cleaned), ".") {
		return Page(cleaned)
	}
	return Page(cleaned + "/")
}

// Slug makes an address segment or an anchor from words: lower case letters
// and digits, everything else one hyphen. Letters of other scripts stay as
// they are; an apostrophe leaves no gap ("children's" gives "childrens").
func Slug(words string) string {
	var slug strings.Builder
	gap := false
	for _, letter := range strings.ToLower(words) {
		switch {
		case unicode.IsLetter(letter) || unicode.IsDigit(letter) || unicode.IsMark(letter):
			if gap && slug.Len() > 0 {
				slug.WriteByte('-')
			}
			slug.WriteRune(letter)
			gap = false
		case letter == '\'' || letter == '’':
		default:
			gap = true
		}
	}
	return slug.String()
}

// IsSlug tells whether a segment or an anchor is written as Slug would write
// it, so that it can be read aloud and typed.
func IsSlug(segment string) bool {
	return segment != "" && segment == Slug(segment)
}
