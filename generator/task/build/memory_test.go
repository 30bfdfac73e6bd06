package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/plan"
)

// drawnSite is the small site with a chart in every form.
func drawnSite(t *testing.T) fstest.MapFS {
	t.Helper()
	site := siteOf(t, txtar.Parse([]byte(numbersSite)))
	site["data/site.yaml"] = file(string(site["data/site.yaml"].Data) + "formats: [html, csv, svg, png]\n")
	return site
}

// remembering builds a site with what a folder remembers of earlier builds, to
// an output of its own, and gives the sums of its files.
func remembering(t *testing.T, site fs.FS, folder string) map[string]string {
	t.Helper()
	remembered := memory.Open(folder)
	defer remembered.Close()
	output := filepath.Join(t.TempDir(), "public")
	result, err := Build(Options{Source: site, Output: output, Now: now, Memory: remembered})
	if err != nil || !result.Published {
		t.Fatal(err, shown(result.Problems))
	}
	return sums(t, os.DirFS(output))
}

// edits are changes of every kind of file that a site is made from: a file,
// what stands in it, and what is to stand there.
var edits = []struct{ file, old, new string }{
	{"data/metrics/referrals.csv", "3942", "3777"},
	{"data/metrics/referrals.csv", "1549,actual", "1549,predicted"},
	{"data/metrics/referrals.yaml", "title: Referrals", "title: Requests"},
	{"data/sources/panel.yaml", "Report to the panel", "Report"},
	{"data/site.yaml", "formats: [html, csv, svg, png]", "formats: [html, png]"},
	{"data/authorities.yaml", "name: Plainton", "name: Plainville"},
	{"content/topics/referrals.md", "There were", "Once there were"},
	{"themes/clearprint/styles/tokens.css", "#fffefa", "#fffefb"},
	{"themes/clearprint/styles/main.css", `"./record.css";`, `"./record.css" screen;`},
	{"themes/clearprint/scripts/charts.js", "import ", "console.log('more')\nimport "},
	{"themes/clearprint/templates/metric.html", "<h1>", "<h1 class=\"metric\">"},
	{"themes/clearprint/images/icon.svg", "<svg ", "<svg id=\"icon\" "},
}

// TestWhatIsRememberedIsWhatIsMade edits a site again and again, and then
// takes the edits back: with all that was remembered on the way, each build
// gives the bytes that it gives with nothing remembered.
func TestWhatIsRememberedIsWhatIsMade(t *testing.T) {
	t.Parallel()
	site, folder := drawnSite(t), t.TempDir()
	same := func(what string, want map[string]string) {
		t.Helper()
		if warm := remembering(t, site, folder); !maps.Equal(warm, want) {
			t.Errorf("%s these differ: %v", what, differing(warm, want))
		}
	}
	states := []map[string]string{remembering(t, site, "")}
	same("at first", states[0])
	for i, edit := range edits {
		text := string(site[edit.file].Data)
		if !strings.Contains(text, edit.old) {
			t.Fatalf("%s does not hold %q", edit.file, edit.old)
		}
		site[edit.file] = file(strings.Replace(text, edit.old, edit.new, 1))
		states = append(states, remembering(t, site, ""))
		same(fmt.Sprintf("after edit %d", i), states[i+1])
		if maps.Equal(states[i], states[i+1]) {
			t.Errorf("edit %d of %s changes nothing", i, edit.file)
		}
	}
	for i, edit := range slices.Backward(edits) {
		site[edit.file] = file(strings.Replace(string(site[edit.file].Data), edit.new, edit.old, 1))
		same(fmt.Sprintf("without edit %d again", i), states[i])
	}
}

// TestDamageToWhatIsRemembered: whatever happens to the folder between two
// builds, the second gives the same bytes.
func TestDamageToWhatIsRemembered(t *testing.T) {
	t.Parallel()
	site := drawnSite(t)
	want := remembering(t, site, "")
	each := func(change func(name string, content []byte)) func(string) {
		return func(folder string) {
			for _, name := range filesOf(t, os.DirFS(folder)) {
				content, err := os.ReadFile(filepath.Join(folder, name))
				if err != nil {
					t.Fatal(err)
				}
				change(filepath.Join(folder, name), content)
			}
		}
	}
	put := func(name string, content []byte) {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, damage := range map[string]func(folder string){
		"nothing":        func(string) {},
		"it is gone":     func(folder string) { os.RemoveAll(folder) },
		"a file instead": func(folder string) { os.RemoveAll(folder); put(folder, []byte("mine")) },
		"empty files":    each(func(name string, _ []byte) { put(name, nil) }),
		"half of each":   each(func(name string, content []byte) { put(name, content[:len(content)/2]) }),
		"a byte of each kilobyte": each(func(name string, content []byte) {
			for i := 0; i < len(content); i += 1000 {
				content[i]++
			}
			put(name, content)
		}),
		"the end is another's": each(func(name string, content []byte) {
			put(name, append(content[:len(content)*9/10], content[:len(content)/10]...))
		}),
		"folders instead": each(func(name string, _ []byte) { os.Remove(name); os.Mkdir(name, 0o755) }),
	} {
		t.Run(name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), ".cache")
			remembering(t, site, folder)
			damage(folder)
			for _, turn := range []string{"first", "second"} {
				if got := remembering(t, site, folder); !maps.Equal(got, want) {
					t.Errorf("the %s build after it differs: %v", turn, differing(got, want))
				}
			}
		})
	}
}

// TestTwoBuildsAtOnce: both give the same bytes, and so does the next.
func TestTwoBuildsAtOnce(t *testing.T) {
	t.Parallel()
	site, folder := drawnSite(t), t.TempDir()
	want := remembering(t, site, "")
	one, other := memory.Open(folder), memory.Open(folder)
	made := make(chan error, 2)
	outputs := []string{filepath.Join(t.TempDir(), "one"), filepath.Join(t.TempDir(), "other")}
	for i, remembered := range []*memory.Memory{one, other} {
		go func() {
			defer remembered.Close()
			_, err := Build(Options{Source: site, Output: outputs[i], Now: now, Memory: remembered})
			made <- err
		}()
	}
	for range outputs {
		if err := <-made; err != nil {
			t.Error(err)
		}
	}
	for _, output := range outputs {
		if got := sums(t, os.DirFS(output)); !maps.Equal(got, want) {
			t.Errorf("%s differs: %v", output, differing(got, want))
		}
	}
	if got := remembering(t, site, folder); !maps.Equal(got, want) {
		t.Errorf("the next differs: %v", differing(got, want))
	}
}

// TestWhatASiteDoesNotAskForIsNotMade: neither as a file nor in order to be
// remembered.
func TestWhatASiteDoesNotAskForIsNotMade(t *testing.T) {
	site, folder := drawnSite(t), t.TempDir()
	remembering(t, site, folder)
	if !holds(t, folder, pngBegins) {
		t.Fatal("a picture that was asked for is not remembered")
	}
	settings := string(site["data/site.yaml"].Data)
	site["data/site.yaml"] = file(strings.Replace(settings, "[html, csv, svg, png]", "[html]", 1))
	for name := range remembering(t, site, folder) {
		if slices.Contains([]string{".png", ".csv"}, path.Ext(name)) || path.Ext(name) == ".svg" && strings.HasPrefix(name, "metrics/") {
			t.Errorf("%s was made", name)
		}
	}
	if holds(t, folder, pngBegins) {
		t.Error("a picture is remembered that nobody asks for")
	}
}

// TestEveryViewHasASum: so that a page, too, can be remembered by what it is
// made from. Planned twice, a page has one sum.
func TestEveryViewHasASum(t *testing.T) {
	var turns [2][]memory.Sum
	for turn := range turns {
		prepared, err := prepare(Options{Source: drawnSite(t), Now: now}, &Kept{})
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range prepared.pages {
			turns[turn] = append(turns[turn], memory.SumOf(page.Kind, page.View()))
		}
	}
	if len(turns[0]) < 10 || !slices.Equal(turns[0], turns[1]) {
		t.Errorf("the sums of %d pages are not those of the same %d", len(turns[0]), len(turns[1]))
	}
}

// TestViewsArePlannedAlike: a view is planned whenever somebody asks for it, in
// any order, by many at once, and is the same each time. What was planned before
// changes nothing of what is planned after.
func TestViewsArePlannedAlike(t *testing.T) {
	t.Parallel()
	pages := realPages(t)
	sums := make([]memory.Sum, len(pages))
	for i, page := range pages {
		view := page.View()
		sums[i] = memory.SumOf(view)
		frame := plan.FrameOf(view)
		if page.Of() == "" && page.Frames() != frame.Frames || page.Kind == "metric" && page.Anchors().Has(plan.ChartPlace) != frame.Charted {
			t.Errorf("what is known of %s is not what its view shows", page.Address)
		}
		if list, is := view.(plan.SearchView); is {
			anchors := page.Anchors().List()
			for i, letter := range list.Letters {
				if anchors[i+1] != letter.Anchor || len(anchors) != 1+len(list.Letters) {
					t.Errorf("%s has the places %q, and no %s there", page.Address, anchors, letter.Anchor)
				}
			}
		}
	}
	var asking sync.WaitGroup
	for half := range 2 {
		asking.Go(func() {
			for i := len(pages) - 1 - half; i >= 0; i -= 2 {
				if memory.SumOf(pages[i].View()) != sums[i] {
					t.Errorf("the view of %s is another when it is planned again", pages[i].Address)
				}
			}
		})
	}
	asking.Wait()
	if len(pages) < 100 {
		t.Errorf("the site has %d pages", len(pages))
	}
}

const pngBegins = "\x89PNG\r\n"

// holds tells whether a file of the folder has these bytes.
func holds(t *testing.T, folder, part string) bool {
	t.Helper()
	for _, name := range filesOf(t, os.DirFS(folder)) {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(content, []byte(part)) {
			return true
		}
	}
	return false
}
