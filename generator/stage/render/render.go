// Package render gives pages their form.
//
// It takes pages with their views and a theme, and gives artifacts: the bytes
// of each page at its address, then the theme's styles, scripts and other
// files. A template sees the view of its page and nothing else, all words of
// the interface come from the language file, and the bulk of a page, the words
// of a report, is written by appends rather than by a template. It knows no
// inspection, no clock and no folder of the machine, and writes no file.
//
// A theme has these files, each of which may come from another folder than
// the rest:
//
//	theme.yaml            its styles, scripts, files and extras
//	templates/layout.html what stands round every page
//	templates/KIND.html   the outline of one kind of page
//	templates/partials/   the parts that outlines name, one file a part
//	styles/ scripts/      bundled by package scripts
//	languages/en.yaml     the words of the interface
//
// Templates write links below the root of the site with a leading slash; they
// are made relative to the page when it is finished, so that a site works
// below any address and from a folder.
package render

import (
	"fmt"
	"html/template"
	"io/fs"
	"iter"
	"net/url"
	"runtime"
	"strings"
	"sync"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/memory"
	"plainsight/generator/kit/program"
	"plainsight/generator/stage/plan"
)

// A Theme is the form of all pages: templates, words and assets. It does not
// change once it is loaded, and may be used by many at once.
type Theme struct {
	// tongues are what pages are made with, by their language; first is the
	// language of the site.
	tongues map[string]tongue
	first   string
	sources sources
	assets  assets
	// sum is that of all of it.
	sum memory.Sum
}

// A tongue is the templates by the kind of page, with the words of a language.
type tongue struct {
	kinds map[string]*program.Program
	words *language.Words
}

// Load reads a theme whose layers were already laid over each other, with its
// words for the languages of a site, "en-GB" and "cy". The problems are faults
// in files that people may write; where there is an error among them the Theme
// is nil. A site whose language could not be read has no theme, and no problem
// of the theme either. What is dear to make is asked of the memory first, which
// may be nil.
func Load(theme fs.FS, tags []string, remembered *memory.Memory) (*Theme, []diag.Problem, error) {
	if len(tags) == 0 || tags[0] == "" {
		return nil, nil, nil
	}
	read := loader{theme: theme, remembered: remembered}
	loaded, err := read.load(tags)
	problems := read.placed()
	if err != nil || diag.Stop(problems, false) {
		return nil, problems, err
	}
	return loaded, problems, nil
}

// A loader gathers the problems of all parts of a theme.
type loader struct {
	theme      fs.FS
	remembered *memory.Memory
	problems   []diag.Problem
	// texts are those that were read, as they were then: one may be written to
	// while a theme is loaded.
	texts []text
}

// A text is a file of the theme that pages are made with.
type text struct {
	name   string
	source []byte
}

// text reads one.
func (l *loader) text(name string) ([]byte, error) {
	source, err := fs.ReadFile(l.theme, name)
	if err == nil {
		l.texts = append(l.texts, text{name, source})
	}
	return source, err
}

func (l *loader) load(tags []string) (*Theme, error) {
	spoken := map[string]*language.Words{}
	for _, tag := range tags {
		if spoken[tag] = l.words(tag); spoken[tag] == nil {
			return nil, nil
		}
	}
	assets, err := l.assets(l.manifest(), spoken)
	if err != nil {
		return nil, err
	}
	loaded := &Theme{tongues: map[string]tongue{}, first: tags[0], assets: assets}
	for _, tag := range tags {
		embeds := &embeds{}
		called := functions(spoken[tag], spoken, assets, embeds)
		kinds, sources, err := l.templates(called, embeds)
		if err != nil {
			return nil, err
		}
		l.checkWords(kinds, sources, spoken[tag], tag)
		fold(kinds, speaker{spoken[tag]})
		maker := makerOf(called, spoken[tag], embeds)
		embeds.program(maker)
		loaded.tongues[tag], loaded.sources = tongue{programs(maker, kinds), spoken[tag]}, sources
	}
	loaded.sum = l.summed(tags, assets)
	return loaded, nil
}

func (l *loader) report(problems ...diag.Problem) { l.problems = append(l.problems, problems...) }

// placed gives the problems with the files named from the source folder,
// where the theme knows in which of its layers a file lies.
func (l *loader) placed() []diag.Problem {
	for i := range l.problems {
		l.problems[i].Place = located(l.theme, l.problems[i].Place)
	}
	return diag.Sort(l.problems)
}

func located(theme fs.FS, place diag.Place) diag.Place {
	if layered, ok := theme.(interface{ Where(name string) string }); ok {
		place.File = layered.Where(place.File)
	}
	return place
}

// Lacking names the extras of the theme that are not there. The site is whole
// without them.
func (t *Theme) Lacking() []string { return t.assets.lacking }

// Pages renders the pages, in their order, and then the theme's own files. It
// works ahead on all cores, but never far, so that few pages are held at once.
// The first error ends it; it is a *Fault where a template is to blame.
func Pages(pages []plan.Page, theme *Theme) iter.Seq2[Artifact, error] {
	return theme.all(pages, func(plan.Page) (Artifact, bool) { return Artifact{}, false }, theme.Page)
}

// all gives the pages, each as it is known or as render makes it, and then the
// theme's own files.
func (t *Theme) all(pages []plan.Page, known func(plan.Page) (Artifact, bool), render func(plan.Page) (Artifact, error)) iter.Seq2[Artifact, error] {
	return func(yield func(Artifact, error) bool) {
		for made := range inOrder(pages, known, render) {
			if !yield(made.artifact, made.err) || made.err != nil {
				return
			}
		}
		for _, asset := range t.assets.artifacts {
			if !yield(asset, nil) {
				return
			}
		}
	}
}

type made struct {
	artifact Artifact
	err      error
}

// large is a file as a site has few. What it took to make is given back at once: the
// garbage collector would let as much again be taken before it looks.
const large = 1 << 20

// inOrder makes pages side by side and gives them in order. As many pages wait as
// the cores can use. Each core makes one after another: what the largest pages need
// is there no oftener than it has to be, and the deep stack that templates need
// grows once. Nobody is asked to make what is known.
func inOrder(pages []plan.Page, known func(plan.Page) (Artifact, bool), render func(plan.Page) (Artifact, error)) iter.Seq[made] {
	return func(yield func(made) bool) {
		most := 2 * runtime.GOMAXPROCS(0)
		tasks := make(chan func(), most)
		defer close(tasks)
		for range runtime.GOMAXPROCS(0) {
			go func() {
				for task := range tasks {
					task()
				}
			}()
		}
		begin := func(page plan.Page) func() made {
			if artifact, is := known(page); is {
				return func() made { return made{artifact, nil} }
			}
			result := make(chan made, 1)
			tasks <- func() {
				artifact, err := render(page)
				result <- made{artifact, err}
			}
			return func() made { return <-result }
		}
		var begun []func() made
		for len(pages) > 0 || len(begun) > 0 {
			for ; len(begun) < most && len(pages) > 0; pages = pages[1:] {
				begun = append(begun, begin(pages[0]))
			}
			next := begun[0]()
			isLarge := len(next.artifact.Bytes) > large
			if !yield(next) {
				return
			}
			begun, next = begun[1:], made{}
			if isLarge {
				runtime.GC()
			}
		}
	}
}

// Where is the path of a file of the theme from the source folder.
func (t *Theme) Where(name string) string {
	return located(t.sources.theme, diag.Place{File: name}).File
}

// Assets are the theme's own files, the same for every site.
func (t *Theme) Assets() []Artifact { return t.assets.artifacts }

// Page renders one page. The error is a *Fault where a template is to blame.
func (t *Theme) Page(page plan.Page) (Artifact, error) { return t.shown(page, page.View()) }

// shown renders one page with its view.
func (t *Theme) shown(page plan.Page, view any) (Artifact, error) {
	if file, isFile := files[page.Kind]; isFile {
		view := view.(plan.FileView)
		bytes, err := file(speaker{t.in(view.Lang).words}, t.assets, view.Chart)
		return Artifact{Path: page.Address.File(), Bytes: bytes}, err
	}
	if file, isFile := records[page.Kind]; isFile {
		view := view.(plan.RecordView)
		bytes, err := file(speaker{t.in(view.Lang).words}, view)
		return Artifact{Path: page.Address.File(), Bytes: bytes}, err
	}
	if view, isFile := view.(plan.SecurityView); isFile {
		return Artifact{Path: page.Address.File(), Bytes: security(view)}, nil
	}
	if file, isFile := crawls[page.Kind]; isFile {
		bytes, err := file(view.(plan.CrawlView))
		return Artifact{Path: page.Address.File(), Bytes: bytes}, err
	}
	if file, isFile := letters[page.Kind]; isFile {
		view := view.(plan.LetterView)
		bytes, err := file(speaker{t.in(view.Lang).words}, view)
		return Artifact{Path: page.Address.File(), Bytes: bytes}, err
	}
	if card, isCard := view.(plan.CardView); isCard {
		bytes, err := speaker{t.in(card.Lang).words}.card(t.assets, card)
		return Artifact{Path: page.Address.File(), Bytes: bytes}, err
	}
	if view, isFile := view.(plan.DataFile); isFile {
		bytes, err := speaker{t.in(view.Lang).words}.openFile(t.assets.remembered, view)
		return Artifact{Path: page.Address.File(), Bytes: bytes}, err
	}
	frame := plan.FrameOf(view)
	outline, known := t.in(frame.Lang).kinds[page.Kind]
	if !known {
		return Artifact{}, fmt.Errorf("the theme has no template %s/%s.html, which %s needs", templatesFolder, page.Kind, page.Address)
	}
	buffer := buffers.Get().(*[]byte) // nothing of it is in a finished page
	defer buffers.Put(buffer)
	written, err := outline.Append((*buffer)[:0], view)
	if err != nil {
		return Artifact{}, t.sources.fault(err, page.Address)
	}
	*buffer = written
	finished := buffers.Get().(*[]byte)
	*finished = t.finished((*finished)[:0], page, frame, written)
	return Lent(page.Address.File(), *finished, func() { buffers.Put(finished) }), nil
}

// buffers are those that pages, and pieces of them, are written to first.
var buffers = sync.Pool{New: func() any { return &[]byte{} }}

// piece is what is written by appends.
func piece(write func(out []byte) []byte) string {
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	*buffer = write((*buffer)[:0])
	return string(*buffer)
}

// in gives what pages in a language are made with.
func (t *Theme) in(lang string) tongue {
	if found, is := t.tongues[lang]; is {
		return found
	}
	return t.tongues[t.first]
}

// finished lays a page that was written out for paper, makes its links
// relative, and marks the passages in other languages. It may write behind out.
func (t *Theme) finished(out []byte, page plan.Page, frame plan.Frame, written []byte) []byte {
	words := t.in(frame.Lang).words
	if frame.Edition != "" {
		written = relaid(written, words)
	}
	base := strings.TrimSuffix(frame.Site.BaseURL, "/") + frame.Root
	return passages(t.assets.parts.finished(out, written, finish{base, string(frame.Address), words, way(page, frame)}))
}

// way writes links below the root as they are written on a page. The page that is
// shown for addresses that are not there stands at any depth, so its links
// begin at the root of the host.
func way(page plan.Page, frame plan.Frame) func(out []byte, target string) []byte {
	if !strings.HasSuffix(string(page.Address), "/") {
		root := rootOf(frame)
		return func(out []byte, target string) []byte {
			return append(append(out, root...), strings.TrimPrefix(target, "/")...)
		}
	}
	root := ""
	if address.IsSlug(strings.TrimPrefix(frame.Root, "/")) {
		root = frame.Root
	}
	edition := page.Of() != ""
	return func(out []byte, target string) []byte {
		target = rooted(root, target)
		if edition {
			if place, on := placeOn(page, target); on {
				return append(append(out, '#'), place...)
			}
		}
		return page.Address.AppendTo(out, target)
	}
}

// asItStands begins a link that is not led to the language of its page.
const asItStands = "/."

// rooted leads a link to the language of its page. The theme's own files and
// those of data are the same in all.
func rooted(root, target string) string {
	if kept, is := strings.CutPrefix(target, asItStands); is && strings.HasPrefix(kept, "/") {
		return kept
	}
	if root == "" || strings.HasPrefix(target, "/"+assetsFolder) || plan.Shared(target) ||
		target == root || strings.HasPrefix(target, root+"/") {
		return target
	}
	return root + target
}

// placeOn is the place on its page to which a link of an edition leads: it stays in
// the edition, which has the same places.
func placeOn(edition plan.Page, target string) (place string, on bool) {
	place, on = strings.CutPrefix(target, string(edition.Of()))
	if !on {
		return "", false
	}
	return strings.CutPrefix(place, "#")
}

// rootOf is the path of the site on its host, with a slash at both ends.
func rootOf(frame plan.Frame) string {
	base, err := url.Parse(frame.Site.BaseURL)
	if err != nil || base.Path == "" {
		return string(address.Home)
	}
	return template.HTMLEscapeString(base.EscapedPath())
}
