package build

import (
	"os"
	"slices"
	"strings"
	"testing"

	"plainsight/generator/kit/html"
	"plainsight/generator/stage/plan"
)

// TestEditionsHaveTheSameWords reads every edition of the real site beside its
// page. The words are the same and in the same order, but for what the other
// form is: a list names its columns at each entry and a table at its head.
func TestEditionsHaveTheSameWords(t *testing.T) {
	t.Parallel()
	public := realSite(t)
	kinds := map[string]int{}
	for _, page := range realPages(t) {
		if page.Of() == "" {
			continue
		}
		frame := page.View().(interface{ Framed() plan.Frame }).Framed()
		if frame.Edition == "" {
			continue // another form of a page than one for paper
		}
		kinds[page.Kind+" "+frame.Edition]++
		original, edition := read(t, public, page.Of().File()), read(t, public, page.Address.File())
		want := strings.Fields(mainPart(original).TextBut(formOfAPage))
		got := strings.Fields(mainPart(edition).TextBut(formOfAnEdition))
		for i := range max(len(want), len(got)) {
			if i >= len(want) || i >= len(got) || want[i] != got[i] {
				t.Errorf("%s parts from its page at “… %s”, where the page has “… %s”", page.Address,
					strings.Join(got[max(0, i-4):min(i+4, len(got))], " "), strings.Join(want[max(0, i-4):min(i+4, len(want))], " "))
				break
			}
		}
		if len(want) < 20 {
			t.Errorf("%s has only %d words", page.Of(), len(want))
		}
		plainForm(t, page, edition)
	}
	for _, kind := range []string{"inspection", "metric", "timeline", "lane", "thread", "document"} {
		for _, form := range plan.Forms {
			if kinds[kind+" "+form] == 0 {
				t.Errorf("no %s is made in %s", kind, form)
			}
		}
	}
}

// plainForm looks at what an edition is, and at how page and edition name each
// other.
func plainForm(t *testing.T, page plan.Page, edition *html.Node) {
	t.Helper()
	if found := mainPart(edition).Find(func(n *html.Node) bool {
		return slices.Contains([]string{"table", "details", "script", "button"}, n.Name())
	}); len(found) > 0 {
		t.Errorf("%s has a %s", page.Address, found[0].Name())
	}
	canonical := edition.Find(func(n *html.Node) bool {
		rel, _ := n.Attr("rel")
		return rel == "canonical"
	})
	if href, _ := canonical[0].Attr("href"); !strings.HasSuffix(href, string(page.Of())) {
		t.Errorf("%s is to be cited by %s", page.Address, href)
	}
}

// realPages plans the pages of the real site.
func realPages(t *testing.T) []plan.Page {
	t.Helper()
	root, err := os.OpenRoot("../../..")
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	prepared, err := prepare(Options{Source: root.FS(), Now: now}, &Kept{})
	if err != nil {
		t.Fatal(err)
	}
	return prepared.pages
}

func mainPart(page *html.Node) *html.Node {
	return page.Find(func(n *html.Node) bool { return n.Name() == "main" })[0]
}

func formOfAPage(n *html.Node) bool {
	return n.Name() == "thead" || n.Name() == "caption" && has(n, "aside") || has(n, "in-list", "screen", "wide-picture")
}

// onPaper is what only paper shows, such as the numbers of links.
func onPaper(n *html.Node) bool { return has(n, "paper") }

func formOfAnEdition(n *html.Node) bool { return has(n, "column") }

func has(n *html.Node, classes ...string) bool {
	own, _ := n.Attr("class")
	return slices.ContainsFunc(strings.Fields(own), func(class string) bool { return slices.Contains(classes, class) })
}
