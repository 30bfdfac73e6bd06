package plan

import (
	"plainsight/generator/domain/address"
	"plainsight/generator/domain/glossary"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/link"
)

// A Kept is what planning a site leaves for planning it again: what is known of
// the pages of each authority, for as long as nothing changes but the reports of
// others. The pages are the same with it and without. The zero Kept is ready, the
// nil Kept keeps nothing, and one Kept is for one planning at a time.
type Kept struct {
	authorities memory.Shelf[*authority]
	rests       memory.Shelf[*rest]
}

// Pages plans all pages of a site that is made from some files.
func (k *Kept) Pages(register *link.Register, files []collect.File) []Page {
	if k != nil {
		k.authorities.Round()
		k.rests.Round()
	}
	sums := map[string]string{}
	for _, file := range files {
		sums[file.Path] = file.Sum
	}
	return pagesOf(register, func(in *link.Register) *planner {
		rest := sumOfRest(in, files)
		made := func(a *authority) memory.Sum {
			own := make([]string, 0, len(a.inspections))
			for _, one := range a.inspections {
				own = append(own, sums[one.From.File])
			}
			return memory.SumOf(rest, a.ID, own)
		}
		p := plannerOf(in, k.rest(in, rest), k.recall(in, made))
		shared := p.shared()
		p.under = func(a *authority) memory.Sum { return memory.SumOf(shared, made(a)) }
		return p
	})
}

// A rest is what follows from all but the words of inspections and takes long.
type rest struct {
	// order is that of all authorities by their names.
	order map[string]int
	// numbers are those of each metric by their places.
	numbers map[string]numbers
	// terms are those of the glossary.
	terms glossary.Finder
}

func restOf(in *link.Register) *rest {
	return &rest{orderOf(in, language.AlphabetOf(in.Lang)), numbersOf(in.Metrics), glossary.Find(in.Glossary)}
}

// rest knows what was made from the same.
func (k *Kept) rest(in *link.Register, sum memory.Sum) *rest {
	if k == nil {
		return restOf(in)
	}
	known, _ := k.rests.Once(sum, func() (*rest, error) { return restOf(in), nil })
	return known
}

// A recall gives an authority in its lanes, as it is known or else as it is.
type recall func(*authority) *authority

// anew knows none.
func anew(in *link.Register) recall {
	return func(a *authority) *authority {
		a.inLanes(in)
		return a
	}
}

// recall knows those that were made from the same.
func (k *Kept) recall(in *link.Register, made func(*authority) memory.Sum) recall {
	if k == nil {
		return anew(in)
	}
	return func(a *authority) *authority {
		known, _ := k.authorities.Once(made(a), func() (*authority, error) {
			a.inLanes(in)
			a.heads = map[string][]Page{}
			return a, nil
		})
		return known
	}
}

// shared is the sum of what every page has of all inspections.
func (p *planner) shared() memory.Sum {
	return memory.SumOf(p.site, p.several, p.feeds, p.shorts, p.moves.whole, p.moves.places)
}

// sumOfRest is the sum of all but the words of inspections: of all other files, and
// of what is there for an audience in a language.
func sumOfRest(in *link.Register, files []collect.File) memory.Sum {
	reports, there, tongues := map[string]bool{}, []address.Page{}, []string{}
	for _, one := range in.Inspections {
		reports[one.From.File] = true
		there = append(there, one.Address)
		tongues = append(tongues, one.Text.Lang) // one is enough to mark the words of all
	}
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

// headsOf plans the pages of a kind of an authority. Where it is known which there
// are, they are planned when somebody asks for the view of one.
func (p *planner) headsOf(a *authority, name string, kind func(*planner, *authority) []Page) []Page {
	if a.heads == nil {
		return p.seenBy(a).pagesOf(a, kind)
	}
	heads, known := a.heads[name]
	if !known {
		pages := p.seenBy(a).pagesOf(a, kind)
		for _, page := range pages {
			page.View, page.sight = nil, nil // which know the whole register
			if page.letter != nil {
				page.letter = unwritten
			}
			if page.entry != nil {
				page.entry = noEntry
			}
			heads = append(heads, page)
		}
		a.heads[name] = heads
		return pages
	}
	pages := make([]Page, len(heads))
	for i, page := range heads {
		page.View = func() any { return kind(p.seenBy(a), a)[i].View() }
		if page.letter != nil {
			page.letter = func() *LetterView { return kind(p.seenBy(a), a)[i].letter() }
		}
		if page.entry != nil {
			page.entry = func() Frame { return kind(p.seenBy(a), a)[i].entry() }
		}
		pages[i] = page
	}
	return pages
}

// unwritten stands for the piece of a page that has one, and noEntry for its entry.
func unwritten() *LetterView { return nil }
func noEntry() Frame         { return Frame{} }
