package build

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/memory"
)

// TestBrokenInputs lays broken files over the small council's site, one case
// after the other, and compares what is said with the archive. Each problem
// has a place and says what to type.
func TestBrokenInputs(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("there are no archives", err)
	}
	// The theme is dear to load, and the same for all that do not change it.
	var kept Kept
	if _, err := prepare(Options{Source: siteOf(t, &txtar.Archive{}), Now: now}, &kept); err != nil || kept.theme == nil {
		t.Fatal("the site is not sound before anything is broken", err)
	}
	cases := 0
	for _, name := range names {
		archive := parsed(t, name)
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			for _, one := range casesOf(archive) {
				cases++
				t.Run(one, func(t *testing.T) {
					t.Parallel()
					broken(t, archive, one, Kept{theme: kept.theme, themes: kept.themes, languages: kept.languages})
				})
			}
		})
		if *update {
			if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if cases < 60 {
		t.Errorf("only %d inputs were tried", cases)
	}
}

func casesOf(archive *txtar.Archive) (names []string) {
	for _, file := range archive.Files {
		if name, _, _ := strings.Cut(file.Name, "/"); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func broken(t *testing.T, archive *txtar.Archive, name string, kept Kept) {
	site := siteOf(t, &txtar.Archive{})
	var want *txtar.File
	for i := range archive.Files {
		path, ofCase := strings.CutPrefix(archive.Files[i].Name, name+"/")
		switch {
		case !ofCase:
		case path == "want":
			want = &archive.Files[i]
		default:
			path, text := textOf(t, path, string(archive.Files[i].Data))
			site[path] = file(text)
			if strings.HasPrefix(path, "themes/") {
				kept.theme = nil
			}
		}
	}
	prepared, err := prepare(Options{Source: site, Now: now}, &kept)
	if err != nil {
		t.Fatal(err)
	}
	result := prepared.result
	if len(result.Problems) == 0 {
		t.Error("nothing is said")
	}
	for _, problem := range result.Problems {
		helpful(t, problem)
	}
	said := strings.ReplaceAll(shown(result.Problems), "\n\n", "\n")
	if *update {
		want.Data = []byte(said)
	} else if said != string(want.Data) {
		t.Errorf("it says\n%s\nand should say\n%s", said, want.Data)
	}
}

// textOf gives the text of a file, whose bytes may be written as a string.
func textOf(t *testing.T, path, text string) (name, bytes string) {
	t.Helper()
	name, isQuoted := strings.CutSuffix(path, "!")
	if !isQuoted {
		return path, text
	}
	bytes, err := strconv.Unquote(strings.TrimSpace(text))
	if err != nil {
		t.Fatal(path, err)
	}
	return name, bytes
}

// machine is what only a programmer would say.
var machine = regexp.MustCompile(`(?i)unmarshal|nil pointer|panic|goroutine|\bEOF\b|index out of|strconv|invalid character|parse error|syntax error|0x[0-9a-f]{4}`)

func helpful(t *testing.T, problem diag.Problem) {
	t.Helper()
	if problem.Place.File == "" || problem.Message == "" || problem.Hint == "" {
		t.Errorf("no place, no sentence or no hint: %+v", problem)
	}
	if machine.MatchString(problem.Message + problem.Hint) {
		t.Errorf("only a programmer would say %q", problem.Message)
	}
}

// TestAPersonalLineIsNeverShown: where a line has what may tell who somebody is, no
// problem shows it, whoever found that.
func TestAPersonalLineIsNeverShown(t *testing.T) {
	t.Parallel()
	site := siteOf(t, parsed(t, "testdata/base.txtar"))
	site["content/pages/more.md"] = file("---\ntitle: More\n---\n\nWrite to jo@home.example <b>now</b>.\n")
	site["content/pages/later.md"] = file("---\ntitle: Later\ndraft: true\n---\n\nWrite to jo@home.example, [or not](/mroe/).\n")
	for _, remembered := range []*memory.Memory{nil, memory.Open("")} {
		checked, err := Check(Options{Source: site, Now: now, Memory: remembered})
		if err != nil || !strings.Contains(shown(checked.Problems), "this is HTML") || !strings.Contains(shown(checked.Problems), "there is no page") || strings.Contains(shown(checked.Problems), "jo@") {
			t.Errorf("the check says %v\n%s", err, shown(checked.Problems))
		}
	}
}
