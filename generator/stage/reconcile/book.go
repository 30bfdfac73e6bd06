package reconcile

import (
	"plainsight/generator/domain/address"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/plan"
)

// Book checks all pages of a book, as Pages does. Where nothing is wrong, which is
// seen from what the book knows of them, their views are not planned; the words of
// problems come from Pages alone.
func Book(book *plan.Book, against Against) []diag.Problem {
	if sound(book, against) {
		return nil
	}
	return Pages(book.All(), against)
}

func sound(book *plan.Book, against Against) bool {
	find := book.Head
	if len(against.Ledger) > 0 {
		find = book.Page // what was recorded are the words
	}
	r := reconcilerOf(against, find)
	if book.Twice {
		return false
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
	r.remember()
	return len(r.redirects(r.Redirects)) == 0 && len(r.recorded()) == 0
}

// reconcilerOf finds pages by their addresses.
func reconcilerOf(against Against, find func(address.Page) (*plan.Page, bool)) *reconciler {
	r := &reconciler{Against: against, find: find, moved: map[string]bool{}, ever: map[string]bool{}, places: map[address.Page][]place{}}
	for _, one := range r.Redirects {
		r.moved[string(one.From)+"#"+one.Place] = true
	}
	return r
}
