package browser

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// The program whose preview is tried, built before the suite runs.
const programVariable = "PLAINSIGHT_PROGRAM"

// A desk is a copy of the real site that somebody writes in, with the preview
// running beside it.
type desk struct {
	t      *testing.T
	folder string
	root   string
}

func sitDown(t *testing.T) desk {
	t.Helper()
	program := os.Getenv(programVariable)
	if program == "" {
		t.Fatalf("%s does not name the program; make test builds it and names it", programVariable)
	}
	folder := t.TempDir()
	for _, part := range []string{"content", "data", "themes"} {
		if err := exec.Command("cp", "-R", filepath.Join("../..", part), folder).Run(); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command(program, "serve", "--source", folder, "--port", "0")
	said, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Signal(os.Interrupt)
		if err := command.Wait(); err != nil {
			t.Errorf("the preview did not end well: %v", err)
		}
	})
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if root := regexp.MustCompile(`http://localhost:\d+`).FindString(lines.Text()); root != "" {
			go func() {
				for lines.Scan() { // nobody reads on, and the preview must not wait for that
				}
			}()
			return desk{t, folder, root}
		}
	}
	t.Fatal("the preview never said where it is")
	return desk{}
}

// edit puts new words for old ones into a file, as an editor saves it.
func (d desk) edit(name, old, with string) {
	d.t.Helper()
	path := filepath.Join(d.folder, name)
	text, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	if !strings.Contains(string(text), old) {
		d.t.Fatalf("%s does not say %q", name, old)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(text), old, with, 1)), 0o666); err != nil {
		d.t.Fatal(err)
	}
}

// sees waits until a script gives what is expected. The page may be loaded
// anew while it waits, so it asks again and again.
func (v visit) sees(script, want string) {
	v.t.Helper()
	got := ""
	for range 5000 {
		answer, err := Ask[string](v.tab, "String("+script+")")
		if err == nil && answer == want {
			return
		}
		got = fmt.Sprint(answer, err)
		time.Sleep(2 * time.Millisecond)
	}
	v.t.Fatalf("%s gives %s, not %q", script, got, want)
}

// TestPreview is a morning at the desk: an edit is seen where the reader
// stands, a slip is told over the page and goes when it is mended, a draft
// cannot be missed.
func TestPreview(t *testing.T) {
	d := sitDown(t)
	with(windows, func(tab *Tab) {
		defer func() { tab.address = "" }()
		v := visit{t, tab}
		open := func(address string) {
			t.Helper()
			if err := tab.Open(d.root+address, screen); err != nil {
				t.Fatal(err)
			}
		}
		const report = "content/inspections/2022-02-ilacs.md"
		open("/inspections/2022-02-ilacs/")
		v.silent()
		v.ask(`document.getElementById("p33").scrollIntoView()`)
		place := v.ask(`Math.round(document.getElementById("p33").getBoundingClientRect().top)`)

		// Above the place where the reader stands, so that the page grows there.
		d.edit(report, "summary: >\n", "summary: >\n  "+strings.Repeat("Some more words of ours. ", 40)+"\n")
		v.sees(`document.body.textContent.includes("Some more words of ours.")`, "true")
		v.sees(`Math.round(document.getElementById("p33").getBoundingClientRect().top)`, place)

		d.edit(report, "title:", "titel:")
		v.sees(`document.querySelector(".plainsight-problems")?.hidden`, "false")
		v.sees(`/2022-02-ilacs\.md:2:1: error: “titel” is not a key/.test(document.querySelector(".plainsight-problems pre").textContent)`, "true")
		v.sees(`document.querySelector("h1").textContent.includes("Inspection of Merton")`, "true")
		for _, part := range []string{"background-color", "color"} { // the words stand on the dark ground of the panel
			own := v.ask(fmt.Sprintf(`getComputedStyle(document.querySelector(".plainsight-problems pre")).getPropertyValue(%q)`, part))
			if want := map[string]string{"background-color": "rgba(0, 0, 0, 0)", "color": "rgb(255, 254, 250)"}[part]; own != want {
				t.Errorf("the %s of the problems is %s, not %s", part, own, want)
			}
		}
		d.edit(report, "titel:", "title:")
		v.sees(`document.querySelector(".plainsight-problems").hidden`, "true")

		d.edit(report, "title:", "draft: true\ntitle:")
		v.sees(`document.querySelector(".plainsight-held")?.textContent`, "Draft. The public does not see this page.")
		v.sees(`getComputedStyle(document.querySelector(".plainsight-held")).position`, "sticky")
		v.silent()

		d.renews(v, open)
		open("/about/")
		v.sees(`document.querySelector(".plainsight-strip") !== null`, "true")
		fmt.Printf("From a save to the new words on the screen: %s\n", d.usual(v, "content/pages/about.md"))
	})
}

// renews edits in many ways and holds each page against the same one loaded
// anew: what was put into an open page has to be what a reader would load, with
// all that scripts make of it. Words, links and paragraphs are put in
// without loading, and what is open or selected stays so.
func (d desk) renews(v visit, open func(string)) {
	d.t.Helper()
	const about, report, settings = "content/pages/about.md", "content/inspections/2022-02-ilacs.md", "data/site.yaml"
	for _, edit := range []struct {
		page, file, old, with, seen string
		loads                       bool
	}{
		{"/about/", about, "You can read it", "You may *always* read it", "You may always read it", false},
		{"/about/", about, "# Who", "# And who", "And who makes it", false},
		{"/about/", about, "Every paragraph of", "\n\nA [new link](/metrics/) here. Every paragraph of", "A new link", false},
		{"/about/", about, "\n\nA [new link](/metrics/) here. Every", "Every", "link to it. Every", false},
		{"/about/", settings, "title: Inspections", "title: All inspections", "All inspections of", false},
		{"/about/", "themes/clearprint/styles/base.css", "}", "}\nh1 { color: #123456 }\n", "", true},
		{"/inspections/2022-02-ilacs/", report, "Staff use 'Passport", "Staff always use 'Passport", "Staff always use", false},
		{"/inspections/2022-02-ilacs/", report, "- A flexible", "- Some other.\n- A flexible", "Some other.", true},
		{"/metrics/re-referrals/", "data/metrics/re-referrals.csv", "2008/09,merton,884", "2008/09,merton,885", "885", true},
		{"/metrics/re-referrals/", "data/metrics/re-referrals.yaml", "definition: ", "definition: Edited. ", "Edited.", false},
		{"/metrics/re-referrals/", "data/metrics/re-referrals.yaml", "title: ", "title: All ", "All Children", true},
	} {
		open(edit.page)
		v.ask(`window.mark = document.querySelector("details, main p"), mark.open = true, getSelection().selectAllChildren(document.querySelector("main p")), 1`)
		d.edit(edit.file, edit.old, edit.with)
		if edit.loads {
			v.sees(`document.readyState + (window.mark === undefined)`, "completetrue")
		}
		v.sees(fmt.Sprintf(`document.querySelector("main").textContent.includes(%q) || document.title.includes(%[1]q)`, edit.seen), "true")
		if !edit.loads {
			if got := v.ask(`[window.mark?.isConnected, window.mark?.open, getSelection().toString() !== ""]`); got != "true,true,true" {
				d.t.Errorf("%s: %q: the page was not renewed in place, or what was open or selected is lost: %s", edit.page, edit.with, got)
			}
		}
		const whole = `document.documentElement.outerHTML.replace(' style=""', "").replace(/<aside class="plainsight-problems.*?<\/aside>/s, "").replace(/ open=""/g, "")`
		got := v.ask(whole)
		open(edit.page)
		if want := v.ask(whole); got != want {
			at := 0
			for at < min(len(got), len(want)) && got[at] == want[at] {
				at++
			}
			from := max(0, at-100)
			d.t.Errorf("%s: %q: renewed it is\n%.300s\nloaded it is\n%.300s", edit.page, edit.with, got[from:], want[from:])
		}
	}
}

// usual is the middle of nine times from a save to the words being there.
func (d desk) usual(v visit, name string) time.Duration {
	d.t.Helper()
	var times []time.Duration
	before := "title:"
	for i := range 9 {
		word := fmt.Sprintf("title: Edition %d of", i)
		start := time.Now()
		d.edit(name, before, word)
		v.sees(fmt.Sprintf(`document.querySelector("h1")?.textContent.includes("Edition %d of")`, i), "true")
		times = append(times, time.Since(start))
		before = word
	}
	slices.Sort(times)
	return times[len(times)/2]
}
