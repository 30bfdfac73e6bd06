package build

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"plainsight/generator/kit/html"
)

// samplesPage tells people how to load the numbers; its samples name an
// address of the site where these files are.
const (
	samplesPage  = "../../../content/pages/use-the-numbers.md"
	samplesSite  = `"https://inspections.merton.example/"`
	samplesTable = "data/metrics/referrals.csv"
)

// runs are the programs that run the samples, by the language of the fence,
// each with the ending that it wants.
var runs = []struct{ language, program, version, ending string }{
	{"python", "python3", "--version", ".py"},
	{"javascript", "node", "--version", ".mjs"},
	{"r", "Rscript", "--version", ".R"},
}

// TestTheSamplesOfThePageRun runs each sample of the page against the built
// site, where its language is on this machine: the first prints the numbers of
// the page of the metric and no others, the second the grades of the page of an
// inspection. It says what was run.
func TestTheSamplesOfThePageRun(t *testing.T) {
	t.Parallel()
	public := realSite(t)
	server := httptest.NewServer(http.FileServer(http.FS(public)))
	defer server.Close()
	want, grades := actualNumbers(t, public), gradesOf(t, public)
	page, err := os.ReadFile(samplesPage)
	if err != nil {
		t.Fatal(err)
	}
	for _, run := range runs {
		t.Run(run.language, func(t *testing.T) {
			code, more := samplesIn(t, string(page), run.language)
			if !strings.Contains(code, samplesSite) || !strings.Contains(code, samplesTable) {
				t.Fatalf("the sample does not name %s and %s:\n%s", samplesSite, samplesTable, code)
			}
			program, err := exec.LookPath(run.program)
			if err != nil {
				t.Skipf("not run: %s is not on this machine", run.program)
			}
			prints := func(code string) string {
				file := filepath.Join(t.TempDir(), "sample"+run.ending)
				code = strings.Replace(code, samplesSite, `"`+server.URL+`/"`, 1)
				if err := os.WriteFile(file, []byte(code), 0o666); err != nil {
					t.Fatal(err)
				}
				return said(t, program, file)
			}
			got := printedNumbers(prints(code))
			if !slices.Equal(got, want) {
				t.Errorf("the sample prints %q, and the page has %q", got, want)
			}
			printed := strings.Split(strings.TrimSpace(prints(more)), "\n")
			if slices.Sort(printed); !slices.Equal(printed, grades) {
				t.Errorf("the sample prints %q, and the page has %q", printed, grades)
			}
			t.Logf("run by %s, %s: %d numbers and %d grades are those of the page", run.program, firstLine(said(t, program, run.version)), len(got), len(grades))
		})
	}
}

// samplesIn are the two samples of a language on the page.
func samplesIn(t *testing.T, page, language string) (numbers, grades string) {
	t.Helper()
	parts := strings.Split(page, "```"+language+"\n")
	if len(parts) != 3 {
		t.Fatalf("the page has %d samples in %s", len(parts)-1, language)
	}
	numbers, _, _ = strings.Cut(parts[1], "```")
	grades, _, _ = strings.Cut(parts[2], "```")
	return numbers, grades
}

// gradesOf are the areas and grades that the page of an inspection shows, by
// their words.
func gradesOf(t *testing.T, public fs.FS) (grades []string) {
	t.Helper()
	for _, entry := range read(t, public, "inspections/2022-02-ilacs/index.html").ByID("grades").Find(func(n *html.Node) bool { return n.Name() == "div" }) {
		area := entry.Find(func(n *html.Node) bool { return n.Name() == "dt" })
		grade := entry.Find(func(n *html.Node) bool { class, _ := n.Attr("class"); return class == "word" })
		if len(area) == 1 && len(grade) == 1 {
			grades = append(grades, area[0].Text()+": "+grade[0].Text())
		}
	}
	slices.Sort(grades)
	if len(grades) == 0 {
		t.Fatal("the page has no grade")
	}
	return grades
}

// said runs a program and gives what it says.
func said(t *testing.T, program string, arguments ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	out, err := exec.CommandContext(ctx, program, arguments...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", program, arguments, errors.Join(err, ctx.Err()), out)
	}
	return string(out)
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

var printed = regexp.MustCompile(`(\d{4}/\d{2})\s+(\d+)`)

// printedNumbers are the years that a sample prints, each with its number.
func printedNumbers(output string) (pairs []string) {
	for _, found := range printed.FindAllStringSubmatch(output, -1) {
		pairs = append(pairs, found[1]+" "+found[2])
	}
	return pairs
}

// actualNumbers are the years with a number that was counted, of the file that the
// samples load; each number is on the page of the metric too.
func actualNumbers(t *testing.T, public fs.FS) (pairs []string) {
	t.Helper()
	text, err := fs.ReadFile(public, samplesTable)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) int { return slices.Index(rows[0], name) }
	shown := figuresOf(read(t, public, "metrics/referrals/index.html"))
	for _, row := range rows[1:] {
		if value := row[column("value")]; row[column("status")] == "actual" {
			pairs = append(pairs, row[column("period")]+" "+value)
			if !slices.Contains(shown, value) {
				t.Errorf("%s is not on the page", value)
			}
		}
	}
	if len(pairs) == 0 {
		t.Fatal("the file has no number that was counted")
	}
	return pairs
}
