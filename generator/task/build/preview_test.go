package build

import (
	"bytes"
	"io/fs"
	"maps"
	"math/rand"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/plan"
)

// TestAPreviewOfEditsIsThatOfAFirstLook makes random edits, one over the other
// or taken back, and looks after each: with all that was kept from earlier looks
// the preview is the one that somebody sees who looks for the first time. The
// problems are the same, and the views of all pages.
func TestAPreviewOfEditsIsThatOfAFirstLook(t *testing.T) {
	t.Parallel()
	theme := themeFiles(t)
	rounds, least := 15, 12
	if testing.Short() { // as where races are looked for, which takes ten times as long
		rounds, least = 3, 4
	}
	whole := 0
	for number, name := range []string{"welsh", "held-back", "timeline", "numbers", "many-authorities", "region", "redirects"} {
		chance := rand.New(rand.NewSource(int64(number)))
		sound := siteOf(t, parsed(t, "testdata/sites/"+name+".txtar"))
		if name == "region" {
			enter(t, sound) // it was published
		}
		for file := range theme {
			delete(sound, file)
		}
		site, kept := sound, Keep()
		for range rounds {
			before := site
			isWhole := sameAsFirst(t, name, Options{Source: laidOver(theme, site), Now: now}, kept)
			if isWhole {
				whole++
			} else if chance.Intn(4) > 0 {
				site = sound // it is mended
			}
			if chance.Intn(4) == 0 {
				site = edited(site, chance)
			} else {
				site = changed(site, chance)
			}
			if chance.Intn(4) > 0 { // else nobody says what was changed
				kept.Changed(unlike(before, site))
			}
		}
	}
	if whole < least {
		t.Errorf("only %d of the edits were sound", whole)
	}
}

// TestASaveLeavesOthersAlone: after an edit of a report, and of a page of the site's
// own, the parts of all other authorities are those of before and not such as are like
// them.
func TestASaveLeavesOthersAlone(t *testing.T) {
	site, kept := siteOf(t, parsed(t, "testdata/sites/region.txtar")), Keep()
	for _, name := range slices.Sorted(maps.Keys(site)) {
		report, isReport := strings.CutPrefix(name, "content/inspections/")
		if !isReport && name != "content/pages/about.md" {
			continue
		}
		before, err := Look(Options{Source: site, Now: now}, kept)
		if err != nil || !before.Whole {
			t.Fatal(err, shown(before.Problems))
		}
		site = maps.Clone(site)
		site[name] = file(strings.Replace(string(site[name].Data), "title: ", "title: New ", 1))
		after, err := Look(Options{Source: site, Now: now}, kept)
		if err != nil || !after.Whole {
			t.Fatal(err, shown(after.Problems))
		}
		known := map[*plan.Part]bool{}
		for _, part := range before.book.Parts() {
			known[part] = true
		}
		whose, _, _ := strings.Cut(report, "/")
		others := 0
		for _, part := range after.book.Parts() {
			_, of, _ := strings.Cut(string(part.Pages[0].Address), "/authorities/")
			of, _, _ = strings.Cut(of, "/")
			if of == "" || of == whose {
				continue
			}
			others++
			if !known[part] {
				t.Errorf("after an edit of %s, %s is planned again", name, part.Pages[0].Address)
			}
		}
		if others == 0 {
			t.Error("no other authority has pages")
		}
	}
}

// unlike are the files that are not the same in two sites.
func unlike(site, other fstest.MapFS) (names []string) {
	for name := range site {
		if other[name] == nil {
			names = append(names, name)
		}
	}
	for name, file := range other {
		if site[name] == nil || !bytes.Equal(site[name].Data, file.Data) {
			names = append(names, name)
		}
	}
	return names
}

func laidOver(theme, site fstest.MapFS) fstest.MapFS {
	all := maps.Clone(theme)
	maps.Copy(all, site)
	return all
}

// sameAsFirst compares a look with one that knows no more than the theme.
func sameAsFirst(t *testing.T, name string, o Options, kept *Kept) (whole bool) {
	t.Helper()
	warm, err := Look(o, kept)
	if err != nil {
		t.Fatal(err)
	}
	cold, err := Look(o, &Kept{theme: kept.theme, themes: kept.themes, languages: kept.languages})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(warm.Problems, cold.Problems) || !reflect.DeepEqual(warm.Public(), cold.Public()) {
		t.Fatalf("%s: the problems are\n%s\nand for who looks for the first time\n%s", name, shown(warm.Problems), shown(cold.Problems))
	}
	if warm.Whole != cold.Whole || !reflect.DeepEqual(warm.HeldBack, cold.HeldBack) || !reflect.DeepEqual(foundIn(t, warm), plannedFor(cold)) {
		t.Fatalf("%s: the pages differ from those of a first look", name)
	}
	return warm.Whole
}

// plannedFor is all that is known of the pages of a preview, with their views.
func plannedFor(p *Preview) map[string][]any {
	all := map[string][]any{}
	for _, page := range p.book.All() {
		all[page.Address.File()] = knownOf(page)
	}
	return all
}

// foundIn is the same of the pages as they are found one by one.
func foundIn(t *testing.T, p *Preview) map[string][]any {
	t.Helper()
	all := map[string][]any{}
	for _, part := range p.book.Parts() {
		for _, head := range part.Pages {
			name := head.Address.File()
			page, found := p.book.File(name)
			if !found {
				t.Fatalf("%s is not found", name)
			}
			all[name] = knownOf(*page)
		}
	}
	return all
}

// knownOf is what is known of a page. The sum stands for its view, in which are rows
// that are made for who asks.
func knownOf(page plan.Page) []any {
	text := decode.Text{}
	if page.Text() != nil {
		text = *page.Text()
	}
	return []any{
		page.Kind, page.Address, page.Of(), page.Moved(), page.Leads(), page.Anchors(), page.Listing(), page.Earlier(), page.Links(),
		page.File(), page.Text() == nil, text.Outline, text.Body(), page.Root(), page.Versions(), page.Frames(), memory.SumOf(page.View()),
	}
}

// changed changes a letter or a digit of a file into another, after which most
// files are still sound.
func changed(site fstest.MapFS, chance *rand.Rand) fstest.MapFS {
	names := slices.Sorted(maps.Keys(site))
	name := names[chance.Intn(len(names))]
	text := slices.Clone(site[name].Data)
	for range 100 {
		switch at := chance.Intn(len(text)); {
		case text[at] >= '0' && text[at] <= '8':
			text[at]++
		case text[at] >= 'a' && text[at] <= 'y':
			text[at]++
		default:
			continue
		}
		break
	}
	site = maps.Clone(site)
	site[name] = &fstest.MapFile{Data: text}
	return site
}

// TestAPreviewIsWhatIsPublished edits a site of which nothing is held back,
// and compares each file that the preview gives with the one that a build of
// the same texts publishes.
func TestAPreviewIsWhatIsPublished(t *testing.T) {
	site, kept := drawnSite(t), Keep()
	var preview *Preview
	for _, edit := range edits[:7] {
		next := maps.Clone(site)
		next[edit.file] = file(string(bytes.Replace(site[edit.file].Data, []byte(edit.old), []byte(edit.new), 1)))
		site = next
		var err error
		if preview, err = Look(Options{Source: site, Now: now}, kept); err != nil || !preview.Whole {
			t.Fatal(err, shown(preview.Problems))
		}
	}
	output := t.TempDir()
	built(t, site, output)
	public := os.DirFS(output)
	for _, name := range filesOf(t, public) {
		if name == "manifest.json" {
			continue // it lists the files of a build, and a preview makes them one by one
		}
		want, err := fs.ReadFile(public, name)
		if err != nil {
			t.Fatal(err)
		}
		got, found, err := preview.File(name)
		if err != nil || !found || !bytes.Equal(got, want) {
			t.Errorf("%s is not what is published: found %v, %v", name, found, err)
		}
	}
}

// TestACheckLooksAtWhatIsHeldBack: a slip in a text under embargo does not stop
// the site of today, and would stop the one of the day when the embargo ends.
func TestACheckLooksAtWhatIsHeldBack(t *testing.T) {
	site := siteOf(t, parsed(t, "testdata/base.txtar"))
	site["content/pages/later.md"] = file("---\ntitle: Later\npublish_after: 2030-01-01T09:30\n---\n\n[More](/mroe/)\n")
	checked, err := Check(Options{Source: site, Now: now})
	if err != nil || !strings.Contains(shown(checked.Problems), "content/pages/later.md:6:1: error: there is no page /mroe/") {
		t.Errorf("the check says %v\n%s", err, shown(checked.Problems))
	}
	if published, err := Build(Options{Source: site, Now: now, Output: filepath.Join(t.TempDir(), "public")}); err != nil || !published.Published {
		t.Errorf("the site of today is not published: %v\n%s", err, shown(published.Problems))
	}
}

// TestNobodyWritesIntoWhatWasRead plans the real site from the same documents
// for both audiences, and compares these with documents that nobody used.
func TestNobodyWritesIntoWhatWasRead(t *testing.T) {
	t.Parallel()
	root, err := os.OpenRoot("../../..")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	preview, err := Look(Options{Source: root.FS(), Now: now}, nil)
	if err != nil {
		t.Fatal(err)
	}
	preview.Public()
	for _, page := range preview.book.All() {
		name := page.Address.File()
		if path.Ext(name) != ".html" || page.Of() != "" {
			continue
		}
		if _, _, err := preview.File(name); err != nil {
			t.Error(err)
		}
	}
	unused, _, err := decoded(Options{Source: root.FS()}, &Kept{})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(preview.docs, unused) {
		t.Error("a later stage wrote into the documents, which are shared by all looks at them")
	}
}
