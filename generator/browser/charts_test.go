package browser

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// chartsPage is the page testdata/charts with the scripts and styles of the
// built site.
func chartsPage(t *testing.T, without ...string) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("testdata/charts")); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"charts.js", "icon.svg", "interactive.js", "main.css", "figures.css", "plots.css", "explorer.css"} {
		ending := filepath.Ext(file)
		found, _ := filepath.Glob(filepath.Join(os.Getenv(siteVariable), "assets", strings.TrimSuffix(file, ending)+".*"+ending))
		if len(found) != 1 {
			t.Fatalf("the built site has %d files for %s; the extras have to be there", len(found), file)
		}
		source, err := os.ReadFile(found[0])
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, file), source, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	fonts, _ := filepath.Glob(filepath.Join(os.Getenv(siteVariable), "assets", "*.woff2")) // which the styles name
	for _, font := range fonts {
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(font)), mustRead(t, font), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range without {
		os.Remove(filepath.Join(folder, file))
	}
	return serve(t, folder).Root + "/"
}

// A visit is a reader at the keyboard.
type visit struct {
	t   *testing.T
	tab *Tab
}

// visitCharts opens the page and stands on a button.
func visitCharts(t *testing.T, address string, mode Mode, button string, visited func(visit)) {
	t.Helper()
	with(windows, func(tab *Tab) {
		if err := tab.Open(address, mode); err != nil {
			t.Fatal(err)
		}
		v := visit{t, tab}
		v.ask(`document.querySelector(` + "`" + button + "`" + `).focus()`)
		visited(v)
		tab.address = "" // the page is not as it was
	})
}

func (v visit) ask(script string) string {
	v.t.Helper()
	answer, err := Ask[string](v.tab, "(async () => String(await ("+script+")))()")
	if err != nil {
		v.t.Fatal(err)
	}
	return answer
}

func (v visit) press(key string, modifiers ...chromedp.KeyOption) {
	v.t.Helper()
	if err := v.tab.do(chromedp.KeyEvent(key, modifiers...)); err != nil {
		v.t.Fatal(err)
	}
}

// expect waits until a script gives what is expected.
func (v visit) expect(script, want string) {
	v.t.Helper()
	got := v.ask(`(async () => {
		const now = () => { try { return String(` + script + `) } catch (error) { return String(error) } };
		for (let i = 0; i < 100 && now() !== ` + "`" + want + "`" + `; i++) await new Promise((done) => setTimeout(done, 50));
		return now();
	})()`)
	if got != want {
		v.t.Errorf("%s gives\n\t%q, not\n\t%q", script, got, want)
	}
}

// sound runs the checks of pages on what is open now.
func (v visit) sound() {
	v.t.Helper()
	for _, check := range []Check{axe, reflow, quiet} {
		faults, err := check.Run(v.tab)
		if err != nil {
			v.t.Fatal(err)
		}
		for _, fault := range faults {
			if !fault.Doubt {
				v.t.Errorf("%s\n\t%s", check.Doc, fault)
			}
		}
	}
}

// silent demands that nothing was refused and no other host was asked.
func (v visit) silent() {
	v.t.Helper()
	faults, err := v.tab.complaints()
	if err != nil {
		v.t.Fatal(err)
	}
	for _, fault := range faults {
		v.t.Error(fault)
	}
}

const explore = `#lines .tools button`

func TestExploreByKeyboard(t *testing.T) {
	t.Parallel()
	visitCharts(t, chartsPage(t), phone, explore, func(v visit) {
		v.expect(`document.querySelectorAll("[role=application], dialog, [aria-live]").length`, "0")
		v.expect(`document.activeElement.getAttribute("aria-label")`, "Explore by keyboard: Reading rose after the inspection")
		v.press(kb.Enter)
		v.expect(`document.activeElement.getAttribute("role")`, "application")
		for _, step := range []struct{ key, said string }{
			{"", "Reading. 2018, 61 %."},
			{kb.ArrowLeft, "2018, 61 %. There is nothing further this way."},
			{kb.ArrowRight, "2019, 63 %, up 2."},
			{kb.ArrowRight, "2020, suppressed."},
			{kb.ArrowRight, "2021, 64 %, up 1 since 2019."},
			{kb.ArrowRight, "2022, 66 %, up 2."},
			{kb.ArrowDown, "Maths. 2022, 68 %, up 7 since 2019."},
			{"i", "Inspection A: Ofsted inspection, November 2022"},
			{kb.ArrowRight, "2023, 68 %, no change."},
			{"i", "There is no further inspection here."},
			{kb.ArrowDown, "Writing. 2023, 62 %, up 3."},
			{kb.ArrowDown, "Writing. 2023, 62 %, up 3. There is nothing further this way."},
			{kb.ArrowLeft, "2022, 59 %, down 1."},
			{kb.Home, "Writing. 2018, 57 %."},
			{kb.ArrowUp, "Maths. 2018, 60 %."},
			{kb.ArrowUp, "Reading. 2018, 61 %."},
			{kb.End, "Reading. 2023, 69.5 %, up 3.5."},
		} {
			v.press(step.key)
			v.expect(`document.querySelector(".said").textContent`, step.said)
		}
		v.expect(`document.querySelectorAll(".here").length`, "1")
		v.sound()

		v.press("h")
		v.expect(`document.querySelector("dialog").open`, "true")
		v.expect(`document.activeElement.textContent`, "Close")
		v.press(kb.Escape)
		v.expect(`document.querySelector("dialog").open`, "false")
		v.expect(`document.activeElement.getAttribute("role")`, "application")
		v.press("?")
		v.expect(`document.querySelector("dialog").open`, "true")
		v.press(kb.Enter)
		v.expect(`document.activeElement.getAttribute("role")`, "application")

		v.press(kb.Escape)
		v.expect(`document.activeElement.textContent`, "Explore by keyboard")
		v.expect(`document.querySelectorAll("[role=application], dialog, .here").length`, "0")
		v.silent()
	})
}

// A change is not told across a break or between groups, and a remark is told
// where it differs from the one before.
func TestExploreTellsNoFalseChange(t *testing.T) {
	t.Parallel()
	address := chartsPage(t)
	tell := func(button string, said ...string) {
		visitCharts(t, address, phone, button, func(v visit) {
			v.press(kb.Enter)
			for i, words := range said {
				if i > 0 {
					v.press(kb.ArrowRight)
				}
				v.expect(`document.querySelector(".said").textContent`, words)
			}
		})
	}
	tell("#counts .tools button",
		"2006 to 2007, 282. Actual.",
		"2007 to 2008, 282, no change.",
		"Break: From here on the numbers do not compare with those before. 2009 to 2010, 1,250. Predicted.")
	tell("#bars .tools button", "Merton. Reading, 69.5 %.", "Maths, 68 %.", "Writing, 62 %.", "Science and technology, suppressed.")
}

const open = `#lines .tools button:nth-of-type(2)`

// zooms tells of each of the buttons below the chart whether it can do no more.
const zooms = `[...document.querySelectorAll("#lines .interactive button")].map((b) => b.getAttribute("aria-disabled")).join(" ")`

func TestInteractiveChart(t *testing.T) {
	t.Parallel()
	address := chartsPage(t)
	for _, mode := range []Mode{phone, screen, {Width: 320, Dark: true}, {Width: 1280, Dark: true}, {Width: 1280, Dark: true, Forced: true}} {
		t.Run(mode.String(), func(t *testing.T) {
			visitCharts(t, address, mode, open, func(v visit) {
				v.expect(`document.activeElement.textContent`, "Open the interactive chart")
				v.expect(`performance.getEntriesByName(new URL("interactive.js", location).href).length`, "0")
				v.press(kb.Enter)
				v.expect(`document.querySelectorAll("#lines .drawing svg").length`, "1")
				v.expect(`document.activeElement.textContent`, "Close the interactive chart")
				v.expect(`document.querySelector("#lines .drawing").getAttribute("aria-label")`, "Reading rose from 61 % in 2018 to 69.5 % in 2023.")
				v.expect(`getComputedStyle(document.querySelector(".drawing svg text")).fontFamily.includes("Atkinson Hyperlegible")`, "true")
				v.expect(`document.querySelectorAll("#lines .picture, #lines .numbers").length`, "2")
				v.hover("#lines .drawing", 0.85)
				v.expect(`document.querySelector("#lines .drawing").textContent.replace(/\s/g, "").includes("Reading:2023:69.5%")`, "true")
				v.expect(`[...document.querySelectorAll("#lines .drawing text")].every((text) => parseFloat(getComputedStyle(text).fontSize) === 20)`, "true")
				v.sound()
				v.expect(zooms, "false true true true")
				v.press(kb.Tab)
				v.press(kb.Enter)
				v.expect(`document.activeElement.textContent`, "Zoom in")
				v.expect(zooms, "false false false false")
				v.press(kb.Tab)
				v.press(kb.Enter)
				v.expect(zooms, "false true true true")
				v.ask(`document.querySelector("` + open + `").focus()`)
				v.press(kb.Enter)
				v.expect(`document.querySelectorAll(".interactive").length`, "0")
				v.expect(`document.activeElement.textContent`, "Open the interactive chart")
				v.silent()
			})
		})
	}
}

// The bundle is loaded by those who ask for it, and is still no burden.
func TestInteractiveChartIsSmall(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(os.Getenv(siteVariable), "assets", "interactive.*.js"))
	if len(files) != 1 {
		t.Fatalf("the built site has %d bundles; the extras have to be there", len(files))
	}
	source, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	writer, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	writer.Write(source)
	writer.Close()
	if packed.Len() > 200_000 {
		t.Errorf("the bundle has %d bytes when packed", packed.Len())
	}
}

// Where the interactive chart cannot be had, the reader is told and loses nothing.
func TestInteractiveChartThatIsLost(t *testing.T) {
	t.Parallel()
	visitCharts(t, chartsPage(t, "interactive.js"), phone, open, func(v visit) {
		v.press(kb.Enter)
		v.expect(`document.querySelector("#lines [role=status]").textContent`, "The interactive chart could not be loaded. The table has all its numbers.")
		v.expect(`document.activeElement.textContent`, "Open the interactive chart")
	})
}

// hover moves the mouse over an element, at a part of its width.
func (v visit) hover(selector string, part float64) {
	v.t.Helper()
	at, err := Ask[struct{ X, Y float64 }](v.tab, `(() => {
		const element = document.querySelector("`+selector+`");
		element.scrollIntoView({ block: "center" });
		const box = element.getBoundingClientRect();
		return { X: box.left + box.width * `+fmt.Sprint(part)+`, Y: box.top + box.height * 0.7 };
	})()`)
	if err != nil {
		v.t.Fatal(err)
	}
	if err := v.tab.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at.X, at.Y)); err != nil {
		v.t.Fatal(err)
	}
}
