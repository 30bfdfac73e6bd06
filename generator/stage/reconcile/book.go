package reconcile

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/ledger"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/plan"
)

// A Kept is what checking a book leaves for checking the next: of which recorded pages
// everything is there, for as long as their parts are the same and nothing moved. What
// is given is the same with it and without. The zero Kept is ready, the nil Kept keeps
// nothing.
type Kept struct {
	against Against
	book    *plan.Book
	ever    map[string]bool
	records []record
}

// A record is what is known of a recorded page, in the order of the ledger: in which
// of the parts it is, -1 for none, and what that was when everything was there.
type record struct {
	part  int
	whole bool
	there *plan.Part
}

// Book checks all pages of a book, as Pages does. Where nothing is wrong, which is
// seen from what the book knows of them, most views are not planned; the words of
// problems come from Pages alone.
func (k *Kept) Book(book *plan.Book, against Against) []diag.Problem {
	if k == nil {
		k = &Kept{}
	}
	if k.sound(book, against) {
		return nil
	}
	return Pages(book.All(), against)
}

func (k *Kept) sound(book *plan.Book, against Against) bool {
	if book.Twice {
		return false
	}
	r := reconcilerOf(against, book.Head)
	r.viewed = func(page plan.Page) plan.Page {
		viewed, _ := book.Page(page.Address)
		return *viewed
	}
	for _, part := range book.Parts() {
		if part.Odd {
			return false
		}
		for _, one := range part.Links {
			if len(r.link(*one.On, one.Link)) > 0 {
				return false
			}
		}
	}
	k.renew(r, book)
	return len(r.redirects(r.Redirects)) == 0 && k.allThere(r, book)
}

// renew forgets what may be otherwise now.
func (k *Kept) renew(r *reconciler, book *plan.Book) {
	before := k.against
	if k.ever == nil || !sameLedger(before.Ledger, r.Ledger) {
		r.remember()
		k.ever, k.records = r.ever, nil
	}
	if k.records == nil || !book.HasPagesOf(k.book) || before.Today != r.Today ||
		!slices.Equal(before.Redirects, r.Redirects) || !slices.Equal(before.Broken, r.Broken) {
		k.records = make([]record, len(r.Ledger))
		for i := range r.Ledger {
			k.records[i].part = -1
			if one := &r.Ledger[i]; one.File != ledger.Others {
				k.records[i].part = book.PartOf(one.Address)
			}
		}
	}
	k.against, k.book, r.ever = r.Against, book, k.ever
}

// sameLedger tells whether two ledgers are one and the same.
func sameLedger(a, b []decode.Recorded) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// allThere tells whether nothing that was recorded would vanish.
func (k *Kept) allThere(r *reconciler, book *plan.Book) bool {
	for i := range r.Ledger {
		one := &r.Ledger[i]
		if one.Since.Known() && one.Since.Compare(r.Today) > 0 {
			continue // what is built is the site as it was before
		}
		known := &k.records[i]
		var part *plan.Part
		if known.part >= 0 {
			part = book.Parts()[known.part]
		}
		if known.whole && known.there == part {
			continue
		}
		known.whole, r.led = false, false
		switch {
		case one.File == ledger.Others && len(r.others(*one)) > 0:
			return false
		case one.File != ledger.Others && !r.plainlyThere(one) && len(r.page(*one)) > 0:
			return false
		case part == nil || !r.led && lasts(book, one.Address):
			known.whole, known.there = true, part
		}
	}
	return true
}

// plainlyThere tells whether a page that has no text of people has all that was
// recorded of it, without words, so that nobody needs to see its view.
func (r *reconciler) plainlyThere(one *decode.Recorded) bool {
	page, found := r.find(one.Address)
	if !found || page.Text() != nil || page.Moved() || page.Leads() != "" || slices.ContainsFunc(one.Also, func(at address.Page) bool { return !r.there(at) }) {
		return false
	}
	if slices.ContainsFunc(r.Redirects, func(to plan.Redirect) bool { return to.Place != "" && to.From == page.Address }) {
		return false
	}
	return !slices.ContainsFunc(one.Places, func(place ledger.Place) bool { return place.HasWords() || !page.Anchors().Has(place.ID) })
}

// lasts tells whether what was seen of a page stays as it is with its part.
func lasts(book *plan.Book, at address.Page) bool {
	page, _ := book.Head(at)
	if page.Moved() || page.Leads() != "" {
		return false
	}
	viewed, _ := book.Page(at)
	return !viewed.Strays()
}

// reconcilerOf finds pages by their addresses.
func reconcilerOf(against Against, find func(address.Page) (*plan.Page, bool)) *reconciler {
	r := &reconciler{Against: against, find: find, moved: map[string]bool{}, ever: map[string]bool{}, places: map[address.Page][]place{}}
	for _, one := range r.Redirects {
		r.moved[string(one.From)+"#"+one.Place] = true
	}
	return r
}
