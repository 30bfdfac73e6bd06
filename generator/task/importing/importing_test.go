package importing

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"plainsight/generator/domain/document"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/markdown"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/transcribe"
	"plainsight/generator/task/build"
)

var update = flag.Bool("update", false, "write the drafts that are made into the archives")

var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

const root = "../../.."

// imported puts files into a folder and imports them into another.
func imported(t *testing.T, out string, files map[string][]byte) []Result {
	t.Helper()
	folder := t.TempDir()
	for name, file := range files {
		if err := os.WriteFile(filepath.Join(folder, name), file, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	results, err := Run(Options{Source: os.DirFS(root), Out: out, Files: []string{folder}, Clock: func() time.Time { return noon }})
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func reportIn(archive *txtar.Archive) string {
	for _, file := range archive.Files {
		if strings.HasSuffix(file.Name, ".report") {
			return string(file.Data)
		}
	}
	return ""
}

// TestDrafts sets the report of each archive as a PDF, imports it, and compares
// the drafts with those in the archive. Each draft has all words of its report.
func TestDrafts(t *testing.T) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	if len(archives) < 6 {
		t.Fatalf("only %d archives", len(archives))
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			out := t.TempDir()
			results := imported(t, out, map[string][]byte{"plainton.pdf": typeset(reportIn(archive))})
			if results[0].Refused() {
				t.Fatal(results[0].Problem.Message)
			}
			for _, one := range results[0].Reports {
				if one.Kept < 0.95 {
					t.Errorf("only %.3f of the words are kept in order in %s; not so %v", one.Kept, one.Path, one.Lost)
				}
				nothingLost(t, out, one)
			}
			drafts := 0
			for i, file := range archive.Files {
				if strings.HasSuffix(file.Name, ".report") {
					continue
				}
				drafts++
				got, err := os.ReadFile(filepath.Join(out, file.Name))
				if err != nil {
					t.Error(err)
				} else if *update {
					archive.Files[i].Data = got
				} else if !bytes.Equal(got, file.Data) {
					t.Errorf("%s is\n%s\nand should be\n%s", file.Name, got, file.Data)
				}
			}
			if drafts != len(results[0].Reports) {
				t.Errorf("%d drafts are in the archive, and %d were written", drafts, len(results[0].Reports))
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// nothingLost counts the words of the report's lines and of the draft: each is
// there as often, though cells of tables may stand in another order.
func nothingLost(t *testing.T, out string, one Outcome) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(out, one.Path))
	if err != nil {
		t.Error(err)
		return
	}
	_, body, _ := strings.Cut(string(text)[4:], "\n---\n")
	read, _, _ := markdown.Parse("", []byte(body), 1, markdown.Rules{Numbered: true})
	count := map[string]int{}
	for _, word := range tokens(strings.Join(one.Report.Words, " ")) {
		count[word]++
	}
	for _, note := range one.Report.Notes {
		for _, word := range tokens(note.Mark + " " + note.Text) {
			count[word]++
		}
	}
	for _, word := range tokens(wordsOf(read)) {
		count[word]--
	}
	for word, left := range count {
		if left != 0 {
			t.Errorf("%s: %q is there %d times more in the report than in the draft", one.Path, word, left)
		}
	}
}

// TestDraftsBuild imports all of them into a site that is begun for it, and
// builds what a preview shows: nothing is wrong with it.
func TestDraftsBuild(t *testing.T) {
	out := t.TempDir()
	files := map[string][]byte{}
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)+".pdf"] = typeset(reportIn(archive))
	}
	imported(t, out, files)
	themes, err := filepath.Abs(root + "/themes")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(themes, filepath.Join(out, "themes")); err != nil {
		t.Fatal(err)
	}
	preview, err := build.Look(build.Options{Source: os.DirFS(out), Now: noon}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var problems strings.Builder
	diag.Text(&problems, slices.DeleteFunc(slices.Clone(preview.Problems), func(p diag.Problem) bool {
		return p.Severity != diag.Error || p.Code == "grade-in-heading" // one report contradicts itself
	}), false)
	if problems.Len() > 0 || preview.HeldBack.Drafts != len(files)+1 {
		t.Errorf("%d drafts, with problems\n%s", preview.HeldBack.Drafts, problems.String())
	}
	// Without “draft” the doubts stop it.
	draft := filepath.Join(out, "content/inspections/plainton/2026-03-ilacs.md")
	text, _ := os.ReadFile(draft)
	if err := os.WriteFile(draft, bytes.Replace(text, []byte("draft: true\n"), nil, 1), 0o666); err != nil {
		t.Fatal(err)
	}
	source, _ := collect.Files(os.DirFS(out))
	_, found, err := decode.Files(source)
	if err != nil || !slices.ContainsFunc(found, func(p diag.Problem) bool { return p.Code == "unconfirmed" && p.Severity == diag.Error }) {
		t.Errorf("a doubtful field does not stop the publication: %v %v", found, err)
	}
}

// TestNothingIsWrittenOver imports twice, and once more when somebody has
// changed words.
func TestNothingIsWrittenOver(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/ilacs.txtar")
	if err != nil {
		t.Fatal(err)
	}
	out, files := t.TempDir(), map[string][]byte{"plainton.pdf": typeset(reportIn(archive))}
	if one := imported(t, out, files)[0].Reports[0]; one.State != Written || len(one.Also) != 1 {
		t.Fatalf("%+v", one)
	}
	if one := imported(t, out, files)[0].Reports[0]; one.State != Same {
		t.Errorf("the second time it is %s", one.State)
	}
	name := filepath.Join(out, "content/inspections/plainton/2026-03-ilacs.md")
	text, _ := os.ReadFile(name)
	edited := strings.Replace(string(text), "answers in a day", "replies in a day", 1)
	if err := os.WriteFile(name, []byte(edited), 0o666); err != nil {
		t.Fatal(err)
	}
	results := imported(t, out, files)
	one := results[0].Reports[0]
	if one.State != Differs || len(one.Difference) != 1 || !strings.Contains(one.Difference[0], "The front door [-replies-] {+answers+} in a day.") {
		t.Errorf("%s %q", one.State, one.Difference)
	}
	if after, _ := os.ReadFile(name); string(after) != edited {
		t.Error("the edited draft was written over")
	}
	var told strings.Builder
	Tell(&told, results)
	for _, words := range []string{"Not written: content/inspections/plainton/2026-03-ilacs.md", "[-replies-] {+answers+}", "joined across two pages: page 2", "100.0 of 100 words", "authority (page 1)"} {
		if !strings.Contains(told.String(), words) {
			t.Errorf("it does not tell %q:\n%s", words, told.String())
		}
	}
}

// TestWhatIsNoReport is refused with the reason, writes nothing, and does not stop
// the rest.
func TestWhatIsNoReport(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/ilacs.txtar")
	if err != nil {
		t.Fatal(err)
	}
	whole := typeset(reportIn(archive))
	out := t.TempDir()
	results := imported(t, out, map[string][]byte{
		"a-page.pdf":  []byte("<!doctype html><title>Reports</title>"),
		"b-cut.pdf":   whole[:len(whole)/2],
		"c-soup.pdf":  typeset("title How soup is made\n" + strings.Repeat("p Take some water and some onions, and let them boil until they are soft.\n", 20)),
		"d-blank.pdf": typeset("page"),
		"e-undated.pdf": typeset("title Inspection of Plainton local authority children’s services\np Lead inspector: Ada Example\n" +
			strings.Repeat("p Children in Plainton are helped early, and those who look after them know them well.\n", 20)),
		"f-right.pdf": whole,
	})
	for i, says := range []string{"it is not a PDF", "its end is missing", "front page of none of the reports", "hardly any words", "days of the inspection were not found", ""} {
		if got := results[i].Problem.Message; says == "" && got != "" || !strings.Contains(got, says) {
			t.Errorf("%s: %q, want %q", filepath.Base(results[i].File), got, says)
		}
	}
	found, _ := filepath.Glob(filepath.Join(out, "content/inspections/*/*"))
	if len(found) != 1 {
		t.Errorf("written is %v", found)
	}
	bare := t.TempDir()
	imported(t, bare, map[string][]byte{"a-page.pdf": []byte("<!doctype html>")})
	if left, _ := os.ReadDir(bare); len(left) > 0 {
		t.Errorf("for a file that was refused there is %v", left)
	}
	problems := Problems(results)
	if len(problems) != 5 || problems[0].Severity != diag.Error {
		t.Errorf("%v", problems)
	}
	var told strings.Builder
	Tell(&told, results)
	if !strings.Contains(told.String(), "6 files with 1 report: 1 written, 0 held already, 0 unchanged, 0 again from other files, 0 there already with other words; 5 files refused.") {
		t.Error(told.String())
	}
}

// TestManyGoOnWhereTheyEnded imports a folder twice: the second time nothing is
// read again, and a new file is.
func TestManyGoOnWhereTheyEnded(t *testing.T) {
	out, files := t.TempDir(), map[string][]byte{}
	for _, name := range []string{"ilacs", "sif"} {
		archive, err := txtar.ParseFile("testdata/" + name + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		files[name+".pdf"] = typeset(reportIn(archive))
	}
	imported(t, out, files)
	archive, _ := txtar.ParseFile("testdata/area-send.txtar")
	files["new.pdf"] = typeset(reportIn(archive))
	results := imported(t, out, files)
	for i, state := range []string{Held, Written, Held} {
		if got := results[i].Reports[0].State; got != state {
			t.Errorf("%s is %s, want %s", filepath.Base(results[i].File), got, state)
		}
	}
	known, _ := os.ReadFile(filepath.Join(out, "data/authorities.yaml"))
	if got := strings.Count(string(known), "id: plainton"); got != 1 {
		t.Errorf("the authority is there %d times:\n%s", got, known)
	}
}

// TestTheSameReportTwice: of the same report in two files, and in one with
// other bytes, the first is imported, and the others name it.
func TestTheSameReportTwice(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/ilacs.txtar")
	if err != nil {
		t.Fatal(err)
	}
	whole := typeset(reportIn(archive))
	results := imported(t, t.TempDir(), map[string][]byte{"a's.pdf": whole, "b.pdf": whole, "c.pdf": append(bytes.Clone(whole), "% another\n"...)})
	for i, state := range []string{Written, Again, Again} {
		if one := results[i].Reports[0]; one.State != state || state == Again && one.Twin != "a's.pdf" {
			t.Errorf("%s is %s, as %q", filepath.Base(results[i].File), one.State, one.Twin)
		} else if one.Report.Title.Value != "" || one.Report.Blocks != nil {
			t.Error("the pages of a report among many are kept")
		}
	}
	var told strings.Builder
	Tell(&told, results)
	if !strings.Contains(told.String(), "as a's.pdf") || !strings.Contains(told.String(), "2 again from other files") {
		t.Error(told.String())
	}
}

// TestWhatCannotBeRead stops nothing: a link that leads nowhere, and a
// folder by the name of a report.
func TestWhatCannotBeRead(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/ilacs.txtar")
	if err != nil {
		t.Fatal(err)
	}
	in := t.TempDir()
	err = errors.Join(os.Symlink(filepath.Join(in, "nowhere"), filepath.Join(in, "a.pdf")),
		os.Mkdir(filepath.Join(in, "b.pdf"), 0o777), os.WriteFile(filepath.Join(in, "c.pdf"), typeset(reportIn(archive)), 0o666))
	if err != nil {
		t.Skip("not tried: there are no symbolic links here")
	}
	results, err := Run(Options{Source: os.DirFS(root), Out: t.TempDir(), Files: []string{in}, Clock: time.Now})
	if err != nil || len(results) != 2 || !strings.Contains(results[0].Problem.Message, "it cannot be read") || results[1].Reports[0].State != Written {
		t.Errorf("%+v, %v", results, err)
	}
}

// TestWhatAKilledRunLeaves: whenever it ends, the drafts that are there have
// their authorities, and none is half.
func TestWhatAKilledRunLeaves(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/ilacs.txtar")
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	// Where the folder of sources should be stands a file: what comes after the
	// authority cannot be written, as if the run ended there.
	if err := errors.Join(os.Mkdir(filepath.Join(out, "data"), 0o777), os.WriteFile(filepath.Join(out, "data/sources"), nil, 0o666)); err != nil {
		t.Fatal(err)
	}
	in := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(in, typeset(reportIn(archive)), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(Options{Source: os.DirFS(root), Out: out, Files: []string{in}, Clock: time.Now}); err == nil {
		t.Fatal("the draft was written")
	}
	if known, _ := os.ReadFile(filepath.Join(out, "data/authorities.yaml")); !strings.Contains(string(known), "id: plainton") {
		t.Errorf("the authorities are\n%s", known)
	}
}

// TestAuthoritiesComeWithTheirRegions: each region stands once before the first
// of its councils; one that the site has is left as it is.
func TestAuthoritiesComeWithTheirRegions(t *testing.T) {
	w := &writer{out: t.TempDir(), authorities: []decode.Authority{{ID: "london"}}}
	for _, name := range []string{"Hampshire", "Medway", "Merton", "Hampshire"} {
		known, _ := transcribe.Lookup(name)
		if err := w.prepare(&draft{authority: known}, &Outcome{}); err != nil {
			t.Fatal(err)
		}
	}
	written, _ := os.ReadFile(filepath.Join(w.out, "data/authorities.yaml"))
	want := `- id: south-east
  name: 'South East'
  area: true
  codes: {ons: "E12000008"}

- id: hampshire
  name: 'Hampshire'
  codes: {ons: "E10000014", old: "850"}
  region: south-east

- id: medway
  name: 'Medway'
  codes: {ons: "E06000035", old: "887"}
  region: south-east

- id: merton
  name: 'Merton'
  codes: {ons: "E09000024", old: "315"}
  region: london
`
	if string(written) != want {
		t.Errorf("it has\n%s", written)
	}
}

// TestDamagedReports cuts a report off and turns its bytes at many places: each
// is read or refused for a reason that was foreseen.
func TestDamagedReports(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/sif.txtar")
	if err != nil {
		t.Fatal(err)
	}
	whole, known := typeset(reportIn(archive)), rulesOf(t)
	name := filepath.Join(t.TempDir(), "report.pdf")
	try := func(file []byte, how string) {
		if err := os.WriteFile(name, file, 0o666); err != nil {
			t.Fatal(err)
		}
		if read := readFile(name, nil, known, time.Now); strings.Contains(read.why, unforeseen) {
			t.Errorf("%s: %s", how, read.why)
		}
	}
	for i := 1; i < 60; i++ {
		at := len(whole) * i / 60
		try(append(bytes.Clone(whole[:at]), "\n%%EOF"...), fmt.Sprint("cut off at ", at))
		turned := bytes.Clone(whole)
		for j := range 40 {
			turned[(at+j*7919)%len(turned)] ^= byte(1 + (i*31+j)%255)
		}
		try(turned, fmt.Sprint("turned around ", at))
		mixed := bytes.Clone(whole)
		copy(mixed[at:], whole[(at*7)%len(whole):min(len(whole), (at*7)%len(whole)+300)])
		try(mixed, fmt.Sprint("mixed up at ", at))
	}
}

func rulesOf(t *testing.T) transcribe.Rules {
	t.Helper()
	known, err := siteOf(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	return known.rules
}

// TestContradictions are told with both of their pages.
func TestContradictions(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/two-in-one.txtar")
	if err != nil {
		t.Fatal(err)
	}
	results := imported(t, t.TempDir(), map[string][]byte{"two.pdf": typeset(reportIn(archive))})
	var told strings.Builder
	for _, problem := range Problems(results) {
		fmt.Fprintln(&told, problem.Message)
	}
	for _, words := range []string{"“9 to 20 March 2020”", "“9 to 13 March 2020”", "number 2 is missing", "the heading on page 2 says “Requires improvement to be good”"} {
		if !strings.Contains(told.String(), words) {
			t.Errorf("it does not tell %q:\n%s", words, told.String())
		}
	}
}

// TestMertonsReport holds the drafts from Ofsted's own file, and from its text,
// against what was written by hand: the same headings, findings and paragraphs,
// word for word. The hand has straight quotation marks.
func TestMertonsReport(t *testing.T) {
	hand := piecesOf(t, root, "content/inspections/2022-02-ilacs.md")
	if len(hand) < 50 {
		t.Fatalf("only %d pieces were written by hand", len(hand))
	}
	for as, from := range map[string]string{"report.pdf": "reports/rb5e5107755.pdf", "report.txt": "seeds/2022-ofsted-ilacs-report.txt"} {
		file, err := os.ReadFile(root + "/../shared/" + from)
		if err != nil {
			t.Skip("the sample reports are not beside the repository")
		}
		out := t.TempDir()
		results := imported(t, out, map[string][]byte{as: file})
		if results[0].Refused() || len(results[0].Reports[0].Doubt) > 0 {
			t.Fatalf("%s: %s %v", as, results[0].Problem.Message, results[0].Reports[0].Doubt)
		}
		draft := piecesOf(t, out, "content/inspections/merton/2022-02-ilacs.md")
		for i := range max(len(draft), len(hand)) {
			if i >= len(draft) || i >= len(hand) || draft[i] != hand[i] {
				t.Fatalf("%s: piece %d is\n%q\nand by hand\n%q", as, i, slices.Concat(draft, make([]string, 50))[i], slices.Concat(hand, make([]string, 50))[i])
			}
		}
	}
}

// piecesOf are the blocks of an inspection down to the first break.
func piecesOf(t *testing.T, folder, file string) (pieces []string) {
	t.Helper()
	source, _ := collect.Files(os.DirFS(folder))
	docs, _, err := decode.Files(source)
	if err != nil {
		t.Fatal(err)
	}
	straight := strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)
	for _, one := range docs.Inspections {
		if one.From.File != file {
			continue
		}
		for _, block := range one.Text.Body().Blocks {
			if block.Kind == document.Break {
				break
			}
			for _, item := range block.Items {
				pieces = append(pieces, "item: "+straight.Replace(item.Words))
			}
			if block.Kind != document.List {
				pieces = append(pieces, string(block.Kind)+" "+block.Number+": "+straight.Replace(block.Words))
			}
		}
	}
	return pieces
}
