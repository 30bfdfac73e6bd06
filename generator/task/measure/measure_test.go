package measure

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"plainsight/generator/task/build"
)

// TestInventedSitesBuild: what is measured is a site that could be published,
// with a page and numbers for each report.
func TestInventedSitesBuild(t *testing.T) {
	folder, output := t.TempDir(), filepath.Join(t.TempDir(), "public")
	shape := ShapeOf(12, []string{"html", "csv", "atom"})
	if err := fill(folder, shape.files(os.DirFS("../../.."))); err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)
	result, err := build.Build(build.Options{Source: os.DirFS(folder), Output: output, Now: now})
	if err != nil || !result.Published {
		t.Fatalf("it is not published: %v, %v", err, result.Problems)
	}
	for i := range shape.Reports {
		one := shape.report(i)
		if _, err := os.Stat(filepath.Join(output, "authorities", one.authority, "inspections", one.id, "index.html")); err != nil {
			t.Error(err)
		}
	}
	if err := os.Rename(output, filepath.Join(folder, "public")); err != nil {
		t.Fatal(err)
	}
	again := filepath.Join(folder, "again")
	if err := Floor(folder, again); err != nil {
		t.Fatal(err)
	}
	if made, written := madeIn(filepath.Join(folder, "public")), madeIn(again); made != written {
		t.Errorf("the floor writes %v, and the build made %v", written, made)
	}
}

// TestTheSameShapeIsTheSameSite, for both generators.
func TestTheSameShapeIsTheSameSite(t *testing.T) {
	shape := ShapeOf(30, nil)
	ours := func(yield func(file, error) bool) {
		for one := range shape.invented() {
			if !yield(one, nil) {
				return
			}
		}
	}
	sites := map[string]func(func(file, error) bool){"ours": ours}
	for _, one := range peers {
		sites[one.name] = one.of(shape)
	}
	for name, site := range sites {
		listed := func() (all []string) {
			for one, err := range site {
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, one.path+"\n"+string(one.text))
			}
			return all
		}
		first := listed()
		if !slices.Equal(first, listed()) {
			t.Errorf("%s: the same shape gives other files the second time", name)
		}
		reports := 0
		for _, one := range first {
			if strings.Contains(one, "\n41. ") {
				reports++
			}
		}
		if reports != shape.Reports {
			t.Errorf("%s has %d reports with 41 paragraphs, want %d", name, reports, shape.Reports)
		}
	}
	ids := map[string]bool{}
	for i := range shape.Reports {
		one := shape.report(i)
		if ids[one.authority+one.id] {
			t.Errorf("two reports are %s of %s", one.id, one.authority)
		}
		ids[one.authority+one.id] = true
	}
}

// TestAnEditIsSeen: what is edited is a paragraph of a report, and each round
// has words of its own.
func TestAnEditIsSeen(t *testing.T) {
	name := filepath.Join(t.TempDir(), "report.md")
	if err := os.WriteFile(name, []byte(ShapeOf(1, nil).report(0).text()), 0o666); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for round := range 3 {
		if err := edit(name, round); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if seen[string(text)] || strings.Count(string(text), "\n1. ") != 1 || strings.Count(string(text), "\n2. ") != 1 || !strings.Contains(string(text), "\n41. ") {
			t.Errorf("round %d left the report as\n%s", round+1, text)
		}
		seen[string(text)] = true
	}
}
