package browser

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	searchSaid = `document.querySelector(".search .said").textContent`
	searchList = `[...document.querySelectorAll(".results li > a")].map((link) => link.textContent).join("\n")`
	inSearch   = `document.activeElement.id`
)

// types searches for words by the keyboard alone, and waits until it is said
// what was found.
func (v visit) searches(words string) (said, list string) {
	v.t.Helper()
	v.ask(`(({ activeElement: field }) => { field.value = ""; document.querySelector(".search .said").textContent = "" })(document)`)
	if err := v.tab.do(chromedp.KeyEvent(words)); err != nil {
		v.t.Fatal(err)
	}
	v.press(kb.Enter)
	v.sees(`/“.*”/.test(`+searchSaid+`)`, "true")
	v.expect(inSearch, "q")
	read := func(script string) string {
		answer, err := Ask[string](v.tab, script)
		if err != nil {
			v.t.Fatal(err)
		}
		return answer
	}
	return read(searchSaid), read(searchList)
}

// A reader reaches the search by the Tab key and searches as people do. The
// right places come first, the words of inspectors before those of the council
// and of ours; what was found is announced, and the focus stays.
func TestSearching(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	visiting(t, site.Root, "/search/", zoomed, func(v visit) {
		for range 40 {
			v.press(kb.Tab)
			if at, _ := Ask[string](v.tab, inSearch); at == "q" {
				break
			}
		}
		v.expect(inSearch, "q")
		v.expect(`document.querySelector(".search .said").getAttribute("role")`, "status")
		for _, c := range []struct{ words, said, first, among string }{
			{"supervision", "results for “supervision”", "staff supervision", "Paragraph 15, Inspection of Merton local authority children's services, 28 February to 4 March 2022"},
			{"out of hours", "results for “out of hours”", "Paragraph 7, ", "Help at night and at weekends"},
			{"CAMHS", "results for “CAMHS”", "Paragraph 19, ", "CAMHS"},
			{"missing children", "results for “missing children”", "Paragraph 22, Inspection of Merton local authority children's services", "Ofsted update report"},
			{"caseloads", "results for “caseloads”", "“Funding has been made available for additional social …”", "Paragraph 38, "},
			{"supervison", "We took “supervison” for “supervision”.", "staff supervision", "Paragraph 15, "},
			{`"staying put"`, "results for “staying put”", "Paragraph 30, ", "Staying put"},
			{"paragraph 15", "results for “paragraph 15”", "Paragraph 15, Inspection of Merton local authority children's services", ""},
			{"vacancy rate 2021", "result", "", "Social work posts that were vacant"},
			{"radicalisation", "One result for “radicalisation”.", "Paragraph 1.3, Safeguarding in Children's Social Care, 22 March 2011", ""},
			{"zzyzx", "Nothing here for “zzyzx”", "", ""},
		} {
			said, list := v.searches(c.words)
			first, _, _ := strings.Cut(list, "\n")
			if !strings.Contains(said, c.said) || !strings.Contains(first, c.first) || !strings.Contains(list, c.among) {
				t.Errorf("for %q it says %q and lists\n%s", c.words, said, list)
			}
			if one := list != "" && !strings.Contains(list, "\n"); one != strings.HasPrefix(said, "One result") {
				t.Errorf("for %q it says %q of\n%s", c.words, said, list)
			}
		}
		v.searches("supervision")
		v.sound()
		v.expect(`document.documentElement.scrollWidth <= innerWidth`, "true")
		v.expect(`new URLSearchParams(location.search).get("q")`, "supervision")
		v.silent()
	})
}

// A result leads to its paragraph with the words marked, and the address is
// then the one to quote.
func TestAResultLeadsToItsWords(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	visiting(t, site.Root, "/search/?q=supervision", phone, func(v visit) {
		v.sees(`/“.*”/.test(`+searchSaid+`)`, "true")
		v.ask(`[...document.querySelectorAll(".results li > a")].find((link) => link.textContent.startsWith("Paragraph 15")).focus()`)
		v.press(kb.Enter)
		v.arrives("inspection")
		v.sees(`location.search + location.hash`, "#p15")
		v.expect(`[...document.querySelectorAll("mark")].map((mark) => mark.closest("[id]").id + " " + mark.textContent).join()`, "p15 supervision")
		v.expect(`document.querySelector("#p15").matches(":target")`, "true")
		v.back("search")
		v.sees(`/“supervision”/.test(`+searchSaid+`)`, "true")
		v.silent()
	})
}

// A search is narrowed by what is chosen, and what is chosen is offered from
// what there is.
func TestNarrowing(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	visiting(t, site.Root, "/search/?q=children&year=2022&kind=Finding", phone, func(v visit) {
		v.sees(`/“.*”/.test(`+searchSaid+`)`, "true")
		v.expect(searchSaid, "2 results for “children”.")
		v.expect(`document.querySelector(".narrow").open && [...document.querySelectorAll(".choice:not([hidden]) label")].map((label) => label.textContent).join()`, "Kind,Year,Topic")
		v.ask(`document.querySelector("#by-kind").focus()`)
		v.press(kb.Home)
		v.sees(`/shown/.test(`+searchSaid+`)`, "true")
		v.expect(inSearch, "by-kind")
		v.ask(`document.querySelector(".more").focus()`)
		v.press(kb.Enter)
		v.sees(`/^.*20 of/.test(`+searchSaid+`)`, "true")
		v.expect(`[...document.querySelectorAll(".results li > a")].indexOf(document.activeElement)`, "10")
		v.sound()
		v.silent()
	})
}
