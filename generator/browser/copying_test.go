package browser

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// copied stands in for the clipboard of the machine, which a test may not use.
const copied = `Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { window.copied = text } } }) && "ready"`

// A councillor copies the address of a paragraph and the words of a finding by
// keyboard, is told so, and comes back to where they were.
func TestCopying(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	visiting(t, site.Root, "/inspections/2022-02-ilacs/", phone, func(v visit) {
		v.ask(copied)
		v.ask(`document.querySelector("#p33 .copy").focus()`)
		v.expect(`document.activeElement.getAttribute("aria-label")`, "Copy: Paragraph 33")
		v.press(kb.Enter)
		v.press(kb.Tab)
		v.expect(`document.activeElement.textContent`, "Copy link")
		v.press(kb.Enter)
		v.expect(`window.copied`, "https://inspections.merton.example/inspections/2022-02-ilacs/#p33")
		v.expect(`document.querySelector("main [role=status]").textContent`, "Link copied: Paragraph 33")
		v.expect(`document.activeElement.getAttribute("aria-label") + document.activeElement.getAttribute("aria-expanded")`, "Copy: Paragraph 33false")

		v.ask(`document.querySelector("#housing-offer + * .copy").click()`)
		v.sound()
		v.ask(`document.querySelectorAll("#housing-offer + * .choices .copy")[1].click()`)
		v.expect(`window.copied`, strings.Join([]string{
			"“A flexible needs-led housing offer when young people leave care.”",
			"Inspection of Merton local authority children's services, Ofsted, 9 May 2022",
			"https://inspections.merton.example/inspections/2022-02-ilacs/#housing-offer",
			"Contains public sector information licensed under the Open Government Licence v3.0.", "",
		}, "\n"))
		v.ask(`document.querySelector("#p33 .copy").click()`)
		v.press(kb.Escape)
		v.expect(`document.querySelectorAll(".choices").length`, "0")
		v.silent()
	})
}

// Without scripts the same places have ordinary links, and the one that a
// reader was sent to is marked by a bar.
func TestPlacesWithoutScripts(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	still := phone
	still.NoScript = true
	visiting(t, site.Root, "/inspections/2022-02-ilacs/#housing-offer", still, func(v visit) {
		v.expect(`document.querySelector("#housing-offer + a.place").textContent`, "Link")
		v.expect(`document.querySelector("#housing-offer + a.place").hash`, "#housing-offer")
		v.expect(`getComputedStyle(document.querySelector("#housing-offer"), "::before").width`, "8px")
	})
}
