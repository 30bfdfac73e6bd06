package build

import (
	"cmp"
	"errors"
	"path"
	"slices"
	"strings"
	"sync"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
	"plainsight/generator/stage/lint"
	"plainsight/generator/stage/plan"
	"plainsight/generator/stage/reconcile"
	"plainsight/generator/stage/render"
	"plainsight/generator/task/audit"
)

// Kept is what one Look leaves for the next, so that only what changed is made
// again. What a Look gives is the same with it and without. The zero Kept
// keeps nothing; one Kept is for one Look at a time.
type Kept struct {
	found *collect.Finder
	// files are those that were found, and lasting those of them that the next
	// process can go by.
	files, lasting []collect.File
	// once says that this is a build by itself: memory is spared, and inspections stand
	// in the register once they are linked, and nowhere else.
	once   bool
	reader decode.Reader
	looked *lint.Looked
	links  *link.Kept
	lints  *lint.Kept
	plans  *plan.Kept
	checks *reconcile.Kept
	theme  *render.Theme
	// themes and languages are those of the settings that the theme is for.
	themes, languages []string
}

// Keep gives a Kept that keeps.
func Keep() *Kept {
	return &Kept{found: &collect.Finder{}, reader: decode.NewReader(), looked: &lint.Looked{}, links: &link.Kept{}, lints: &lint.Kept{}, plans: &plan.Kept{}, checks: &reconcile.Kept{}}
}

// Changed says which files have changed since the last Look; where none is named
// it may be any, and of content and data also where nobody says anything.
func (k *Kept) Changed(names []string) {
	k.found.Changed(names)
	ofTheme := func(name string) bool { return name == "themes" || strings.HasPrefix(name, "themes/") }
	if len(names) == 0 || slices.ContainsFunc(names, ofTheme) {
		k.theme = nil
	}
}

// themed gives the theme of the settings.
func (k *Kept) themed(o Options, settings decode.Settings) (*render.Theme, []diag.Problem, error) {
	if k.theme != nil && slices.Equal(k.themes, settings.Themes) && slices.Equal(k.languages, settings.Languages) {
		return k.theme, nil, nil
	}
	theme, problems, err := themed(o, settings)
	k.theme = nil
	if err == nil && len(problems) == 0 { // else they are to be told again
		k.theme, k.themes, k.languages = theme, settings.Themes, settings.Languages
	}
	return theme, problems, err
}

// A Preview is the site as those who write it see it, with drafts and what is
// under embargo. Its files are made when they are asked for; it is never
// written to a folder. It may be used by many at once.
type Preview struct {
	// Problems are those of the preview, without the notes.
	Problems []diag.Problem
	// Whole tells whether no error keeps the preview from being shown.
	Whole bool
	// HeldBack is what the public does not see.
	HeldBack link.Held

	options Options
	docs    decode.Documents
	theme   *render.Theme
	book    *plan.Book
	assets  map[string][]byte
	// search makes the index of the search when somebody asks for it.
	search func() (map[string][]byte, error)
}

// Look makes a preview; kept may be nil. The error is the machine's.
func Look(o Options, kept *Kept) (*Preview, error) {
	if kept == nil {
		kept = &Kept{}
	}
	docs, problems, err := decoded(o, kept)
	if err != nil {
		return nil, err
	}
	register, held, more := kept.links.Documents(docs, o.Now, link.Preview)
	problems = append(problems, more...)
	problems = append(problems, kept.lints.Graver(register)...)
	book := kept.plans.Book(register, kept.files, gated)
	problems = append(problems, kept.checks.Book(book, against(register, held))...)
	if err := docs.Lost(); err != nil {
		return nil, err
	}
	theme, more, err := kept.themed(o, docs.Settings)
	if err != nil {
		return nil, err
	}
	problems = append(problems, more...)
	p := &Preview{
		Problems: shownOf(o, problems), Whole: theme != nil && !diag.Stop(problems, false), HeldBack: held,
		options: o, docs: docs, theme: theme, book: book, assets: map[string][]byte{},
	}
	p.search = sync.OnceValues(func() (map[string][]byte, error) {
		index, err := indexByFile(o, theme, book.All())
		return index, cmp.Or(docs.Lost(), err)
	})
	if theme != nil {
		for _, asset := range theme.Assets() {
			p.assets[asset.Path] = asset.Bytes
		}
	}
	return p, nil
}

// Public gives the problems that the public site would have and the preview has
// not, such as a link to a page that is still held back.
func (p *Preview) Public() []diag.Problem {
	if p.HeldBack.Drafts+p.HeldBack.Embargoed == 0 { // the public sees the same
		return nil
	}
	public := site{result: Result{Problems: p.Problems}}
	public.add(p.options, diag.Graver(outlineFor(p.docs, p.options.Now, link.Public, lint.Graver).problems))
	return besides(public.result.Problems, p.Problems)
}

// Audit reads a page of the preview as the gate reads it before it is
// published.
func (p *Preview) Audit(name string) []diag.Problem {
	page, found := p.book.File(name)
	if !found || p.theme == nil || path.Ext(name) != ".html" {
		return nil
	}
	artifact, err := p.page(*page)
	var fault *render.Fault
	switch {
	case errors.As(err, &fault):
		return shownOf(p.options, []diag.Problem{fault.OnPage()})
	case err != nil:
		return nil // the page itself says so
	}
	return shownOf(p.options, audit.Page(*page, p.docs.Settings.BaseURL, artifact))
}

// shownOf puts problems in order, each with its line.
func shownOf(o Options, problems []diag.Problem) []diag.Problem {
	shown := site{}
	shown.add(o, diag.Graver(problems))
	return shown.result.Problems
}

// File makes one file of the site, named without a slash at its start. found
// is false where the site has none of that name.
func (p *Preview) File(name string) (bytes []byte, found bool, err error) {
	if asset, isAsset := p.assets[name]; isAsset {
		return asset, true, nil
	}
	if strings.HasPrefix(name, render.SearchFolder) && p.theme != nil {
		index, err := p.search()
		bytes, found := index[name]
		return bytes, found, err
	}
	page, found := p.book.File(name)
	if !found || p.theme == nil {
		return nil, false, nil
	}
	artifact, err := p.page(*page)
	return artifact.Bytes, true, err
}

// page makes a page with all of its words, or not at all.
func (p *Preview) page(page plan.Page) (render.Artifact, error) {
	artifact, err := p.theme.Page(page)
	if lost := p.docs.Lost(); lost != nil {
		return render.Artifact{}, lost
	}
	return artifact, err
}

// indexByFile makes the index of the search with what the public does not see.
func indexByFile(o Options, theme *render.Theme, pages []plan.Page) (map[string][]byte, error) {
	made, _, err := searchFiles(o, theme, pages)
	files := make(map[string][]byte, len(made))
	for _, file := range made {
		files[file.Path] = file.Bytes
	}
	return files, err
}

// Held is why the public does not see a file of the preview; held is false
// where it may.
func (p *Preview) Held(name string) (of decode.Release, held bool) {
	page, found := p.book.File(name)
	if !found || path.Ext(name) != ".html" {
		return of, false
	}
	return p.HeldBack.Shown(page.Address)
}
