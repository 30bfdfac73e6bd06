package audit

import (
	"cmp"
	"io/fs"
	"iter"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/plan"
	"plainsight/generator/stage/render"
)

// An Audit reads artifacts while they are made. It keeps findings and
// addresses, and no page.
type Audit struct {
	// Keep takes what later builds need to know of a file that is as it should
	// be: its notes, nil for what is no page. It is called side by side. Nil
	// keeps nothing.
	Keep func(artifact render.Artifact, notes []byte)
	// Again makes a page of which only notes came, for who has to read it after all.
	Again func(plan.Page) (render.Artifact, error)

	site     *site
	pages    int
	recalled []recalled

	lock  sync.Mutex
	found map[string]*finding
	count []int // by rule
}

// A recalled is a page of which only notes are there: the order in which it came, and
// its number among those that were planned.
type recalled struct{ order, page int32 }

// Begin makes an audit of a site whose pages are planned, whose home page has
// the address base, and whose styles are in the folder of a theme.
func Begin(pages []plan.Page, base string, theme fs.FS) *Audit {
	return &Audit{site: newSite(pages, base, theme), found: map[string]*finding{}, count: make([]int, len(rules))}
}

// Watch passes artifacts on, and reads the pages among them side by side. Who takes
// one is done with its bytes when it asks for the next.
func (a *Audit) Watch(artifacts iter.Seq2[render.Artifact, error]) iter.Seq2[render.Artifact, error] {
	return func(yield func(render.Artifact, error) bool) {
		var readers sync.WaitGroup
		defer readers.Wait()
		free := make(chan struct{}, runtime.GOMAXPROCS(0))
		for artifact, err := range artifacts {
			if err == nil {
				a.take(artifact, &readers, free)
			}
			if !yield(artifact, err) {
				return
			}
			artifact.Done()
		}
	}
}

// Page reads one finished page by itself. Rules that hold pages against each
// other have nothing to say of it.
func Page(planned plan.Page, base string, artifact render.Artifact) []diag.Problem {
	a := Begin([]plan.Page{planned}, base, nil)
	a.read(a.site.add(artifact), artifact)
	return a.problems()
}

func (a *Audit) take(artifact render.Artifact, readers *sync.WaitGroup, free chan struct{}) {
	order := a.site.add(artifact)
	isPage := path.Ext(artifact.Path) == ".html" && !plan.AsLetter(artifact.Path)
	if isPage {
		a.pages++
	}
	if artifact.Before != nil && (!isPage || a.recall(order, artifact) == nil) {
		return
	}
	free <- struct{}{}
	artifact = artifact.Held()
	readers.Go(func() {
		defer func() { <-free }()
		sound := true
		if isPage {
			sound = a.readAndKeep(order, artifact)
		} else {
			a.keep(artifact, nil)
		}
		if sound { // else what was found may be words of it
			artifact.Done()
		}
	})
}

// readAndKeep reads a page, made again where it has to be, and keeps what was
// noted where nothing is wrong.
func (a *Audit) readAndKeep(order int, artifact render.Artifact) (sound bool) {
	if artifact.Before != nil {
		made, err := artifact.Before.Remake()
		if err != nil {
			return true // it was made before from the very same
		}
		made.From = artifact.From
		artifact = made
	}
	noted, sound := a.read(order, artifact)
	if sound {
		a.keep(artifact, noted)
	}
	return sound
}

func (a *Audit) keep(artifact render.Artifact, notes []byte) {
	if a.Keep != nil && artifact.From != (memory.Sum{}) {
		a.Keep(artifact, notes)
	}
}

// read looks at one page with every rule, and gives its notes if they are kept.
// sound is false where anything was found.
func (a *Audit) read(order int, artifact render.Artifact) (noted []byte, sound bool) {
	p := newPage(artifact, a.site)
	defer p.release()
	var told map[string]bool
	at := 0
	report := func(part int, wrong, try string) {
		one := p.finding(order, part, wrong, try)
		if key := rules[at].code.ID + one.key(); !told[key] {
			if told == nil {
				told = map[string]bool{}
			}
			told[key] = true
			a.note(at, one)
		}
	}
	for at = range rules {
		if look := rules[at].look; look != nil {
			look(p, report)
		}
	}
	notes := a.site.look(order, p)
	if sound = told == nil; sound && a.Keep != nil {
		noted = notes.bytes()
	}
	return noted, sound
}

// A finding is what is wrong in one place of a page, or in the same place of
// many, which is then the theme's doing and is told once.
type finding struct {
	place diag.Place
	// element is the way to the part of the page, address the page.
	element, address string
	wrong, try       string
	// order is that of the page, the first of so many pages.
	order, pages int
}

func (f finding) key() string {
	if f.place.Line > 0 {
		return f.place.String() + "\n" + f.wrong + "\n" + f.address
	}
	return f.wrong + "\n" + f.element
}

// note counts a finding and keeps it, if it is new, or of an earlier page than
// the same one before.
func (a *Audit) note(rule int, one finding) {
	a.lock.Lock()
	defer a.lock.Unlock()
	a.count[rule]++
	key := rules[rule].code.ID + "\n" + one.key()
	same := a.found[key]
	if same == nil {
		a.found[key] = &one
		return
	}
	pages := same.pages + one.pages
	if one.order < same.order {
		*same = one
	}
	same.pages = pages
}

// End gives what was measured and what is wrong, after all artifacts passed.
func (a *Audit) End() (Report, []diag.Problem) {
	a.reread()
	for i, rule := range rules {
		if rule.whole != nil {
			rule.whole(a.site, func(one finding) { a.note(i, one) })
		}
	}
	measured := Planned(a.pages)
	for i := range measured.Rules {
		measured.Rules[i].Found = a.count[i]
	}
	return measured, a.problems()
}

func (a *Audit) problems() (problems []diag.Problem) {
	byID := map[string]diag.Code{}
	for _, code := range Codes() {
		byID[code.ID] = code
	}
	for _, key := range slices.SortedFunc(maps.Keys(a.found), func(x, y string) int {
		return cmp.Or(cmp.Compare(a.found[x].order, a.found[y].order), cmp.Compare(x, y))
	}) {
		id, _, _ := strings.Cut(key, "\n")
		problems = append(problems, a.found[key].problem(byID[id]))
	}
	return diag.Sort(problems)
}
