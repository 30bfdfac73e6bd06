package reconcile

import (
	"path"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/ledger"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/plan"
)

// Record adds the pages to what the ledger holds of them, as of a day, and gives
// the pages of the ledger that are to be written, in the order of their files.
func Record(pages []plan.Page, before []decode.Recorded, today date.Date) map[string]ledger.Page {
	written := map[string]ledger.Page{}
	known := map[string]ledger.Page{}
	for _, one := range before {
		known[one.File] = one.Page
	}
	now := map[address.Page]ledger.Page{}
	var order []address.Page
	others := ledger.Page{Address: address.Home, Since: today}
	for _, page := range pages {
		if page.Address == "/404.html" || plan.Beside(page) {
			continue
		}
		owner, isForm := formOf(page, now)
		switch {
		case isForm:
			one := now[owner]
			one.Also = append(one.Also, page.Address)
			now[owner] = one
		case page.Moved() || path.Ext(page.Address.File()) != ".html":
			if _, own := known[ledger.FileOf(page.Address)]; !own && !inForms(before, page.Address) {
				others.Also = append(others.Also, page.Address)
			}
		default:
			one := ledger.Page{Address: page.Address, Since: today}
			for _, place := range placesOf(page) {
				one.Places = append(one.Places, place.recorded())
			}
			now[page.Address] = one
			order = append(order, page.Address)
		}
	}
	for _, at := range order {
		file := ledger.FileOf(at)
		written[file] = ledger.Merge(known[file], now[at], kept)
	}
	if len(others.Also) > 0 || known[ledger.Others].Address != "" {
		written[ledger.Others] = ledger.Merge(known[ledger.Others], others, nil)
	}
	return written
}

// formOf finds the recorded page of which a page is another form, with the same
// places: an edition, or a translation.
func formOf(page plan.Page, now map[address.Page]ledger.Page) (owner address.Page, isForm bool) {
	if page.Of() == "" && page.Root() == "" {
		return owner, false
	}
	frame := page.Frame()
	owner = frame.Address
	if page.Moved() || frame.Kind == "" || frame.Edition == "" && frame.Root == "" {
		return owner, false
	}
	if own := address.Page(frame.Root) + frame.Address; frame.Root != "" && frame.Edition != "" {
		if _, recorded := now[own]; recorded {
			return own, true // an edition of a translation with places of its own
		}
	}
	first, recorded := now[owner]
	if !recorded {
		return owner, false
	}
	if frame.Edition != "" && frame.Root == "" {
		return owner, true
	}
	return owner, slices.EqualFunc(first.Places, placesOf(page), func(a ledger.Place, b place) bool {
		return a.ID == b.id && (a.Print.Sum == b.sum || !a.HasWords() && b.sum == 0)
	})
}

// inForms tells whether an address is recorded as another form of a page.
func inForms(before []decode.Recorded, at address.Page) bool {
	return slices.ContainsFunc(before, func(one decode.Recorded) bool {
		return one.File != ledger.Others && slices.Contains(one.Also, at)
	})
}

// kept tells whether a recorded place is the same as one of now. A place whose
// name went to other words keeps the words that were recorded, where the page
// shows them as earlier ones.
func kept(before, now ledger.Place) bool {
	return !before.HasWords() || !now.HasWords() || before.Print.Sum == now.Print.Sum ||
		ledger.Begin(before.Words, now.Words) || before.Print.Sketch.Like(now.Print.Sketch) >= editedAtMost ||
		before.Kind == now.Kind && (now.Kind == string(document.Heading) || familyOf(now.Kind) == now.Kind && subjectOf(before) == subjectOf(now))
}

// subjectOf is what a recorded part of the record shows.
func subjectOf(recorded ledger.Place) string {
	subject, _, _ := strings.Cut(recorded.Words, shows)
	return subject
}
