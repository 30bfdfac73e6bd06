package plan

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/link"
)

// A Redirect says what became of an address: its matter stands elsewhere, or
// was withdrawn. It speaks of the site's first language; the others follow.
type Redirect struct {
	From address.Page
	// Place is the place on it that is meant, "" for the page as a whole.
	Place string
	// To is where it leads, "/topics/homes/#p3"; "" where it was withdrawn.
	To string
	// Withdrawn and Why are for readers of what was.
	Withdrawn date.Date
	Why       string
	// Short tells that it is a short address.
	Short bool
	// At is where it was written, no file for what the generator makes itself.
	At diag.Place
}

// redirecting lists where redirects come from. All that leads from one address
// to another is a line here, and has a page and a rule for servers by that.
var redirecting = []func(*link.Register) []Redirect{
	written,
	shortened,
}

// Redirects are all redirects of the site, those that were written first.
func Redirects(register *link.Register) (all []Redirect) {
	for _, from := range redirecting {
		all = append(all, from(register)...)
	}
	return all
}

// written are the redirects that people wrote.
func written(register *link.Register) (all []Redirect) {
	for _, one := range register.Redirects {
		all = append(all, Redirect{From: one.From, Place: one.FromPlace, To: one.To, Withdrawn: one.Withdrawn, Why: one.Why, At: one.At})
	}
	return all
}

// A MovedView is what stands at an address that leads to another page, or whose
// matter was withdrawn.
type MovedView struct {
	Frame
	// Goal is the frame of the page where the matter stands now, and To its
	// address with the place; both are empty where it was withdrawn.
	Goal Frame
	To   string
	// Withdrawn and Why say when and why.
	Withdrawn date.Date
	Why       string
	// Places are those that can be asked for at this address.
	Places []Former
}

// A Former is a place that stood on a page: where its words are now, or why
// they were withdrawn.
type Former struct {
	ID string
	// Words are the first words there, "" where they are not known.
	Words string
	// To is "" where it was withdrawn.
	To        string
	Withdrawn date.Date
	Why       string
}

// A Rule leads from one address to another, for servers. To is "" for what was
// withdrawn, and Told says that a page at the address tells why.
type Rule struct {
	From, To string
	Told     bool
}

// ServerRules are what servers can do by themselves, in the order of their addresses.
func ServerRules(pages []Page, redirects []Redirect) (rules []Rule) {
	at := map[address.Page]bool{}
	for _, page := range pages {
		at[page.Address] = true
		if leads := page.Leads(); leads != "" || page.Kind == "withdrawn" {
			rules = append(rules, Rule{string(page.Address), leads, leads == ""})
		}
	}
	for _, one := range redirects {
		if one.To == "" && one.Place == "" && !at[one.From] { // a file, which cannot say why
			rules = append(rules, Rule{From: string(one.From)})
		}
	}
	slices.SortStableFunc(rules, func(a, b Rule) int { return cmp.Compare(a.From, b.From) })
	return slices.CompactFunc(rules, func(a, b Rule) bool { return a.From == b.From })
}

// moves are the redirects as far as pages need them.
type moves struct {
	whole  map[address.Page]Redirect
	places map[address.Page][]Redirect
}

func movesOf(register *link.Register) moves {
	m := moves{map[address.Page]Redirect{}, map[address.Page][]Redirect{}}
	for _, one := range Redirects(register) {
		if one.Place != "" {
			m.places[one.From] = append(m.places[one.From], one)
		} else if _, twice := m.whole[one.From]; !twice {
			m.whole[one.From] = one
		}
	}
	return m
}

// everOf are the pages and places that the ledger holds.
func everOf(register *link.Register) map[string]bool {
	ever := map[string]bool{}
	for _, page := range register.Ledger {
		ever[string(page.Address)] = true
		for _, place := range page.Places {
			ever[string(page.Address)+"#"+place.ID] = true
		}
	}
	return ever
}

// end follows redirects to where they end. A circle, which is reported, ends
// where it began.
func (m moves) end(to string) string {
	for range len(m.whole) + 1 {
		page, place, _ := strings.Cut(to, "#")
		next, moved := m.whole[address.Clean(page)]
		if !moved || next.To == "" {
			return to
		}
		to = next.To
		if place != "" && !strings.Contains(to, "#") {
			to += "#" + place
		}
	}
	return to
}

// former are the places of a page that stand elsewhere now or were withdrawn.
func (m moves) former(page address.Page) (all []Former) {
	for _, one := range m.places[page] {
		to := ""
		if one.To != "" {
			to = m.end(one.To)
		}
		all = append(all, Former{ID: one.Place, To: to, Withdrawn: one.Withdrawn, Why: one.Why})
	}
	return all
}

// moved plans what stands at the addresses that lead elsewhere. planned are the
// pages of the language, still without what stands before them.
func (p *planner) moved(planned []Page) []Page {
	if len(p.moves.whole) == 0 {
		return nil
	}
	at := map[address.Page]Page{}
	for _, page := range planned {
		at[page.Address] = page
	}
	return p.movedTo(func(target address.Page) (Page, bool) { page, found := at[target]; return page, found })
}

// movedTo does the same for who finds pages by their addresses.
func (p *planner) movedTo(at func(address.Page) (Page, bool)) (pages []Page) {
	for _, from := range sortedKeys(p.moves.whole) {
		if _, taken := at(from); taken || p.Root != "" && strings.HasPrefix(string(from), p.Root+"/") {
			continue // reported by stage/reconcile, or of this language alone
		}
		one := p.moves.whole[from]
		if one.To == "" {
			if path.Ext(from.File()) == ".html" {
				pages = append(pages, p.withdrawn(one))
			}
			continue
		}
		target, place, _ := strings.Cut(p.moves.end(one.To), "#")
		goal, found := at(address.Clean(target))
		switch {
		case !found: // reported, or withdrawn since
			if last, known := p.moves.whole[address.Clean(target)]; known && last.To == "" {
				last.From = from
				pages = append(pages, p.withdrawn(last))
			}
		case path.Ext(goal.Address.File()) != ".html":
			goal.Address = from // a file is the same at both
			goal.knowing(func(known *facts) { known.moved = true })
			pages = append(pages, goal)
		default:
			pages = append(pages, p.movedPage(from, goal, place, one.Short))
			for _, form := range p.site.Forms {
				if one.Short {
					break // which is printed and said, and not read by itself
				}
				if edition, made := at(goal.Address + address.Page(form+"/")); made && strings.HasSuffix(string(from), "/") {
					pages = append(pages, p.movedPage(from+address.Page(form+"/"), edition, place, false))
				}
			}
		}
	}
	return pages
}

// movedPage leads from an address to a page, or to a place on it. Every place
// of that page can be asked for here. Nothing moved from a short address.
func (p *planner) movedPage(from address.Page, goal Page, place string, short bool) Page {
	kind := "moved"
	if short {
		kind = "short"
	}
	to := string(goal.Address)
	if place != "" {
		to += "#" + place
	}
	page := Page{Kind: kind, Address: from, facts: &facts{moved: true, leads: to}}
	var places []string
	for _, one := range p.placesFrom(from, goal, "") {
		places = append(places, one.ID)
	}
	page.and(places...)
	page.view = func(Page) any {
		view := MovedView{Frame: p.frame(kind, from), Goal: goal.Frame(), To: to}
		view.Places = p.placesFrom(from, goal, view.Goal.TextLang)
		view.Former, view.Versions = nil, nil
		view.Goal.Body, view.Goal.Charts, view.Goal.Embeds, view.Goal.Former = nil, nil, nil, nil
		return view
	}
	return page
}

// placesFrom are the places that can be asked for where a page stood: those of
// the page that it is now, whose text is in a language, and its own.
func (p *planner) placesFrom(from address.Page, goal Page, lang string) (places []Former) {
	own := p.moves.former(from)
	said := map[string]bool{}
	for _, one := range own {
		said[one.ID] = true
	}
	words := wordsOn(goal)
	for id := range goal.Anchors().All() {
		if !said[id] {
			said[id] = true
			begin := words[id]
			if begin != "" && said[begin] { // the same words stand at another place
				begin += " (" + id + ")"
			}
			said[begin] = true
			if lang != "" && begin != "" {
				begin = language.Passage(lang, begin)
			}
			places = append(places, Former{ID: id, Words: begin, To: string(goal.Address) + "#" + id})
		}
	}
	places = append(places, own...)
	slices.SortStableFunc(places, func(a, b Former) int { // what has no words of its own comes last
		return cmp.Compare(min(1, len(b.Words)), min(1, len(a.Words)))
	})
	return places
}

// withdrawn says that what stood at an address was withdrawn, and why.
func (p *planner) withdrawn(one Redirect) Page {
	page := Page{Kind: "withdrawn", Address: one.From, facts: &facts{moved: true}, view: func(Page) any {
		view := MovedView{Frame: p.frame("withdrawn", one.From), Withdrawn: one.Withdrawn, Why: one.Why, Places: p.moves.former(one.From)}
		view.Former, view.Versions = nil, nil
		return view
	}}
	for _, place := range p.moves.former(one.From) {
		page.and(place.ID)
	}
	return page
}

// Frame is the frame of the page, empty for a file.
func (page Page) Frame() Frame { return FrameOf(page.View()) }

// FrameOf is the frame of a view, empty for a file.
func FrameOf(view any) Frame {
	framed, is := view.(interface{ Framed() Frame })
	if !is {
		return Frame{}
	}
	return framed.Framed()
}

// Excerpt are the first words of a text, as many as help to know it again.
func Excerpt(words string) string {
	const most = 60
	words = language.Unmarked(words)
	if len(words) <= most {
		return words
	}
	cut := strings.LastIndexByte(words[:most], ' ')
	if cut <= 0 {
		cut = most
		for cut > 0 && words[cut]&0xc0 == 0x80 {
			cut--
		}
	}
	return words[:cut] + " …"
}

// wordsOn are the first words at the places of a page that have words of the
// page's own text.
func wordsOn(page Page) map[string]string {
	words := map[string]string{}
	if text := page.Text(); text != nil {
		for _, block := range text.Body().Blocks {
			for _, piece := range append([]document.Block{block}, block.Items...) {
				if piece.ID != "" && piece.Kind != document.Embed {
					words[piece.ID] = Excerpt(strings.TrimPrefix(piece.Number+". ", ". ") + piece.Words)
				}
			}
		}
	}
	return words
}

func sortedKeys(whole map[address.Page]Redirect) (keys []address.Page) {
	for key := range whole {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
