// Package reconcile holds the planned pages against each other: every link
// that people wrote has to lead to a page and a place that will be there, and
// no two pages may have one address.
//
// It looks at addresses and never at files of the output, so that a dead link
// is found before anything is written.
package reconcile

import (
	"maps"
	"path"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/markdown"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/plan"
)

// Against is what pages are held against.
type Against struct {
	Redirects []plan.Redirect
	// Ledger is what was published before, and Today the day of the build.
	Ledger []decode.Recorded
	Today  date.Date
	// Broken are the files that could not be read: links to their pages are let
	// pass, since the problem of the file is enough.
	Broken []string
	// Held tells why a page or a file is held back, so that a link to it is not
	// taken for a slip.
	Held func(address.Page) (decode.Release, bool)
}

// Pages checks all pages.
func Pages(pages []plan.Page, against Against) (problems []diag.Problem) {
	known := make(map[address.Page]*plan.Page, len(pages))
	r := reconcilerOf(against, func(at address.Page) (*plan.Page, bool) { page, found := known[at]; return page, found })
	r.pages, r.sieve = known, newSieve()
	for i := range pages {
		problems = append(problems, r.add(&pages[i])...)
	}
	for i := range pages {
		for _, link := range pages[i].Links() {
			problems = append(problems, r.link(pages[i], link)...)
		}
	}
	if len(r.Ledger) > 0 {
		r.inOrder = slices.Sorted(maps.Keys(r.pages))
	}
	r.remember()
	return append(append(problems, r.redirects(r.Redirects)...), r.recorded()...)
}

type reconciler struct {
	Against
	pages map[address.Page]*plan.Page
	// find is the page at an address. viewed gives it its view, nil where it has one.
	find   func(address.Page) (*plan.Page, bool)
	viewed func(plan.Page) plan.Page
	// led tells that somebody asked whether a line leads to the words of a place.
	led bool
	// sieve lets pages pass that have no place twice.
	sieve *sieve
	// moved are the places that redirects lead away from.
	moved map[string]bool
	// ever are the addresses that were recorded, of pages and places; inOrder those of now, places
	// those of the pages that were asked for.
	ever    map[string]bool
	inOrder []address.Page
	places  map[address.Page][]place
	// renamings are old and new names of pages, once they are asked for.
	renamings [][2]string
}

// add takes a page, and reports a second one at its address, also where the
// two differ in capitals alone: some servers and disks cannot tell them apart.
func (r *reconciler) add(page *plan.Page) (problems []diag.Problem) {
	key := address.Page(strings.ToLower(string(page.Address)))
	if first, taken := r.pages[key]; taken {
		return append(problems, addressTwice.At(diag.Place{File: page.File()}, "the address %s is taken by %s", page.Address, writtenIn(*first)).
			Try("Give this file another name."))
	}
	if page.Of() == "" && r.sieve.catches(page.Anchors().All()) {
		problems = r.anchorsTwice(page)
	}
	r.pages[key] = page
	return problems
}

// anchorsTwice reports the places that are there twice on a page.
func (r *reconciler) anchorsTwice(page *plan.Page) (problems []diag.Problem) {
	seen := map[string]bool{}
	for anchor := range page.Anchors().All() {
		if seen[anchor] && !r.moved[string(page.Address)+"#"+anchor] {
			problems = append(problems, anchorTaken.At(diag.Place{File: page.File(), Line: page.Line(anchor)}, "the place #%s is there twice on %s", anchor, page.Address).
				Try("Give one of the two another name: a heading or paragraph at its end, {#other-name}; a block by its line “id: other-name”."))
		}
		seen[anchor] = true
	}
	return problems
}

// at finds the page at an address.
func (r *reconciler) at(target address.Page) (page plan.Page, found bool) {
	if planned, found := r.find(target); found {
		return *planned, true
	}
	return page, false
}

func writtenIn(page plan.Page) string {
	if page.File() == "" {
		return "a page that the site always has"
	}
	return page.File()
}

func (r *reconciler) link(from plan.Page, link markdown.Link) []diag.Problem {
	target, fragment, _ := strings.Cut(link.Target, "#")
	switch {
	case target == "" && fragment == "":
		return []diag.Problem{deadLink.At(link.Place, "this link leads nowhere").Try("Write where it should lead, or take it out.")}
	case target == "":
		return r.anchor(from, fragment, link)
	case !strings.HasPrefix(target, "/"):
		return nil // the web; kit/markdown refused everything else
	}
	target, _, _ = strings.Cut(target, "?")
	page, found := r.at(rooted(from, address.Clean(target)))
	if !found {
		page, found = r.at(address.Clean(target))
	}
	if !found {
		return r.dead(address.Clean(target), link)
	}
	if fragment == "" {
		return nil
	}
	return r.anchor(page, fragment, link)
}

// rooted is the address to which a link of a page leads: that of the page in the
// same language.
func rooted(from plan.Page, target address.Page) address.Page {
	return address.Page(from.Root()) + target
}

func (r *reconciler) anchor(page plan.Page, fragment string, link markdown.Link) []diag.Problem {
	if page.Anchors().Has(fragment) || slices.Contains(r.Broken, page.File()) {
		return nil
	}
	problem := deadAnchor.At(link.Place, "there is no place “#%s” on %s", fragment, page.Address)
	if near := diag.Near(fragment, page.Anchors().List()); near != "" {
		problem = problem.Try("Did you mean “#%s”?", near)
	} else {
		problem = problem.Try("Open the page, select the number or heading that you mean, and copy its address.")
	}
	return []diag.Problem{problem}
}

func (r *reconciler) dead(target address.Page, link markdown.Link) []diag.Problem {
	for _, file := range r.Broken {
		if strings.TrimSuffix(path.Base(file), path.Ext(file)) == path.Base(string(target)) {
			return nil
		}
	}
	if release, held := r.Held(target); held {
		return []diag.Problem{early(release, target, link)}
	}
	problem := deadLink.At(link.Place, "there is no page %s on the site", target)
	if then, now, found := r.pairOf(target); found {
		return []diag.Problem{problem.Try("Both inspections are here. To set them side by side, write in data/comparisons.yaml: - {then: %s, now: %s}", then, now)}
	}
	known := make([]string, 0, len(r.pages))
	for _, page := range slices.Sorted(maps.Keys(r.pages)) {
		known = append(known, string(page))
	}
	for _, page := range known {
		if strings.HasSuffix(page, string(target)) && target != address.Home {
			return []diag.Problem{problem.Try("Did you mean %s? Pages of an authority that is not the home have its name before them.", page)}
		}
	}
	if near := diag.Near(string(target), known); near != "" {
		return []diag.Problem{problem.Try("Did you mean %s?", near)}
	}
	return []diag.Problem{problem.Try("Pages are named like their files: content/inspections/2022-02-ilacs.md is /inspections/2022-02-ilacs/.")}
}

// early is the problem of a link to what the public does not see yet.
func early(release decode.Release, target address.Page, link markdown.Link) diag.Problem {
	what := "a page"
	if !strings.HasSuffix(string(target), "/") {
		what = "a file"
	}
	if release.Draft {
		return deadLink.At(link.Place, "this link leads to %s that is a draft", what).
			Try("Take the link out until it is published, or let this text wait with it: “draft: true”.")
	}
	until := release.PublishAfter.In(date.London)
	return deadLink.At(link.Place, "this link leads to %s that is held back until %s, London time", what, until.Format("2 January 2006, 15:04")).
		Try("Take the link out until then, or let this text wait with it: “publish_after: %s”.", until.Format("2006-01-02T15:04"))
}

// pairOf finds the two inspections that the address of a comparison names.
func (r *reconciler) pairOf(target address.Page) (then, now string, found bool) {
	root, two, compares := strings.Cut(strings.Trim(string(target), "/"), "compare/")
	if !compares {
		return "", "", false
	}
	names := func(id string) (string, bool) {
		_, there := r.pages[address.Of(root, "inspections", id)]
		return strings.TrimPrefix(path.Join(strings.TrimPrefix(root, "authorities/"), id), "/"), there
	}
	for at := 0; at < len(two); at++ {
		if before, after, parted := strings.Cut(two[at:], "-and-"); parted {
			then, thenThere := names(two[:at] + before)
			now, nowThere := names(after)
			if thenThere && nowThere {
				return then, now, true
			}
			at += len(before)
		}
	}
	return "", "", false
}

// Codes are the problems that reconcile can find.
var Codes = []diag.Code{addressTwice, anchorTaken, deadLink, deadAnchor, redirectTaken, lostAddress}

var (
	addressTwice = diag.Code{
		ID: "address-twice", Severity: diag.Error, Title: "Two pages have one address",
		Text: "The name of a file becomes the address of its page. Two files have the same name, or names that differ " +
			"in capitals alone, which some computers cannot tell apart.",
		Example: "content/inspections/2022-02-ilacs.md and content/inspections/2022-06-focused-visit.md",
	}
	anchorTaken = diag.Code{
		ID: "place-twice", Severity: diag.Error, Title: "Two places of a page have one name",
		Text: "Every paragraph and heading can be linked to by a name of its own. Some names, such as #grades and " +
			"#sources, belong to parts that every page of an inspection has.",
		Example: "## Sources of support {#support}",
	}
	deadLink = diag.Code{
		ID: "dead-link", Severity: diag.Error, Title: "A link to a page that is not there",
		Text: "A link below the root of the site begins with a slash and names a page that the site has. This one " +
			"names none. A page that is a draft or under embargo is not there for the public either.",
		Example: "[the 2022 report](/inspections/2022-02-ilacs/)",
	}
	deadAnchor = diag.Code{
		ID: "dead-anchor", Severity: diag.Error, Title: "A link to a place that is not on the page",
		Text: "What stands after the number sign is the name of a place on the page: #p33 is paragraph 33. There is no " +
			"such place on that page.",
		Example: "[paragraph 33](/inspections/2022-02-ilacs/#p33)",
	}
)
