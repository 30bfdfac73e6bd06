package plan

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/document"
	"plainsight/generator/kit/language"
)

// SearchAddress is the page from which everything on the site is found.
const SearchAddress address.Page = "/search/"

// A SearchView is all that the site has in the order of the alphabet, which
// needs no script.
type SearchView struct {
	Frame
	// Several tells that most reports are left to the lists of their authorities, and
	// Many that these are left to the index of all.
	Several, Many bool
	Letters       []Letter
}

// A SearchIndex is what a search finds where there is a script, in one language of
// the site.
type SearchIndex struct {
	Lang, Root string
	Pieces     []Piece
	Known      SearchWords
}

// A Letter is what begins with it; "#" is for what begins with none.
type Letter struct {
	Anchor, Letter string
	Entries        []Lead
}

// A Lead is one line of the list. Kind is the word for what it leads to, Of
// the inspection or document that a heading stands in.
type Lead struct {
	Kind  string
	Words string
	Link  Link
	Of    Link
	// At is the address, where the words alone do not tell it from another line.
	At string
}

// LeadKinds are what lines of the list can lead to.
var LeadKinds = []string{"topic", "term", "metric", "document", "page", "authority", "thread", "inspection", "heading"}

// searchPage plans the list from A to Z.
func searchPage(p *planner) []Page {
	page := Page{Kind: "search", Address: SearchAddress, facts: &facts{anchors: document.AnchorsOf("a-to-z"), listing: true}, view: func(Page) any {
		return SearchView{Frame: p.frame("search", SearchAddress), Several: p.several, Many: p.onPages, Letters: byAlphabet(p.leads(), p.alphabet)}
	}}
	page.having(func(has *rare) {
		has.index = func() SearchIndex { return SearchIndex{p.Lang, p.Root, p.pieces(), p.searchWords()} }
	})
	letters := map[string]bool{}
	for _, letter := range lettersOf(p.sharedLeads(), p.alphabet) {
		letters[letter] = true
	}
	for _, a := range p.authorities {
		for _, letter := range a.letters() {
			letters[letter] = true
		}
	}
	for _, letter := range slices.SortedFunc(maps.Keys(letters), p.alphabet.Compare) {
		page.and(anchorOf(letter))
	}
	return []Page{page}
}

// leads are the topics, terms, threads, headings and the rest that has a page.
func (p *planner) leads() []Lead {
	leads := p.sharedLeads()
	for _, a := range p.authorities {
		leads = append(leads, a.leads(p.several, p.onPages)...)
	}
	return leads
}

// sharedLeads are those that are of no authority.
func (p *planner) sharedLeads() (leads []Lead) {
	lead := func(kind, words, target string) {
		leads = append(leads, Lead{Kind: kind, Words: words, Link: Link{Target: target}})
	}
	for _, one := range p.Topics {
		lead("topic", one.Title, string(address.Of("topics", one.ID)))
	}
	for _, one := range p.Glossary {
		lead("term", one.Term, "/glossary/#"+one.ID)
	}
	for _, one := range p.Metrics {
		lead("metric", one.Title, string(address.Of("metrics", one.ID)))
	}
	for _, one := range p.Documents {
		lead("document", one.Title, string(one.Address))
		leads = append(leads, headingLeads(one.Text.Outline, Link{Target: string(one.Address), Words: one.Title})...)
	}
	for _, one := range p.Register.Pages {
		if one.ID != "not-held" {
			lead("page", one.Title, string(address.Of(one.ID)))
		}
	}
	return leads
}

// leads are the threads of an authority, and where its pages have the short addresses
// its inspections and the headings of its reports: those of a whole country would
// bury the rest, and each authority has a list of its own. Where there are many, so
// would the authorities.
func (a *authority) leads(several, many bool) (leads []Lead) {
	whose := ""
	if several {
		whose = a.Name
	}
	if several && !many {
		leads = append(leads, Lead{Kind: "authority", Words: a.Name, Link: Link{Target: string(a.root)}})
	}
	for _, one := range a.threads {
		leads = append(leads, Lead{Kind: "thread", Words: one.Title, Link: Link{Target: string(one.Address), Whose: whose}})
	}
	if !a.atHome() {
		return leads
	}
	for _, one := range a.inspections {
		leads = append(leads, Lead{Kind: "inspection", Words: one.Title, Link: Link{Target: string(one.Address), When: one.Inspected, Whose: whose}})
		if one.ReportHeld() {
			leads = append(leads, headingLeads(one.Text.Outline, *linkTo(one))...)
		}
	}
	return leads
}

// headingLeads are the headings of a text, without their numbers and without
// the grades that they repeat. Of several with the same words the first stands
// for all.
func headingLeads(outline document.Outline, of Link) (leads []Lead) {
	seen := map[string]bool{}
	for _, heading := range outline.Sections {
		words := bare(heading)
		if heading.Level < 2 || heading.Level > 3 || heading.ID == "" || seen[sorting(words)] {
			continue
		}
		seen[sorting(words)] = true
		leads = append(leads, Lead{Kind: "heading", Words: words, Link: Link{Target: of.Target + "#" + heading.ID}, Of: of})
	}
	return leads
}

// bare are the words of a heading alone.
func bare(heading document.Section) string {
	return language.Inside(heading.Words, func(words string) string {
		words = strings.TrimLeft(words, "0123456789. ")
		if before, graded := strings.CutSuffix(words, heading.Grade); graded && heading.Grade != "" {
			return strings.TrimRight(before, " :")
		}
		return words
	})
}

// byAlphabet parts lines by their first letters, in the order of the alphabet.
// Lines with the same words stand in the order in which they came.
func byAlphabet(leads []Lead, alphabet *language.Alphabet) (letters []Letter) {
	slices.SortStableFunc(leads, func(a, b Lead) int { return alphabet.Compare(sorting(a.Words), sorting(b.Words)) })
	seen, at := map[string]bool{}, map[string]int{}
	for _, one := range leads {
		if name := fmt.Sprint(one.Kind, sorting(one.Words), one.Of.Words, one.Link.When, one.Link.Whose); seen[name] {
			one.At = one.Link.Target
		} else {
			seen[name] = true
		}
		letter := cmp.Or(alphabet.Letter(one.Words), noLetter)
		if _, known := at[letter]; !known {
			at[letter] = len(letters)
			letters = append(letters, Letter{Anchor: anchorOf(letter), Letter: letter})
		}
		of := &letters[at[letter]]
		of.Entries = append(of.Entries, one)
	}
	return letters
}

// lettersOf are the letters of lines, in the order of the alphabet.
func lettersOf(leads []Lead, alphabet *language.Alphabet) []string {
	letters := map[string]bool{}
	for i := range leads {
		letters[cmp.Or(alphabet.Letter(leads[i].Words), noLetter)] = true
	}
	return slices.SortedFunc(maps.Keys(letters), alphabet.Compare)
}

// noLetter stands for the beginnings that are not letters.
const noLetter = "#"

func anchorOf(letter string) string {
	if letter == noLetter {
		return "letter-other"
	}
	return "letter-" + strings.ToLower(letter)
}

// sorting is what words are held against each other by: without case and
// quotation marks.
func sorting(words string) string {
	return strings.TrimLeftFunc(strings.ToLower(language.Unmarked(words)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}
