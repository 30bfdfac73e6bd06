package scaffold

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"plainsight/generator/domain/date"
	"plainsight/generator/kit/diag"
	"plainsight/generator/task/build"
)

var today = date.Of(2026, time.May, 9)

// desk is a small council's site in a folder.
func desk(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	archive, err := txtar.ParseFile("../build/testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.Files {
		name := filepath.Join(folder, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, file.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	themes, err := filepath.Abs("../../../themes")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(themes, filepath.Join(folder, "themes")); err != nil {
		t.Fatal(err)
	}
	return folder
}

func kindOf(t *testing.T, name string) Kind {
	t.Helper()
	i := slices.IndexFunc(Kinds, func(k Kind) bool { return k.Name == name })
	if i < 0 {
		t.Fatalf("there is no kind %s", name)
	}
	return Kinds[i]
}

// given answers every kind as flags do.
var given = map[string]Answers{
	"inspection": {"inspected": "2026-03-02/2026-03-06", "title": "Plainton: it's an “inspection”", "published": "2026-05-01"},
	"update":     {"title": "What is new"},
	"metric":     {"title": "Referrals: all of them", "definition": "Every referral, once.", "unit": "referrals", "from": "ofsted-2022"},
	"thread":     {"title": "Staff supervision", "starts": "2022-02-ilacs#p1"},
	"topic":      {"title": "Supervision", "says": "2022-02-ilacs#p1"},
	"page":       {"title": "Who we are"},
}

// TestWhatIsBegunBuilds begins one of each kind from flags alone, and looks at
// the site as a preview shows it and as the public would.
func TestWhatIsBegunBuilds(t *testing.T) {
	for _, kind := range Kinds {
		t.Run(kind.Name, func(t *testing.T) {
			folder := desk(t)
			written, err := Begin(kind, Options{Source: os.DirFS(folder), Folder: folder, Today: today, Given: given[kind.Name]})
			if err != nil || len(written.Files) == 0 || len(written.ToFill) == 0 {
				t.Fatal(written, err)
			}
			preview, err := build.Look(build.Options{Source: os.DirFS(folder), Now: time.Date(2026, 5, 9, 9, 0, 0, 0, time.UTC)}, nil)
			if err != nil {
				t.Fatal(err)
			}
			var problems strings.Builder
			diag.Text(&problems, slices.Concat(preview.Problems, preview.Public()), false)
			if problems.Len() > 0 || !preview.Whole {
				for _, name := range written.Files {
					text, _ := os.ReadFile(filepath.Join(folder, name))
					t.Logf("%s:\n%s", name, text)
				}
				t.Errorf("what was begun has problems:\n%s", problems.String())
			}
			if preview.HeldBack.Drafts != 1 {
				t.Errorf("%d drafts are held back, not 1", preview.HeldBack.Drafts)
			}
		})
	}
}

// TestLinesWithoutTheirSigns takes the number signs away, as a person is told to,
// and nothing else: what was a note for later is then read.
func TestLinesWithoutTheirSigns(t *testing.T) {
	folder := desk(t)
	for _, name := range []string{"inspection", "thread"} {
		written, err := Begin(kindOf(t, name), Options{Source: os.DirFS(folder), Folder: folder, Today: today, Given: given[name]})
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range written.Files {
			path := filepath.Join(folder, file)
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			sign := regexp.MustCompile(`(?m)^#([a-z]|  )`)
			if filled := sign.ReplaceAll(text, []byte("$1")); os.WriteFile(path, filled, 0o666) != nil {
				t.Fatal(err)
			}
		}
	}
	preview, err := build.Look(build.Options{Source: os.DirFS(folder), Now: time.Date(2026, 5, 9, 9, 0, 0, 0, time.UTC)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range preview.Problems {
		if strings.HasPrefix(problem.Code, "yaml") {
			t.Errorf("%s: %s", problem.Place, problem.Message)
		}
	}
}

// TestNothingIsWrittenOver begins the same twice.
func TestNothingIsWrittenOver(t *testing.T) {
	folder := desk(t)
	o := Options{Source: os.DirFS(folder), Folder: folder, Today: today, Given: given["page"]}
	if _, err := Begin(kindOf(t, "page"), o); err != nil {
		t.Fatal(err)
	}
	if _, err := Begin(kindOf(t, "page"), o); err == nil || !strings.Contains(err.Error(), "content/pages/who-we-are.md is there already") {
		t.Error(err)
	}
}

// TestWrongAnswers are told in a sentence, and nothing is written.
func TestWrongAnswers(t *testing.T) {
	for answer, says := range map[[2]string]string{
		{"authority", "plaintown"}:  "did you mean “plainton”?",
		{"framework", "sfi"}:        "is not known",
		{"activity", "inspektion"}:  "did you mean “inspection”?",
		{"inspected", "02/03/2026"}: "“02” is not a date; a day is written 2022-05-09",
		{"published", "2026-05"}:    "a day is needed",
		{"title", ""}:               "an answer is needed",
	} {
		folder := desk(t)
		answers := Answers{"inspected": "2026-03-02/2026-03-06", "title": "A title"}
		answers[answer[0]] = answer[1]
		_, err := Begin(kindOf(t, "inspection"), Options{Source: os.DirFS(folder), Folder: folder, Today: today, Given: answers})
		if err == nil || !strings.Contains(err.Error(), "--"+answer[0]) || !strings.Contains(err.Error(), says) {
			t.Errorf("%v gives %v", answer, err)
		}
		if found, _ := filepath.Glob(filepath.Join(folder, "content", "inspections", "2026-*")); len(found) > 0 {
			t.Errorf("%v was written", found)
		}
	}
	folder := desk(t)
	_, err := Begin(kindOf(t, "inspection"), Options{Source: os.DirFS(folder), Folder: folder, Today: today})
	if err == nil || !strings.Contains(err.Error(), "these answers are missing: --inspected, --title") {
		t.Error(err)
	}
}

// TestAskingGoesOnUntilItIsRight types a wrong answer first, and takes the
// usual one with an empty line; the end of what is typed ends it.
func TestAskingGoesOnUntilItIsRight(t *testing.T) {
	folder := desk(t)
	lines, asked := []string{"\n", "ilaks\n", "ILACS\n", "\n", "March\n", "2026-03\n", "\n", "A title\n"}, ""
	ask := func(question, usual string) (string, error) {
		asked += question + "\n"
		if len(lines) == 0 {
			return "", io.EOF
		}
		line := lines[0]
		lines = lines[1:]
		return line, nil
	}
	written, err := Begin(kindOf(t, "inspection"), Options{Source: os.DirFS(folder), Folder: folder, Today: today, Ask: ask})
	if err != nil || written.Files[0] != "content/inspections/2026-03-ilacs.md" {
		t.Error(written, err)
	}
	if !strings.Contains(asked, "Not so: “ilaks” is not known; did you mean “ilacs”?\n") {
		t.Errorf("it asked\n%s", asked)
	}
	if _, err := Begin(kindOf(t, "page"), Options{Source: os.DirFS(folder), Folder: folder, Today: today, Ask: ask}); !errors.Is(err, errNoAnswer) {
		t.Errorf("the end gives %v", err)
	}
}
