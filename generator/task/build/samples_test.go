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
// site, where its language is on this machine: it prints the numbers of the
// page of the metric and no others. It says what was run.
func TestTheSamplesOfThePageRun(t *testing.T) {
	public := realSite(t)
	server := httptest.NewServer(http.FileServer(http.FS(public)))
	defer server.Close()
	want := actualNumbers(t, public)
	page, err := os.ReadFile(samplesPage)
	if err != nil {
		t.Fatal(err)
	}
	for _, run := range runs {
		t.Run(run.language, func(t *testing.T) {
			code := sampleIn(t, string(page), run.language)
			if !strings.Contains(code, samplesSite) || !strings.Contains(code, samplesTable) {
				t.Fatalf("the sample does not name %s and %s:\n%s", samplesSite, samplesTable, code)
			}
			program, err := exec.LookPath(run.program)
			if err != nil {
				t.Skipf("not run: %s is not on this machine", run.program)
			}
			file := filepath.Join(t.TempDir(), "sample"+run.ending)
			code = strings.Replace(code, samplesSite, `"`+server.URL+`/"`, 1)
			if err := os.WriteFile(file, []byte(code), 0o666); err != nil {
				t.Fatal(err)
			}
			got := printedNumbers(said(t, program, file))
			if !slices.Equal(got, want) {
				t.Errorf("the sample prints %q, and the page has %q", got, want)
			}
			t.Logf("run by %s, %s: %d numbers are those of the page", run.program, firstLine(said(t, program, run.version)), len(got))
		})
	}
}

// sampleIn is the code of a language on the page.
func sampleIn(t *testing.T, page, language string) string {
	t.Helper()
	_, rest, _ := strings.Cut(page, "```"+language+"\n")
	code, _, closed := strings.Cut(rest, "```")
	if !closed {
		t.Fatalf("the page has no sample in %s", language)
	}
	return code
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
