package browser

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// outsideOfPaper finds labels and numbers that have no room on a sheet: there is
// no column for them beside the words, as there is on a wide screen.
const outsideOfPaper = `(() => {
	const left = document.querySelector("main").getBoundingClientRect().left - 1;
	return [...document.querySelectorAll("main .label, main .number")]
		.map((one) => [one, one.getBoundingClientRect()])
		.filter(([one, box]) => one.checkVisibility() && (box.width < 10 || box.left < left))
		.map(([one]) => one.textContent.trim());
})()`

// TestWidePaperHasNoColumn: sheets are wider than A4 upright, and more so where they
// are printed smaller.
func TestWidePaperHasNoColumn(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	paper, err := ParseMode("1280-print")
	if err != nil {
		t.Fatal(err)
	}
	with(tabs, func(tab *Tab) {
		for _, page := range []string{"/inspections/2017-06-sif/", "/inspections/2022-02-ilacs/", "/"} {
			if err := tab.Open(site.Root+page, paper); err != nil {
				t.Fatal(err)
			}
			count, err := Ask[int](tab, `document.querySelectorAll("main .label, main .number").length`)
			if err != nil || count == 0 {
				t.Fatalf("%s has %d labels and numbers, %v", page, count, err)
			}
			outside, err := Ask[[]string](tab, outsideOfPaper)
			if err != nil {
				t.Fatal(err)
			}
			for _, words := range outside {
				t.Errorf("%s on wide paper has no room for “%s”", page, words)
			}
		}
	})
}

// TestAddressesHaveTheNumbersOfTheirLinks: the style numbers the list, and the page
// its links.
func TestAddressesHaveTheNumbersOfTheirLinks(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	with(tabs, func(tab *Tab) {
		if err := tab.Open(site.Root+"/topics/re-referrals/", sheet); err != nil {
			t.Fatal(err)
		}
		addresses, err := Ask[[]string](tab, `[...document.querySelectorAll(".notes li")].map((one) => one.textContent)`)
		if err != nil || len(addresses) < 10 {
			t.Fatalf("the page lists %d addresses, %v", len(addresses), err)
		}
		document, err := tab.PDF()
		if err != nil {
			t.Fatal(err)
		}
		printed, err := read(document)
		if err != nil {
			t.Fatal(err)
		}
		var words strings.Builder
		for _, one := range printed {
			words.WriteString(one.body(paperForms[""]))
		}
		for i, address := range addresses {
			if numbered := fmt.Sprintf("[%d]%s", i+1, address); !strings.Contains(words.String(), numbered) {
				t.Errorf("no sheet says %s", numbered)
			}
		}
	})
}
