package decode

import (
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/kit/diag"
)

// A Redirect says what became of an address that was published: its matter
// stands elsewhere now, or was withdrawn.
type Redirect struct {
	// From is the page, and FromPlace the place on it, "" for the whole page.
	From      address.Page
	FromPlace string
	// To is where it leads, "/topics/homes/#p3", "" where it was withdrawn.
	To string
	// Withdrawn is the day of that, and Why the reason.
	Withdrawn date.Date
	Why       string
	// At is where it is written.
	At diag.Place
}

const redirectsFile = "data/redirects.yaml"

var redirectKeys = []key{
	{name: "from", form: text, required: true, doc: "The address that was published, from the root of the site; with a place where only that moved: /topics/homes/#places."},
	{name: "to", form: text, doc: "The address where its matter stands now."},
	{name: "withdrawn", form: day, doc: "The day on which it was withdrawn, where it leads nowhere."},
	{name: "why", form: text, doc: "Why it was withdrawn, in a sentence for readers."},
}

func readRedirects(file source, docs *Documents) []diag.Problem {
	return readList(file, docs, redirectKeys, func(f *fields) {
		one := Redirect{To: f.text("to"), Withdrawn: f.date("withdrawn"), Why: f.text("why"), At: f.from.At("from")}
		page, place, _ := strings.Cut(f.text("from"), "#")
		one.From, one.FromPlace = address.Clean(page), place
		if f.redirectIsWhole(one, page) {
			docs.Redirects = append(docs.Redirects, one)
		}
	})
}

func (f *fields) redirectIsWhole(one Redirect, from string) bool {
	for _, key := range []string{"from", "to"} {
		if written := f.text(key); written != "" && !isBelow(written) {
			f.report(badRedirect.At(f.from.At(key), "“%s” is not an address below the root of the site", written).
				Try("Write it as it stands behind the name of the host: %s: /topics/homes/.", key))
			return false
		}
	}
	withdrawn := one.Withdrawn.Known() && one.Why != ""
	switch {
	case from == "":
		return false // missing, or reported
	case one.To != "" && (one.Withdrawn.Known() || one.Why != ""):
		f.report(badRedirect.At(f.from.At("to"), "this address leads on and is withdrawn at once").
			Try("Keep “to”, or keep “withdrawn” and “why”."))
	case one.To == "" && !withdrawn:
		f.report(badRedirect.At(one.At, "nothing says what became of %s", f.text("from")).
			Try("Add “to: /…/” with the address where its matter stands now, or “withdrawn: 2026-05-09” and “why: …” with the day and the reason."))
	default:
		return true
	}
	return false
}

func isBelow(target string) bool {
	return strings.HasPrefix(target, "/") && !strings.HasPrefix(target, "//") && !strings.ContainsAny(target, " ?\\\"<>")
}

// retired are the places of a file's page that lead elsewhere.
func (docs *Documents) retired(file source) (ids []string) {
	for _, one := range docs.Redirects {
		if one.FromPlace != "" && strings.HasSuffix(string(one.From), "/"+file.id()+"/") {
			ids = append(ids, one.FromPlace)
		}
	}
	return ids
}

// aliases are the former addresses of a page, each written in its file.
func (f *fields) aliases() (all []Redirect) {
	for _, item := range f.items("aliases") {
		written := strings.TrimSpace(item.Text)
		page, place, marked := strings.Cut(written, "#")
		if !isBelow(written) || marked && place == "" {
			f.report(badRedirect.At(item.Place, "“%s” is not an address below the root of the site", written).
				Try("Write it as it stands behind the name of the host: /topics/homes/."))
			continue
		}
		all = append(all, Redirect{From: address.Clean(page), FromPlace: place, At: item.Place})
	}
	return all
}
