package browser

import (
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// click presses the link that shows these words, where its first line is.
// Several that lead to one place are as good as one.
func (v visit) click(words string) {
	v.t.Helper()
	type place struct {
		X, Y  float64
		Found int
	}
	at, err := Ask[place](v.tab, `(() => {
		const said = (link) => {
			const shown = link.cloneNode(true);
			shown.querySelectorAll(".aside").forEach((hidden) => hidden.remove());
			return shown.textContent.replace(/\s+/g, " ").trim();
		};
		const links = [...document.querySelectorAll("a[href]")].filter((link) => link.checkVisibility() && said(link) === `+"`"+words+"`"+`);
		if (new Set(links.map((link) => link.href)).size !== 1) return { Found: links.length };
		links[0].scrollIntoView({ block: "center" });
		const box = links[0].getClientRects()[0];
		return { Found: 1, X: box.x + box.width / 2, Y: box.y + box.height / 2 };
	})()`)
	if err != nil {
		v.t.Fatal(err)
	}
	if at.Found != 1 {
		v.t.Fatalf("%d links say %q on %s", at.Found, words, v.ask(`location.pathname`))
	}
	for _, step := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
		if err := v.tab.do(chromedp.MouseEvent(step, at.X, at.Y, chromedp.ButtonLeft, chromedp.ClickCount(1))); err != nil {
			v.t.Fatal(err)
		}
	}
}

// at waits until an address of the site is open, with its place.
func (v visit) at(address string) {
	v.t.Helper()
	v.sees(`document.readyState + location.pathname + location.hash`, "complete"+address)
}

// shows demands that the page says some words, of which none are folded away.
func (v visit) shows(selector, words string) {
	v.t.Helper()
	v.expect(fmt.Sprintf(`[...document.querySelectorAll("%s")].filter((part) => part.checkVisibility() && part.innerText.replace(/\s+/g, " ").includes("%s")).length > 0`, selector, words), "true")
}

// A reader who knows nothing but the words "did they fix it" finds what
// inspectors said about supervision in 2010, what paragraph 15 said in 2022,
// and an honest status: in three clicks from the first page, on a phone and on
// a screen.
func TestSupervisionInThreeClicks(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	for _, mode := range []Mode{phone, screen} {
		t.Run(mode.String(), func(t *testing.T) {
			visiting(t, site.Root, "/", mode, func(v visit) {
				v.click("Did they fix it?")
				v.at("/threads/")
				v.click("Staff supervision")
				v.at("/threads/supervision/")
				v.shows("h1", "Staff supervision")
				v.shows("main .intro", "Still open. When it was last spoken of, there was still something to do.")
				v.shows("main section", "7 to 8 December 2010 Annual unannounced inspection")
				v.shows(".voice.inspectors", "the quality is inconsistent and does not generally provide sufficient opportunity for reflective practice.")
				v.shows(".voice.inspectors", "Leaders are working to ensure that the quality and frequency of supervision are consistent across all services.")
				v.shows("main .step", "In 2022 leaders were working to make it so in all services, so it was not so everywhere yet.")
				v.click("Read paragraph 15 in its place")
				v.at("/inspections/2022-02-ilacs/#p15")
				v.expect(`document.querySelector(":target").innerText.replace(/\s+/g, " ").includes("Management oversight of frontline practice is strong")`, "true")
				v.expect(`(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.querySelector(":target").getBoundingClientRect())`, "true")
			})
		})
	}
}

// Each question that readers come with is one click from the first page.
func TestEachQuestionIsOneClick(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	for words, at := range map[string]string{
		"How good is it?":          "/inspections/2025-07-ilacs/",
		"Did it get better?":       "/timeline/",
		"Did they fix it?":         "/threads/",
		"What do the numbers say?": "/metrics/",
		"Where is the report?":     "/inspections/2022-02-ilacs/#report",
	} {
		visiting(t, site.Root, "/", phone, func(v visit) {
			v.click(words)
			v.at(at)
		})
	}
}

// Someone new finds the vacancy rate of 2021 without the search: by the list
// from A to Z.
func TestTheVacancyRateFromTheList(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	visiting(t, site.Root, "/", phone, func(v visit) {
		v.click("Search, A to Z")
		v.at("/search/")
		v.click("Social work posts that were vacant, numbers")
		v.arrives("metric")
		v.shows("#numbers", "2021")
	})
}

// Someone new finds three things that people ask for, each from the first page
// in at most three clicks on words that say where they lead: a paragraph of a
// report by its number, a number of a year, and what became of a matter.
func TestSomeoneNew(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	type click struct{ words, at string }
	for looksFor, way := range map[string]struct {
		clicks          []click
		selector, shows string
	}{
		"paragraph 15 of 2022": {[]click{
			{"Where is the report?", "/inspections/2022-02-ilacs/#report"},
			{"The experiences and progress of children who need help and protection: good", "/inspections/2022-02-ilacs/#help-and-protection"},
		}, "#p15", "Management oversight of frontline practice is strong"},
		"the vacancy rate of 2021": {[]click{
			{"What do the numbers say?", "/metrics/"},
			{"Social workers", "/metrics/#workforce"},
			{"Social work posts that were vacant", "/metrics/vacancy-rate/"},
		}, "#numbers", "2021"},
		"the thread on supervision": {[]click{
			{"Did they fix it?", "/threads/"},
			{"Staff supervision", "/threads/supervision/"},
		}, "main .intro", "Still open."},
	} {
		t.Run(looksFor, func(t *testing.T) {
			visiting(t, site.Root, "/", screen, func(v visit) {
				for _, one := range way.clicks {
					v.click(one.words)
					v.at(one.at)
				}
				v.shows(way.selector, way.shows)
				v.silent()
			})
		})
	}
}
