package build

import (
	"maps"
	"math/rand"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/link"
	"plainsight/generator/stage/lint"
)

// editsVariable says how many random edits are tried, in place of the few that
// each run of the tests tries.
const editsVariable = "PLAINSIGHT_EDITS"

// written are sites with every kind of file, without the theme.
func written(t testing.TB) (sites []fstest.MapFS) {
	t.Helper()
	for _, name := range []string{"rules", "numbers", "timeline", "held-back"} {
		sites = append(sites, plain(t, name))
	}
	return sites
}

// plain is a site of testdata/sites without the theme.
func plain(t testing.TB, name string) fstest.MapFS {
	t.Helper()
	site := fstest.MapFS{}
	for _, archive := range []string{"testdata/base.txtar", "testdata/sites/" + name + ".txtar"} {
		read, err := txtar.ParseFile(archive)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range read.Files {
			if !strings.HasPrefix(one.Name, "want/") && len(one.Data) > 0 {
				site[one.Name] = &fstest.MapFile{Data: one.Data}
			}
		}
	}
	return site
}

// pieces are what slips of the finger and of the clipboard put into a text.
var pieces = []string{
	"", " ", "\n", "\t", "-", ":", "#", "'", "\"", "{", "}", "[", "]", "|", ">", "&a", "*a", "!", "%", "---\n", "```\n", "\x00", "\xff", "\u202e", "é",
	"1. ", "99. ", "{#p1}", "{figure a b}", "<b>", "](", "2021-02-30", "12/34/5678", "- ", "  ", "null", "~", "true", "9999999999", "\r\n", "\ufeff",
}

// edited changes some places of one file of a site, or takes the file away.
func edited(site fstest.MapFS, chance *rand.Rand) fstest.MapFS {
	changed := maps.Clone(site)
	names := slices.Sorted(maps.Keys(site))
	name := names[chance.Intn(len(names))]
	if chance.Intn(40) == 0 {
		delete(changed, name)
		return changed
	}
	text := slices.Clone(site[name].Data)
	for range 1 + chance.Intn(3) {
		if len(text) == 0 {
			break
		}
		from := chance.Intn(len(text))
		to := min(len(text), from+chance.Intn(6))
		if chance.Intn(8) == 0 { // a line doubled, or lost
			to = min(len(text), from+1+strings.IndexByte(string(text[from:])+"\n", '\n'))
		}
		piece := pieces[chance.Intn(len(pieces))]
		if chance.Intn(6) == 0 {
			piece = string(text[from:to]) + string(text[from:to])
		}
		text = slices.Concat(text[:from], []byte(piece), text[to:])
	}
	changed[name] = &fstest.MapFile{Data: text}
	return changed
}

// planOf goes as far as planned pages, for the public and for a preview.
func planOf(t testing.TB, site fstest.MapFS) {
	t.Helper()
	docs, problems, err := decoded(Options{Source: site, Now: now}, &Kept{})
	if err != nil {
		t.Fatal(err)
	}
	for _, audience := range []link.Audience{link.Public, link.Preview} {
		outline := outlineFor(docs, now, audience, lint.Register)
		problems = append(problems, outline.problems...)
		for _, page := range outline.pages {
			if audience == link.Public { // a ledger asks what became of its words, whatever is wrong
				page.View()
			}
		}
	}
	for _, problem := range problems {
		if problem.Place.File == "" || problem.Message == "" || problem.Place.Line < 0 || problem.Severity == "" {
			t.Errorf("a problem has no place: %+v", problem)
		}
		if machine.MatchString(problem.Message) && !strings.Contains(problem.Message, "“") {
			t.Errorf("only a programmer would say %q", problem.Message)
		}
	}
	diag.Show(diag.Sort(problems), func(name string) []byte {
		if one := site[name]; one != nil {
			return one.Data
		}
		return nil
	})
}

// TestRandomEdits makes slips in sound sites: whatever comes of it are problems
// with places, never a panic.
func TestRandomEdits(t *testing.T) {
	many := 400
	if asked, err := strconv.Atoi(os.Getenv(editsVariable)); err == nil {
		many = asked
	}
	sites := written(t)
	for seed := range many {
		chance := rand.New(rand.NewSource(int64(seed)))
		site := edited(sites[seed%len(sites)], chance)
		func() {
			defer func() {
				if fault := recover(); fault != nil {
					t.Fatalf("the edit %d ends with %v\n%s", seed, fault, debug.Stack())
				}
			}()
			planOf(t, site)
		}()
	}
}

// FuzzEdits lets the fuzzer choose what is put where.
func FuzzEdits(f *testing.F) {
	sites := written(f)
	f.Add(uint(0), uint(0), uint(10), uint(3), "---")
	f.Add(uint(2), uint(3), uint(100), uint(0), "\t")
	f.Fuzz(func(t *testing.T, which, file, at, long uint, piece string) {
		site := maps.Clone(sites[which%uint(len(sites))])
		names := slices.Sorted(maps.Keys(site))
		name := names[file%uint(len(names))]
		text := site[name].Data
		from := at % uint(len(text)+1)
		to := min(uint(len(text)), from+long%64)
		site[name] = &fstest.MapFile{Data: slices.Concat(text[:from], []byte(piece), text[to:])}
		planOf(t, site)
	})
}
