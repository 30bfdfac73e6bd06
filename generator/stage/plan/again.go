package plan

import (
	"slices"
	"strings"
	"sync"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/glossary"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// From plans all pages of a site that is made from some files, and says of each what
// its view is planned from, where that is less than the whole site.
func From(register *link.Register, files []collect.File) []Page {
	sums := map[string]string{}
	for _, file := range files {
		sums[file.Path] = file.Sum
	}
	return pagesOf(register, func(in *link.Register) *planner {
		rest := sumOfRest(in, files)
		p := plannerOf(in, restOf(in))
		shared := p.shared()
		p.under = func(a *authority) memory.Sum {
			own := make([]string, 0, len(a.inspections))
			for _, one := range a.inspections {
				own = append(own, sums[one.From.File])
			}
			return memory.SumOf(shared, rest, a.ID, own)
		}
		return p
	})
}

// shared is the sum of what every page has of all inspections.
func (p *planner) shared() memory.Sum {
	return memory.SumOf(p.site, p.several, p.feeds, p.shorts, p.moves.whole, p.moves.places)
}

// sumOfRest is the sum of all but the words of inspections: of all other files, and
// of what is there for an audience in a language.
func sumOfRest(in *link.Register, files []collect.File) memory.Sum {
	reports, there, tongues := map[string]bool{}, thereIn(in), []string{}
	for _, one := range in.Inspections {
		reports[one.From.File] = true
		there = append(there, one.Address)
		tongues = append(tongues, one.Text.Lang) // one is enough to mark the words of all
	}
	for _, one := range in.Pages {
		there = append(there, address.Of(one.ID))
	}
	var others []collect.File
	for _, file := range files {
		if !reports[file.Path] {
			others = append(others, file)
		}
	}
	return memory.SumOf(in.Lang, in.Root, there, tongues, in.Translated(), others)
}

// thereIn are the pages of a register, without inspections and the site's own.
func thereIn(in *link.Register) (there []address.Page) {
	for _, one := range in.Documents {
		there = append(there, one.Address)
	}
	for _, one := range in.Threads {
		there = append(there, one.Address)
	}
	for _, one := range in.Topics {
		there = append(there, address.Of("topics", one.ID))
	}
	for _, one := range in.Metrics {
		there = append(there, address.Of("metrics", one.ID))
	}
	for _, one := range in.Updates {
		there = append(there, address.Of("updates", one.ID))
	}
	return there
}

// A rest is what follows from all but the words of inspections and takes long.
type rest struct {
	// alphabet is that of the language of the pages. One takes 70 kB, so all share it.
	alphabet *language.Alphabet
	// order is that of all authorities by their names.
	order map[string]int
	// numbers are those of each metric by their places.
	numbers map[string]numbers
	// terms are those of the glossary.
	terms glossary.Finder
	// all are the authorities that have pages of their own, in the order of their
	// names, and parted are all councils as an index has them, onPages where each part
	// has a page.
	all     []*authority
	parted  func() []part
	onPages bool
	// outcomes are the most recent of authorities in files of outcomes.
	outcomes map[string]*decode.Outcome
	// graded are the editions under which some authority has grades.
	graded []string
	// ever are the pages and places that were published before.
	ever map[string]bool
}

func restOf(in *link.Register) *rest {
	alphabet := language.AlphabetOf(in.Lang)
	r := &rest{alphabet: alphabet, order: orderOf(in, alphabet), numbers: numbersOf(in.Metrics, in.IsArea), terms: glossary.Find(in.Glossary), graded: editionsOf(gradedIn(in.Inspections)), ever: everOf(in), onPages: onPagesIn(in), outcomes: outcomesOf(in)}
	r.parted = sync.OnceValue(func() []part { return (&planner{Register: in, rest: r}).allParts() })
	r.all = authoritiesOf(in, r)
	for _, a := range r.all {
		a.ready(in, r)
	}
	return r
}

// ready has an authority give what follows from its inspections, when somebody asks.
func (a *authority) ready(in *link.Register, r *rest) {
	a.inLanes(in)
	several, many, alphabet := hasSeveral(in), r.onPages, r.alphabet
	a.letters = sync.OnceValue(func() []string { return lettersOf(a.leads(several, many), alphabet) })
}

// A Kept is what planning a site leaves for planning it again: the parts of each
// authority, for as long as nothing changes but the reports of others and the words
// of the site's own pages. The pages are the same with it and without. The zero Kept
// is ready, and one Kept is for one planning at a time.
type Kept struct {
	register  *link.Register
	files     []collect.File
	redirects []Redirect
	rest      *rest
	book      *Book
}

// renew forgets what may be another in a register that is made from some files.
func (k *Kept) renew(in *link.Register, files []collect.File) {
	redirects := Redirects(in)
	if k.register == nil || !sameButWords(k.register, in) || !sameButTexts(k.files, files) || !slices.Equal(k.redirects, redirects) {
		*k = Kept{rest: restOf(in)}
	} else {
		k.rest = k.rest.after(in, changedIn(k.register.Inspections, in.Inspections))
	}
	k.register, k.files, k.redirects = in, files, redirects
}

// sameButTexts tells whether no file changed, came or went but reports and the site's
// own pages.
func sameButTexts(before, now []collect.File) bool {
	return slices.EqualFunc(before, now, func(a, b collect.File) bool {
		return a == b || a.Path == b.Path && (strings.HasPrefix(a.Path, decode.InspectionsFolder+"/") || strings.HasPrefix(a.Path, decode.PagesFolder+"/"))
	})
}

// sameButWords tells whether two registers have the same inspections and pages of the
// site's own, whatever these say.
func sameButWords(before, now *link.Register) bool {
	return before.Ruled == now.Ruled && before.Lang == now.Lang && before.Root == now.Root && slices.Equal(thereIn(before), thereIn(now)) &&
		slices.EqualFunc(before.Inspections, now.Inspections, func(a, b *link.Inspection) bool {
			return a == b || a.Address == b.Address && a.Authority.ID == b.Authority.ID && a.Text.Lang == b.Text.Lang
		}) &&
		slices.EqualFunc(before.Pages, now.Pages, func(a, b decode.Page) bool { return a.ID == b.ID && a.Text.Lang == b.Text.Lang })
}

// changedIn are the inspections that others took the place of, with these.
func changedIn(before, now []*link.Inspection) map[*link.Inspection]*link.Inspection {
	changed := map[*link.Inspection]*link.Inspection{}
	for i, one := range before {
		if one != now[i] {
			changed[one] = now[i]
		}
	}
	return changed
}

// after is the same where some inspections changed, which leave all other authorities
// as they are.
func (r *rest) after(in *link.Register, changed map[*link.Inspection]*link.Inspection) *rest {
	next, touched := *r, map[string]bool{}
	for one, now := range changed {
		touched[one.Authority.ID] = true
		if one.Activity != now.Activity || one.Edition.ID != now.Edition.ID {
			next.graded = nil
		}
	}
	if next.graded == nil {
		next.graded = editionsOf(gradedIn(in.Inspections))
	}
	next.all = slices.Clone(r.all)
	for i, a := range next.all {
		if !touched[a.ID] {
			continue
		}
		renewed := &authority{Authority: a.Authority, root: a.root, threads: a.threads, inspections: slices.Clone(a.inspections)}
		for j, one := range renewed.inspections {
			if now := changed[one]; now != nil {
				renewed.inspections[j] = now
			}
		}
		renewed.ready(in, r)
		next.all[i] = renewed
	}
	return &next
}
