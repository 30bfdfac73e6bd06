// Package link joins what the files say into one Register: every name is
// found, every inspection has its edition, every grade its place on a scale.
//
// It decides who may see what. For the public, drafts and whatever is under
// embargo are left out here, before the Register exists, so that no page, feed
// or download made from it can leak them. After link nobody changes the
// Register.
package link

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/framework"
	"plainsight/generator/domain/glossary"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/domain/metric"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/decode"
)

// An Audience is who will see the site.
type Audience string

// The Public sees what is published; a Preview is for those who write, and is
// never written to the public folder.
const (
	Public  Audience = "public"
	Preview Audience = "preview"
)

// A Register is the whole record, joined and checked. Nobody changes it.
type Register struct {
	*Joined
	// Inspections in order of time, the oldest first.
	Inspections []*Inspection
	// whole is the register of which this is what one authority sees, and named is
	// told whose inspections are found by their names; they may be nil.
	whole *Register
	named func(authority string)
}

// Joined is what is the same for who sees the whole register, and for each authority
// that sees its own inspections.
type Joined struct {
	// Day is the day of the build, for who looks whether something is due. It
	// stands on no page.
	Day         date.Date
	Settings    *decode.Settings
	Home        decode.Authority
	Authorities map[string]decode.Authority
	Frameworks  map[string]framework.Framework
	Scales      map[string]framework.Scale
	Lanes       []framework.Lane
	Sources     map[string]document.Source
	// Documents in order of their dates, the oldest first.
	Documents []Document
	Topics    []decode.Topic
	// Updates in order of their dates, the newest first.
	Updates  []decode.Update
	Metrics  []decode.Metric
	Glossary []glossary.Term
	// Synonyms are what readers may type for words of the record.
	Synonyms []decode.Synonym
	Pages    []decode.Page
	// Threads in the order of their names.
	Threads []Thread
	// Pairs are inspections that people want side by side.
	Pairs []Pair
	// Outcomes are what yearly files of inspectorates say of councils.
	Outcomes []decode.Outcome
	// Events in order of time, the oldest first.
	Events   []decode.Event
	Holidays date.Holidays
	// Redirects say what became of addresses that were published.
	Redirects []decode.Redirect
	// Ledger is what was published before.
	Ledger []decode.Recorded
	// Lang is the language in which the register is read, and Root what stands
	// before the addresses of its pages: "" for the language of the site, "/cy".
	Lang, Root string
	// translations by their language and the file that they are of.
	translations map[string]map[string]decode.Translation
	// Broken lists the files that could not be read, or not to the end: where
	// the framework is not known, the places of the findings are not either.
	Broken []string
	// Ruled is the sum of what all but texts say, and of who sees which numbers.
	Ruled memory.Sum
	// at finds inspections and documents by their addresses.
	at map[address.Page]int
}

// An Inspection is one inspection with what its names mean.
type Inspection struct {
	decode.Inspection
	Address   address.Page
	Authority *decode.Authority
	*Rules
	// sound tells that nothing was reported of it and that it shows no other
	// inspection, and bound that this is so with its numbers.
	sound, bound bool
}

// Rules are those that an inspection went by, the same ones for many.
type Rules struct {
	Framework framework.Framework
	Edition   framework.Edition
	Scale     framework.Scale
}

// A ruling is what tells some Rules from others, also where a name is given twice.
type ruling struct {
	framework, edition string
	force              date.Span
}

// shared is what stands under a key, put there where it is asked for first.
func shared[K comparable, V any](these map[K]*V, key K, first func() V) *V {
	if these[key] == nil {
		one := first()
		these[key] = &one
	}
	return these[key]
}

// Held counts what is held back from the public, without a word of what it
// is. Until lists the ends of embargoes that are still to come, in order.
type Held struct {
	Drafts, Embargoed int
	Until             []time.Time
	pages             map[address.Page]decode.Release
	// roots are what stands before the addresses of further languages.
	roots []string
}

// An End is when the embargo of a page ends. It is for who writes the page.
type End struct {
	When time.Time
	Page address.Page
}

// Ends are the ends of all embargoes that are to come, in order of time.
func (h Held) Ends() (ends []End) {
	for page, release := range h.pages {
		if !release.Draft {
			ends = append(ends, End{release.PublishAfter, page})
		}
	}
	slices.SortFunc(ends, func(a, b End) int {
		return cmp.Or(a.When.Compare(b.When), cmp.Compare(a.Page, b.Page))
	})
	return ends
}

// Has tells whether a page is held back, for who knows its address.
func (h Held) Has(page address.Page) bool { _, held := h.pages[page]; return held }

// Shown is why the public would not see a page that a preview shows: the page
// itself, or the one that it is another form or a file of, or that it is in
// another language, is held back. held is false where the public may see it.
func (h Held) Shown(page address.Page) (of decode.Release, held bool) {
	if root, id, isFile := strings.Cut(string(page), "/data/metrics/"); isFile {
		id, _, _ = strings.Cut(id, ".")
		page = address.Page(root) + address.Of("metrics", id)
	}
	if of, held = h.above(page); held {
		return of, held
	}
	for _, root := range h.roots {
		if first, inIt := strings.CutPrefix(string(page), root+"/"); inIt {
			return h.above(address.Page("/" + first))
		}
	}
	return of, false
}

// above finds the release of a page, or of the nearest one above it.
func (h Held) above(page address.Page) (of decode.Release, held bool) {
	for {
		if of, held = h.pages[page]; held || page == address.Home {
			return of, held
		}
		page = page.Parent()
	}
}

// Documents joins the documents as they are to be seen at a moment by an
// audience.
func Documents(docs decode.Documents, at time.Time, audience Audience) (*Register, Held, []diag.Problem) {
	return (*Kept)(nil).Documents(docs, at, audience)
}

// Documents gives what the function of this name gives.
func (k *Kept) Documents(docs decode.Documents, at time.Time, audience Audience) (*Register, Held, []diag.Problem) {
	l := linker{
		at: at, audience: audience, held: Held{pages: map[address.Page]decode.Release{}}, parted: map[string]map[string]metric.Numbers{},
		whose: map[string]*decode.Authority{}, rules: map[ruling]*Rules{}, judged: map[said][]inspection.Judgement{},
	}
	settings := docs.Settings // so that the register holds nothing else of the documents
	l.register = &Register{Joined: &Joined{
		Day:        date.On(at),
		Settings:   &settings,
		Frameworks: map[string]framework.Framework{},
		Scales:     named(&l, docs.Scales, func(s framework.Scale) (string, diag.Place) { return s.ID, diag.Place{File: "data/scales.yaml"} }),
		Sources: named(&l, docs.Sources, func(s document.Source) (string, diag.Place) {
			return s.ID, diag.Place{File: "data/sources/" + s.ID + ".yaml"}
		}),
		Outcomes: docs.Outcomes,
		Synonyms: docs.Synonyms,
		Events:   docs.Events,
		Holidays: docs.Holidays,
		Broken:   slices.Clone(docs.Broken),
		Ledger:   docs.Ledger,
	}}
	for _, lang := range l.register.Languages()[1:] {
		l.held.roots = append(l.held.roots, l.register.RootOf(lang))
	}
	l.authorities(docs.Authorities)
	l.settings(docs.Settings, docs.Inspections)
	l.register.Ruled = l.ruled(docs)
	l.kept = k.begin(l.register.Ruled)
	l.security(docs.Settings)
	l.frameworks(docs.Frameworks)
	l.lanes(docs.Lanes)
	l.glossary(docs.Glossary)
	l.register.Inspections = slices.Grow(l.register.Inspections, len(docs.Inspections))
	short := map[string]string{}
	for _, one := range docs.Inspections {
		l.short(short, one.Short, one.From)
		l.inspection(one)
	}
	for _, one := range docs.Documents {
		l.document(one)
	}
	for _, one := range docs.Metrics {
		l.metric(one)
	}
	for _, one := range docs.Metrics {
		l.short(short, one.Short, one.From)
	}
	for _, one := range docs.Topics {
		l.short(short, one.Short, one.From)
	}
	for _, one := range docs.Threads {
		l.short(short, one.Short, one.From)
	}
	l.register.Topics = shown(&l, docs.Topics, func(t decode.Topic) (address.Page, decode.Release) {
		return address.Of("topics", t.ID), t.Release
	})
	l.register.Updates = shown(&l, docs.Updates, func(u decode.Update) (address.Page, decode.Release) {
		return address.Of("updates", u.ID), u.Release
	})
	l.register.Pages = shown(&l, docs.Pages, func(p decode.Page) (address.Page, decode.Release) {
		return address.Of(p.ID), p.Release
	})
	l.register.Threads = shown(&l, l.linkedThreads(docs), func(t Thread) (address.Page, decode.Release) {
		return t.Address, t.Release
	})
	l.register.sort()
	found := l.register.Inspections
	l.register.Inspections = l.kept.inTime(found)
	l.register.at = l.kept.index(l.register, found)
	l.references()
	l.topics(docs.Lanes)
	l.threads()
	l.pairs(docs.Comparisons)
	l.numbers()
	if k != nil {
		k.keep(docs.Inspections, l.inspections)
	}
	l.redirects(docs.Redirects)
	l.translated(docs)
	slices.SortFunc(l.held.Until, time.Time.Compare)
	return l.register, l.held, l.problems
}

// sort puts everything else that has a date into the order of time.
func (r *Register) sort() {
	slices.SortStableFunc(r.Documents, func(a, b Document) int { return a.Source.Date.Compare(b.Source.Date) })
	slices.SortStableFunc(r.Events, func(a, b decode.Event) int { return a.Date.Compare(b.Date) })
	slices.SortStableFunc(r.Updates, func(a, b decode.Update) int { return b.Date.Compare(a.Date) })
}

// shown leaves out what the audience may not see.
func shown[T any](l *linker, all []T, of func(T) (address.Page, decode.Release)) (left []T) {
	for _, one := range all {
		if !l.heldBack(of(one)) {
			left = append(left, one)
		}
	}
	return left
}

type linker struct {
	at       time.Time
	audience Audience
	register *Register
	held     Held
	problems []diag.Problem
	kept     *Kept
	// inspections are all in the order of their files.
	inspections []*Inspection
	// parted are the numbers of metrics by their places, of those asked for.
	parted map[string]map[string]metric.Numbers
	// whose are the authorities of inspections, rules those that these went by, and
	// judged their grades.
	whose  map[string]*decode.Authority
	rules  map[ruling]*Rules
	judged map[said][]inspection.Judgement
}

func (l *linker) report(problem diag.Problem) { l.problems = append(l.problems, problem) }

// heldBack counts what the public may not see, and tells whether it is left
// out: a preview shows it.
func (l *linker) heldBack(page address.Page, of decode.Release) bool {
	embargoed := l.at.Before(of.PublishAfter)
	switch {
	case !of.Draft && !embargoed:
		return false
	case of.Draft:
		l.held.Drafts++
	default:
		l.held.Embargoed++
		l.held.Until = append(l.held.Until, of.PublishAfter)
	}
	l.held.pages[page] = of
	return l.audience == Public
}

func (l *linker) inspection(one *decode.Inspection) {
	linked := l.kept.linked[one]
	if linked == nil {
		linked = l.linked(one)
	}
	l.inspections = append(l.inspections, linked)
	if !l.heldBack(linked.Address, decode.Release{Draft: one.Draft, PublishAfter: one.PublishAfter}) {
		l.register.Inspections = append(l.register.Inspections, linked)
	}
}

// linked finds what the names of an inspection mean.
func (l *linker) linked(one *decode.Inspection) *Inspection {
	linked := &Inspection{Inspection: *one}
	reported, broken := len(l.problems), len(l.register.Broken)
	authority := l.authority(one)
	linked.Authority = shared(l.whose, authority.ID, func() decode.Authority { return authority })
	linked.Address = l.register.At(linked.Authority.ID, "inspections", one.ID)
	var rules Rules
	rules.Framework = l.framework(one)
	if rules.Framework.ID == "" && one.Inspection.Framework != unknownFramework {
		l.register.Broken = append(l.register.Broken, one.From.File)
	}
	rules.Edition, rules.Scale = l.edition(one, rules.Framework)
	linked.Rules = shared(l.rules, ruling{rules.Framework.ID, rules.Edition.ID, rules.Edition.Force}, func() Rules { return rules })
	linked.Judgements = l.judgements(one, linked.Rules)
	linked.Inspection.Inspection.Edition = linked.Edition.ID
	l.sources(one)
	linked.sound = len(l.problems) == reported && len(l.register.Broken) == broken && len(one.Text.Embeds) == 0
	return linked
}
