package build

import (
	"path"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
	"plainsight/generator/stage/plan"
	"plainsight/generator/stage/render"
)

// A Preview is the site as those who write it see it, with drafts and what is
// under embargo. Its files are made when they are asked for; it is never
// written to a folder. It may be used by many at once.
type Preview struct {
	Problems []diag.Problem
	// Whole tells whether no error keeps the preview from being shown. What
	// only the public site would lack does not.
	Whole bool
	// Theme may be given to the next Look where no file of it has changed.
	Theme *render.Theme
	// HeldBack is what the public does not see.
	HeldBack link.Held
	pages    map[string]plan.Page
	assets   map[string][]byte
}

// Look makes a preview. The theme may be nil, and is loaded then. The problems
// are those of the preview and those that the public site would have, such as
// a link to a page that is still held back. The error is the machine's.
func Look(o Options, theme *render.Theme) (*Preview, error) {
	docs, problems, err := decoded(o)
	if err != nil {
		return nil, err
	}
	seen := outlineFor(docs, o.Now, link.Preview)
	problems = append(problems, seen.problems...)
	if theme == nil {
		var more []diag.Problem
		theme, more, err = themed(o, docs.Settings)
		problems = append(problems, more...)
	}
	whole := theme != nil && !diag.Stop(problems, false)
	if seen.held.Drafts+seen.held.Embargoed > 0 { // else the public sees the same
		problems = append(problems, outlineFor(docs, o.Now, link.Public).problems...)
	}
	shown := site{}
	shown.add(o, problems)
	p := &Preview{Problems: shown.result.Problems, Whole: whole, Theme: theme, HeldBack: seen.held, pages: byFile(seen.pages), assets: map[string][]byte{}}
	if theme != nil {
		for _, asset := range theme.Assets() {
			p.assets[asset.Path] = asset.Bytes
		}
	}
	return p, err
}

func byFile(pages []plan.Page) map[string]plan.Page {
	files := make(map[string]plan.Page, len(pages))
	for _, page := range pages {
		files[page.Address.File()] = page
	}
	return files
}

// File makes one file of the site, named without a slash at its start. found
// is false where the site has none of that name.
func (p *Preview) File(name string) (bytes []byte, found bool, err error) {
	if asset, isAsset := p.assets[name]; isAsset {
		return asset, true, nil
	}
	page, found := p.pages[name]
	if !found || p.Theme == nil {
		return nil, false, nil
	}
	artifact, err := p.Theme.Page(page)
	return artifact.Bytes, true, err
}

// Held is why the public does not see a file of the preview; held is false
// where it may.
func (p *Preview) Held(name string) (of decode.Release, held bool) {
	page, found := p.pages[name]
	if !found || path.Ext(name) != ".html" {
		return of, false
	}
	return p.HeldBack.Shown(page.Address)
}
