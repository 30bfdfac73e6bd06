package build

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/memory"
	"plainsight/generator/kit/witness"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
	"plainsight/generator/stage/plan"
	"plainsight/generator/stage/render"
)

// A Why says what a page is made from.
type Why struct {
	Page address.Page
	// Inputs are the files of content and data without which the page would be
	// another, and Themes the themes that it is made with.
	Inputs, Themes []string
	// Known tells whether an earlier build of the output is known. Changed are
	// the files among the inputs and of the themes that are not as they were
	// then, and Gone those of content and data that are not there any more.
	Known         bool
	Changed, Gone []string
	// Same tells whether the next build takes the page as an earlier one made it.
	Same bool
}

// Because finds out what a page of the public site is made from. Nobody keeps
// books on that: it leaves files out, many at once and then fewer, and sees
// with which of them the page becomes another. found is false where the site
// has no such page; then the pages with such a name are given.
func Because(o Options, name string) (why Why, found bool, like []address.Page, err error) {
	files, _ := collect.Files(o.Source)
	t := trial{options: o, files: files, reader: decode.NewReader()}
	docs, pages, err := t.plan(files)
	if err != nil {
		return why, false, nil, err
	}
	page, found := named(pages, docs.Settings.BaseURL, name)
	if !found {
		return why, false, alike(pages, name), nil
	}
	t.page, t.sum = page.Address, viewOf(page)
	why = Why{Page: page.Address, Themes: docs.Settings.Themes}
	var names []string
	for _, file := range files.Files {
		names = append(names, file.Path)
	}
	o.Progress.Stage("look", len(names), "file")
	if why.Inputs, err = t.needed(names); err != nil {
		return why, true, nil, err
	}
	theme, _, err := themed(o, docs.Settings) // a build tells its problems
	if err != nil || theme == nil {
		return why, true, nil, err
	}
	why.Same = wasMade(o.Memory, pages, page, render.From(page, theme))
	why.since(o, names)
	return why, true, nil, nil
}

// since compares the inputs with those of the last build.
func (w *Why) since(o Options, names []string) {
	if !o.remembers() {
		return
	}
	before, known := o.last()
	if w.Known = known; !known {
		return
	}
	marks := map[string]bool{}
	for _, mark := range before.Inputs {
		marks[mark.Name] = true
	}
	differs := map[string]bool{}
	for _, name := range witness.Differs(o.Source, o.look, before.Inputs) {
		differs[name] = true
		inTheme := slices.ContainsFunc(w.Themes, func(theme string) bool { return strings.HasPrefix(name, "themes/"+theme+"/") })
		if inTheme && path.Ext(name) != "" {
			w.Changed = append(w.Changed, name)
		}
		if isSource(name) && path.Ext(name) != "" && !slices.Contains(names, name) {
			w.Gone = append(w.Gone, name)
		}
	}
	for _, name := range w.Inputs {
		if differs[name] || !marks[name] {
			w.Changed = append(w.Changed, name)
		}
	}
	slices.Sort(w.Changed)
}

func isSource(name string) bool {
	return strings.HasPrefix(name, "content/") || strings.HasPrefix(name, "data/")
}

// A trial plans a page from a part of the files.
type trial struct {
	options Options
	files   collect.Source
	reader  decode.Reader
	page    address.Page
	sum     memory.Sum
}

func (t *trial) plan(files collect.Source) (decode.Documents, []plan.Page, error) {
	docs, _, err := t.reader.Files(files)
	if err != nil {
		return docs, nil, err
	}
	register, _, _ := link.Documents(docs, t.options.Now, link.Public)
	return docs, plan.Checked(plan.Pages(register), gated), nil
}

// needed gives those of the names without which the page is another.
func (t *trial) needed(names []string) ([]string, error) {
	other, err := t.differsWithout(names)
	if err != nil || !other {
		t.options.Progress.Step(len(names))
		return nil, err
	}
	if len(names) == 1 {
		t.options.Progress.Step(1)
		return names, nil
	}
	half := len(names) / 2
	first, err := t.needed(names[:half])
	if err != nil {
		return nil, err
	}
	second, err := t.needed(names[half:])
	return append(first, second...), err
}

func (t *trial) differsWithout(names []string) (bool, error) {
	left := t.files
	left.Files = slices.DeleteFunc(slices.Clone(t.files.Files), func(file collect.File) bool { return slices.Contains(names, file.Path) })
	_, pages, err := t.plan(left)
	at := slices.IndexFunc(pages, func(page plan.Page) bool { return page.Address == t.page })
	return err != nil || at < 0 || viewOf(pages[at]) != t.sum, err
}

// viewOf stands for all that a page says.
func viewOf(page plan.Page) memory.Sum {
	return memory.SumOf(page.Kind, page.Address, page.Of(), page.View())
}

// named finds a page by its address, with or without the host, or by its file.
func named(pages []plan.Page, base, name string) (plan.Page, bool) {
	if below, ours := strings.CutPrefix(name, strings.TrimSuffix(base, "/")); ours {
		name = below
	}
	name, _, _ = strings.Cut(name, "#")
	name = "/" + strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(name, "./"), "public/"), "/")
	if path.Ext(name) == "" && !strings.HasSuffix(name, "/") {
		name += "/"
	}
	file := address.Page(name).File()
	at := slices.IndexFunc(pages, func(page plan.Page) bool {
		return page.Address.File() == file || "/"+page.Address.File() == name
	})
	if at < 0 {
		return plan.Page{}, false
	}
	return pages[at], true
}

// mostAlike is how many pages are offered in place of one that is not there.
const mostAlike = 5

func alike(pages []plan.Page, name string) (like []address.Page) {
	last := path.Base(strings.TrimSuffix(name, "/"))
	for _, page := range pages {
		if strings.Contains(string(page.Address), last) && len(like) < mostAlike {
			like = append(like, page.Address)
		}
	}
	return like
}

// Write says what a page is made from, and what of it has changed.
func (w Why) Write(out io.Writer) {
	fmt.Fprintf(out, "%s is made from:\n", w.Page)
	for _, name := range w.Inputs {
		fmt.Fprintf(out, "  %s%s\n", name, w.mark(name))
	}
	for _, theme := range w.Themes {
		fmt.Fprintf(out, "  the theme %s\n", theme)
	}
	for _, name := range w.Changed {
		if strings.HasPrefix(name, "themes/") {
			fmt.Fprintf(out, "  %s%s\n", name, w.mark(name))
		}
	}
	for _, name := range w.Gone {
		fmt.Fprintf(out, "Not there any more, and perhaps used here before: %s\n", name)
	}
	switch {
	case w.Same:
		fmt.Fprintln(out, "The next build takes the page as an earlier one made it.")
	case !w.Known:
		fmt.Fprintln(out, "No earlier build is known: the next one makes the page.")
	case len(w.Changed)+len(w.Gone) == 0:
		fmt.Fprintln(out, "The next build makes the page again, though none of these files changed: the program is another, or the day.")
	default:
		fmt.Fprintln(out, "The next build makes the page again.")
	}
}

func (w Why) mark(name string) string {
	if slices.Contains(w.Changed, name) {
		return "   changed since the last build"
	}
	return ""
}
