package browser

import (
	"bytes"
	"context"
	"image"
	_ "image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	ground = `getComputedStyle(document.body).backgroundColor`
	yellow = "rgb(255, 238, 88)"
	black  = "rgb(0, 0, 0)"
	paper1 = "rgb(255, 254, 250)" // of light screens that nobody has changed
	kept   = `localStorage.getItem("reading-settings")`
)

// visiting opens an address of the built site.
func visiting(t *testing.T, root, address string, mode Mode, visited func(visit)) {
	t.Helper()
	with(windows, func(tab *Tab) {
		if err := tab.Open(root+address, mode); err != nil {
			t.Fatal(err)
		}
		visited(visit{t, tab})
		tab.address = "" // the page is not as it was
	})
}

// follow goes where a link leads, by the keyboard.
func (v visit) follow(link string) {
	v.t.Helper()
	v.ask(`document.querySelector("` + link + `").focus()`)
	v.press(kb.Enter)
}

// arrives waits until a page of a kind is open.
func (v visit) arrives(kind string) {
	v.t.Helper()
	v.sees(`document.readyState + document.body?.dataset.kind`, "complete"+kind)
}

// back goes back in the history.
func (v visit) back(kind string) {
	v.t.Helper()
	v.ask(`setTimeout(() => history.back(), 50)`)
	v.arrives(kind)
}

// A reader finds the page of choices from a report, chooses by keyboard, and
// has what was chosen on every page until it is taken back.
func TestChoosing(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	visiting(t, site.Root, "/inspections/2022-02-ilacs/", phone, func(v visit) {
		v.expect(ground, paper1)
		v.follow(".reading a")
		v.arrives("reading")
		v.expect(`document.querySelector("form").hidden`, "false")
		v.expect(`document.querySelectorAll("form input:checked").length`, "4")
		v.sound()

		v.ask(`document.querySelector("[name=size]").focus()`)
		v.press(kb.ArrowDown)
		v.press(kb.ArrowDown)
		v.expect(`document.querySelector("[role=status]").textContent`, "Text size: Giant. This is kept in this browser.")
		v.expect(`getComputedStyle(document.body).fontSize`, "32px")
		v.expect(kept, `{"size":"giant"}`)
		for range 3 { // past spacing and letters, to colours
			v.press(kb.Tab)
		}
		v.press(kb.ArrowUp) // round to the last
		v.expect(`document.querySelector("[role=status]").textContent`, "Colours: Yellow on black. This is kept in this browser.")
		v.expect(`document.activeElement.matches(":checked") && document.activeElement.value`, "yellow-on-black")
		v.expect(`(({ top, bottom }) => top >= 0 && bottom <= innerHeight)(document.activeElement.getBoundingClientRect())`, "true")
		v.expect(ground, black)
		v.sound()

		v.follow(".site a")
		v.arrives("home")
		v.expect(ground, black)
		v.expect(`getComputedStyle(document.body).fontSize`, "32px")
		v.back("reading")
		v.expect(`[...document.querySelectorAll("input:checked")].map((input) => input.value).join()`, "giant,,,yellow-on-black")

		v.ask(`document.querySelector(".reset").focus()`)
		v.press(kb.Enter)
		v.expect(`document.querySelector("[role=status]").textContent`, "All is back to how it was. Nothing is kept in this browser.")
		v.expect(ground, paper1)
		v.expect(`[...document.querySelectorAll("input:checked")].map((input) => input.value).join("")`, "")
		v.expect(`localStorage.length + document.cookie`, "0")
		v.expect(`document.activeElement.className`, "reset")

		v.back("inspection")
		v.expect(ground, paper1)
		v.silent()
	})
}

// A page that lies behind in the history, and one that is open in another tab,
// follow what is chosen.
func TestAChoiceHoldsOnPagesThatAreOpen(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	visiting(t, site.Root, "/timeline/", screen, func(v visit) {
		beside, cancel := chromedp.NewContext(v.tab.ctx)
		defer cancel()
		if err := chromedp.Do(beside, chromedp.Navigate(site.Root+"/metrics/")); err != nil {
			t.Fatal(err)
		}
		other := visit{t, &Tab{ctx: beside}}
		other.expect(ground, paper1)

		v.follow(".reading a")
		v.arrives("reading")
		v.ask(`document.querySelector("[value=black-on-yellow]").click()`)
		v.expect(ground, yellow)
		other.expect(ground, yellow)

		other.ask(`localStorage.setItem("reading-settings", '{"colours":"yellow-on-black"}')`)
		v.expect(`document.querySelector("[name=colours]:checked").value`, "yellow-on-black")
		v.expect(ground, black)

		v.ask(`setTimeout(() => document.querySelector(".back").click(), 50)`)
		v.arrives("timeline")
		v.expect(ground, black)
	})
}

// The choices hold before anything is painted: on a slow line every frame of
// the way from one page to the next is dark, and the first that the new page
// paints has its letters and colours.
func TestNothingFlashes(t *testing.T) {
	site := serve(t, os.Getenv(siteVariable))
	slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		if strings.HasPrefix(r.URL.Path, "/assets/") {
			time.Sleep(200 * time.Millisecond)
		}
		site.ServeHTTP(w, r)
	}))
	defer slow.Close()
	visiting(t, slow.URL, "/reading/", phone, func(v visit) {
		v.ask(`document.querySelector("[value=yellow-on-black]").click(), document.querySelector("[value=giant]").click()`)
		v.expect(ground, black)
		watching, err := v.tab.beforeScripts(`
			window.frames = [];
			const look = () => {
				if (document.body) frames.push(getComputedStyle(document.body).backgroundColor + " " + getComputedStyle(document.body).fontSize);
				requestAnimationFrame(look);
			};
			requestAnimationFrame(look);
			addEventListener("DOMContentLoaded", () => { window.atOnce = document.documentElement.dataset.colours });`)
		if err != nil {
			t.Fatal(err)
		}
		defer v.tab.do(send(page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams{Identifier: watching}))
		film := v.film(func() {
			v.follow(".site a")
			v.arrives("home")
			v.expect(`window.frames.length > 5`, "true")
		})
		v.expect(`[...new Set(window.frames)].join()`, black+" 32px")
		v.expect(`window.atOnce`, "yellow-on-black")
		if len(film) < 2 {
			t.Fatalf("the film has %d pictures", len(film))
		}
		for i, picture := range film {
			if lit := light(t, picture); lit > 0.4 {
				t.Errorf("picture %d of %d is light in %.0f %% of its points", i+1, len(film), 100*lit)
			}
		}
	})
}

// film gives the pictures that the browser shows while something is done.
func (v visit) film(done func()) (pictures [][]byte) {
	v.t.Helper()
	var lock sync.Mutex
	watching, stop := context.WithCancel(v.tab.ctx)
	defer stop()
	err := chromedp.Listen(watching, func(event any) {
		if frame, is := event.(*page.EventScreencastFrame); is {
			lock.Lock()
			defer lock.Unlock()
			pictures = append(pictures, frame.Data)
		}
	})
	if err != nil {
		v.t.Fatal(err)
	}
	start := send(page.StartScreencast, page.StartScreencastParams{Format: page.StartScreencastFormatPng, MaxFramesInFlight: 1000})
	if err := v.tab.do(start); err != nil {
		v.t.Fatal(err)
	}
	done()
	if err := v.tab.do(send(page.StopScreencast, cdp.Empty{})); err != nil {
		v.t.Fatal(err)
	}
	lock.Lock()
	defer lock.Unlock()
	return pictures
}

// light is which part of a picture's points is light.
func light(t *testing.T, source []byte) float64 {
	t.Helper()
	picture, _, err := image.Decode(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	lit, all := 0, 0
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y += 3 {
		for x := picture.Bounds().Min.X; x < picture.Bounds().Max.X; x += 3 {
			red, green, blue, _ := picture.At(x, y).RGBA()
			if all++; red+green+blue > 3*0x8000 {
				lit++
			}
		}
	}
	return float64(lit) / float64(all)
}

// Where the browser keeps nothing, no choice is offered that would be lost, and
// a sentence says why. What somebody else left in its place changes nothing.
func TestNothingCanBeKept(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	for name, script := range map[string]string{
		"refused": `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError") } })`,
		"full":    `Storage.prototype.setItem = () => { throw new DOMException("no", "QuotaExceededError") }`,
	} {
		t.Run(name, func(t *testing.T) {
			with(windows, func(tab *Tab) {
				defer func() { tab.address = "" }()
				refusing, err := tab.beforeScripts(script)
				if err != nil {
					t.Fatal(err)
				}
				defer tab.do(send(page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams{Identifier: refusing}))
				if err := tab.Open(site.Root+"/reading/", phone); err != nil {
					t.Fatal(err)
				}
				v := visit{t, tab}
				v.expect(`document.querySelector("form").checkVisibility() + " " + document.querySelector(".refused").checkVisibility()`, "false true")
				v.expect(ground, paper1)
				v.sound()
			})
		})
	}
	for _, left := range []string{``, `null`, `5`, `"giant"`, `[]`, `{`, `{"size":7,"colours":{"a":1},"spacing":"<b>","typeface":null,"other":"x"}`} {
		with(windows, func(tab *Tab) {
			defer func() { tab.address = "" }()
			if err := tab.Open(site.Root+"/privacy/", phone); err != nil {
				t.Fatal(err)
			}
			v := visit{t, tab}
			v.ask(`localStorage.setItem("reading-settings", ` + "`" + left + "`)")
			v.follow(".reading a")
			v.arrives("reading")
			v.expect(`document.querySelector("form").hidden`, "false")
			v.expect(`["size", "spacing", "typeface", "colours"].map((name) => document.documentElement.dataset[name] ?? "").join("") + `+ground, paper1)
			v.silent()
		})
	}
}

// Without scripts the page tells what the browser can do, and nothing is there
// that does nothing.
func TestChoosingWithoutScripts(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	visiting(t, site.Root, "/reading/", Mode{Width: 320, NoScript: true}, func(v visit) {
		v.expect(`[...document.querySelectorAll("form, button, input, .refused")].filter((e) => e.checkVisibility()).length`, "0")
		v.expect(`document.querySelector("noscript").checkVisibility() && document.querySelectorAll("main li").length > 3`, "true")
	})
}

// What is chosen for screens is not printed; letters and spacing are the
// reader's on paper too.
func TestChoicesOnPaper(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	mode := sheet
	mode.Dark = true
	mode.Chosen = "colours=yellow-on-black+size=giant+typeface=serif"
	visiting(t, site.Root, "/metrics/re-referrals/", mode, func(v visit) {
		v.expect(`document.documentElement.dataset.colours`, "yellow-on-black")
		v.expect(`getComputedStyle(document.body).color + getComputedStyle(document.documentElement).fontSize`, black+"16px") // 12 pt
		v.expect(`getComputedStyle(document.documentElement).getPropertyValue("--paper").trim()`, "#ffffff")
		v.expect(`getComputedStyle(document.body).fontFamily.startsWith("Charter")`, "true")
		v.expect(`document.querySelector(".reading").checkVisibility()`, "false")
	})
	// The page of choices has their style before that of paper, others behind it.
	mode.Chosen = "spacing=wide"
	for _, page := range []string{"/", "/reading/"} {
		visiting(t, site.Root, page, mode, func(v visit) {
			v.expect(`getComputedStyle(document.documentElement).getPropertyValue("--leading").trim()`, "2")
		})
	}
}

// An open interactive chart takes on what is chosen in another tab.
func TestTheInteractiveChartFollowsAChoice(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	visiting(t, site.Root, "/metrics/re-referrals/", screen, func(v visit) {
		v.ask(`[...document.querySelectorAll(".chart-figure .tools button")].at(-1).click()`)
		v.expect(`document.querySelectorAll(".interactive svg text").length > 3`, "true")
		v.ask(`localStorage.setItem("reading-settings", '{"colours":"yellow-on-black"}'), dispatchEvent(new Event("chosen"))`)
		v.expect(ground, black)
		v.expect(`[...document.querySelectorAll(".interactive svg text")].every((text) => getComputedStyle(text).fill === "`+yellow+`")`, "true")
		v.silent()
	})
}
