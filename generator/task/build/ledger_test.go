package build

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/ledger"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/html"
	"plainsight/generator/stage/link"
	"plainsight/generator/stage/lint"
	"plainsight/generator/stage/plan"
	"plainsight/generator/stage/reconcile"
	"plainsight/generator/stage/render"
)

// published is a small site with texts of several kinds, of which everything
// was published.
func published(t *testing.T) fstest.MapFS {
	t.Helper()
	site := siteOf(t, parsed(t, "testdata/ledger.txtar"))
	enter(t, site)
	return site
}

func outlined(t *testing.T, site fs.FS) outline {
	t.Helper()
	docs, problems, err := decoded(Options{Source: site, Now: now}, &Kept{})
	if err != nil {
		t.Fatal(err)
	}
	o := outlineFor(docs, now, link.Public, lint.Register)
	o.problems = diag.Graver(diag.Sort(append(problems, o.problems...)))
	return o
}

// enter writes the ledger into the site, as publishing does.
func enter(t *testing.T, site fstest.MapFS) {
	t.Helper()
	o := outlined(t, site)
	if len(o.problems) > 0 {
		t.Fatal(shown(o.problems))
	}
	for name, page := range reconcile.Record(o.pages, o.register.Ledger, date.On(now)) {
		site[name] = &fstest.MapFile{Data: page.Text()}
	}
}

// TestASlipInABlockOfAPublishedSite names inspections that are not there: that is
// told, also where the ledger asks what became of the words of the page.
func TestASlipInABlockOfAPublishedSite(t *testing.T) {
	site := siteOf(t, parsed(t, "testdata/ledger.txtar"))
	const name = "content/pages/homes.md"
	block := func(kind, keys string) []byte {
		return slices.Concat(site[name].Data, []byte("\n```"+kind+"\nid: block\n"+keys+"\n```\n"))
	}
	blocks := map[string][]byte{
		"compare": block("compare", "then: 2019-01-ilacs\nnow: 2022-02-ilacs"),
		"grades":  block("grades", "inspection: 2019-01-ilacs"), "timeline": block("timeline", "authority: nobody"), "thread": block("thread", "thread: nothing"),
	}
	enter(t, site)
	for kind, text := range blocks {
		slip := maps.Clone(site)
		slip[name] = &fstest.MapFile{Data: text}
		if said := shown(outlined(t, slip).problems); !strings.Contains(said, name) || !strings.Contains(said, "there is no") {
			t.Errorf("of a %s: %s", kind, said)
		}
	}
}

// TestListsThatWerePublished: those of years and months stay where something is
// listed, and lead to the list around them where nothing is.
func TestListsThatWerePublished(t *testing.T) {
	site := siteOf(t, parsed(t, "testdata/sites/country.txtar"))
	for _, in := range []string{"2019", "2022", "2022-02", "2022-05"} {
		page := ledger.Page{Address: address.Of("inspections", in), Since: date.On(now)}
		site[ledger.FileOf(page.Address)] = &fstest.MapFile{Data: page.Text()}
	}
	var lines []string
	for _, problem := range outlined(t, site).problems {
		lines = append(lines, problem.Write)
	}
	want := []string{"- {from: /inspections/2019/, to: /inspections/}", "- {from: /inspections/2022-05/, to: /inspections/2022/}"}
	if !slices.Equal(lines, want) {
		t.Fatalf("to be written is %q, want %q", lines, want)
	}
	site["data/redirects.yaml"] = file(strings.Join(lines, "\n"))
	if o := outlined(t, site); len(o.problems) > 0 {
		t.Error(shown(o.problems))
	}
}

// TestListsOfCouncilsThatWerePublished: those of letters stay where a council begins
// with it, on a site of few too, and lead to the list around them where none does.
func TestListsOfCouncilsThatWerePublished(t *testing.T) {
	site := siteOf(t, parsed(t, "testdata/sites/country.txtar"))
	enter(t, site)
	for _, at := range []address.Page{"/authorities/letter/f/", "/authorities/letter/q/", "/authorities/grades/ilacs-2018/letter/f/", "/authorities/grades/ilacs-2018/letter/q/"} {
		page := ledger.Page{Address: at, Since: date.On(now)}
		site[ledger.FileOf(page.Address)] = &fstest.MapFile{Data: page.Text()}
	}
	var lines []string
	for _, problem := range outlined(t, site).problems {
		lines = append(lines, problem.Write)
	}
	want := []string{"- {from: /authorities/grades/ilacs-2018/letter/q/, to: /authorities/grades/ilacs-2018/}", "- {from: /authorities/letter/q/, to: /authorities/}"}
	if !slices.Equal(lines, want) {
		t.Fatalf("to be written is %q, want %q", lines, want)
	}
	site["data/redirects.yaml"] = file(strings.Join(lines, "\n"))
	o := outlined(t, site)
	if len(o.problems) > 0 {
		t.Error(shown(o.problems))
	}
	for _, page := range o.pages {
		if page.Kind == "authorities-in" && page.Address == "/authorities/letter/p/" {
			return
		}
	}
	t.Error("the other letter has no page")
}

// A rewriting changes a text as somebody would who does not think of links.
type rewriting func(r *rand.Rand, lines []string) []string

// TestWhatWasPublishedIsNeverLost edits a published site at random: titles,
// names of files, headings, words, and paragraphs that are put in, parted,
// moved and taken out. The build stops and prints lines. With these lines added
// nothing is left to say, and every address and place that was published leads
// to the words that stood there, or to a note on them.
func TestWhatWasPublishedIsNeverLost(t *testing.T) {
	t.Parallel()
	first := published(t)
	prepared, err := prepare(Options{Source: first, Now: now}, &Kept{})
	if err != nil || prepared.theme == nil {
		t.Fatal(shown(prepared.result.Problems), err)
	}
	stopped := 0
	for seed := range int64(10) {
		t.Run(strconv.Itoa(int(seed)), func(t *testing.T) {
			r := rand.New(rand.NewSource(seed))
			site := maps.Clone(first)
			for range 2 { // published, edited and published again, twice
				before := inLedger(t, site)
				rewritten(r, site)
				renamed(r, site)
				for round := 0; ; round++ {
					o := outlined(t, site)
					if len(o.problems) == 0 {
						resolves(t, before, rendered(t, prepared.theme, o.pages))
						if seed == 0 {
							resolves(t, before, served(t, site))
						}
						break
					}
					stopped++
					if round == 3 {
						t.Fatalf("after %d rounds there is still to do:\n%s", round, shown(o.problems))
					}
					mend(t, site, o.problems)
				}
				enter(t, site)
			}
		})
	}
	if stopped < 10 {
		t.Errorf("the build stopped %d times only: the edits are too tame", stopped)
	}
}

// rewritten makes some edits of some texts, and gives two of them other names.
func rewritten(r *rand.Rand, site fstest.MapFS) {
	for _, name := range slices.Sorted(maps.Keys(site)) {
		if !strings.HasPrefix(name, "content/") || strings.HasSuffix(name, "about.md") {
			continue
		}
		front, body, _ := strings.Cut(strings.TrimPrefix(string(site[name].Data), "---\n"), "\n---\n")
		pieces := strings.Split(strings.TrimSpace(body), "\n\n")
		for range 1 + r.Intn(3) {
			pieces = rewritings[r.Intn(len(rewritings))](r, pieces)
		}
		if strings.Contains(name, "inspections/") {
			pieces = numberedAnew(pieces)
		}
		if r.Intn(2) == 0 {
			front = regexp.MustCompile(`title: .*`).ReplaceAllString(front, "title: Another title "+strconv.Itoa(r.Intn(99)))
		}
		site[name] = &fstest.MapFile{Data: []byte("---\n" + front + "\n---\n\n" + strings.Join(pieces, "\n\n") + "\n")}
		if !strings.Contains(name, "inspections/") && r.Intn(3) == 0 {
			site[strings.TrimSuffix(name, ".md")+"-new.md"] = site[name]
			delete(site, name)
		}
	}
}

// renamed gives numbers another name, in the texts that show them too.
func renamed(r *rand.Rand, site fstest.MapFS) {
	for _, name := range slices.Sorted(maps.Keys(site)) {
		old, is := strings.CutPrefix(strings.TrimSuffix(name, ".csv"), "data/metrics/")
		if !is || strings.Contains(old, ".") || r.Intn(3) > 0 {
			continue
		}
		new := fmt.Sprintf("%s-%d", old, r.Intn(100))
		for _, end := range []string{".csv", ".yaml"} {
			site["data/metrics/"+new+end] = site["data/metrics/"+old+end]
			delete(site, "data/metrics/"+old+end)
		}
		for name := range site {
			if strings.HasPrefix(name, "content/") {
				site[name] = &fstest.MapFile{Data: regexp.MustCompile(`(?m)^metric: `+old+`$`).ReplaceAll(site[name].Data, []byte("metric: "+new))}
			}
		}
	}
}

var rewritings = []rewriting{
	func(r *rand.Rand, pieces []string) []string { // put in
		words := fmt.Sprintf("New%d new%d new%d new%d. New%d new%d new%d.", r.Int(), r.Int(), r.Int(), r.Int(), r.Int(), r.Int(), r.Int())
		return slices.Insert(slices.Clone(pieces), r.Intn(len(pieces)+1), words)
	},
	func(r *rand.Rand, pieces []string) []string { // part
		pieces = slices.Clone(pieces)
		at := r.Intn(len(pieces))
		printed := number.FindString(pieces[at])
		if one, other, parts := strings.Cut(pieces[at][len(printed):], ". "); parts && isPlain(pieces[at]) {
			id := markLast.FindString(other)
			pieces[at] = printed + one + "." + id
			pieces = slices.Insert(pieces, at+1, strings.TrimSuffix(other, id))
		}
		return pieces
	},
	func(r *rand.Rand, pieces []string) []string { // move
		pieces = slices.Clone(pieces)
		one, other := r.Intn(len(pieces)), r.Intn(len(pieces))
		if isPlain(pieces[one]) && isPlain(pieces[other]) {
			pieces[one], pieces[other] = pieces[other], pieces[one]
		}
		return pieces
	},
	func(r *rand.Rand, pieces []string) []string { // reword a heading, or a word
		pieces = slices.Clone(pieces)
		at := r.Intn(len(pieces))
		if strings.HasPrefix(pieces[at], "## ") && !strings.Contains(pieces[at], "improve") {
			words, id, _ := strings.Cut(pieces[at], "{#")
			pieces[at] = fmt.Sprintf("## %s number %d", []string{"What came of it", "Later", "In short"}[r.Intn(3)], r.Intn(1000))
			if id != "" && words != "" {
				pieces[at] += " {#" + id
			}
			return pieces
		}
		pieces[at] = strings.Replace(pieces[at], " the ", " that ", 1)
		return pieces
	},
	func(r *rand.Rand, pieces []string) []string { // take out
		at := r.Intn(len(pieces))
		if !isPlain(pieces[at]) || len(pieces) < 4 {
			return pieces
		}
		return slices.Delete(slices.Clone(pieces), at, at+1)
	},
	func(r *rand.Rand, pieces []string) []string { // put in a table
		words := fmt.Sprintf("| Kind%d | Number |\n|---|---|\n| new%d | new%d |", r.Int(), r.Int(), r.Int())
		return slices.Insert(slices.Clone(pieces), r.Intn(len(pieces)+1), words)
	},
	func(r *rand.Rand, pieces []string) []string { // reword, rename and change charts
		pieces = slices.Clone(pieces)
		shown := metricOf.FindAllString(strings.Join(pieces, "\n"), -1)
		for at, piece := range pieces {
			if strings.HasPrefix(piece, "```chart") {
				pieces[at] = []func() string{
					func() string {
						return headlineOf.ReplaceAllString(piece, fmt.Sprintf("headline: In short %d", r.Intn(99)))
					},
					func() string { return idOf.ReplaceAllString(piece, fmt.Sprintf("id: chart-%d", r.Intn(1e9))) },
					func() string { return metricOf.ReplaceAllString(piece, shown[r.Intn(len(shown))]) },
				}[r.Intn(3)]()
			}
		}
		return pieces
	},
	func(r *rand.Rand, pieces []string) []string { // put in and reorder items
		pieces = slices.Clone(pieces)
		for at, piece := range pieces {
			if strings.HasPrefix(piece, "- ") {
				items := append(strings.Split(piece, "\n"), fmt.Sprintf("- A new point of %d words.", r.Intn(1000)))
				r.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
				pieces[at] = strings.Join(items, "\n")
			}
		}
		return pieces
	},
}

var (
	markLast = regexp.MustCompile(`\s*\{#[^}]*\}$`)
	number   = regexp.MustCompile(`^\d+\. `)

	headlineOf = regexp.MustCompile(`headline: .*`)
	metricOf   = regexp.MustCompile(`metric: .*`)
	idOf       = regexp.MustCompile(`id: .*`)
)

func isPlain(piece string) bool {
	return !strings.HasPrefix(piece, "#") && !strings.HasPrefix(piece, "- ") && !strings.HasPrefix(piece, ">")
}

// numberedAnew counts numbered paragraphs from 1, as a mistaken copy would.
func numberedAnew(pieces []string) []string {
	n, begun := 0, false
	for i, piece := range pieces {
		if number.MatchString(piece) {
			n++
			pieces[i] = fmt.Sprintf("%d. %s", n, number.ReplaceAllString(piece, ""))
			begun = true
		} else if begun && isPlain(piece) {
			n++
			pieces[i] = fmt.Sprintf("%d. %s", n, piece)
		}
	}
	return pieces
}

var (
	onLine   = regexp.MustCompile(`stand in (\S+) on line (\d+)\. Write at the end of that line: (\{#\S+\})`)
	inPlace  = regexp.MustCompile(`stand in (\S+) on line (\d+)\. Write there (\{#\S+\}) in place of (\{#\S+\})\.`)
	inHead   = regexp.MustCompile(`stand in (\S+) on line (\d+)\. Write at the end of the last heading of that table: (\{#\S+\})`)
	inFence  = regexp.MustCompile(`stands in (\S+) on line (\d+)\. Write there “(id: \S+)” in place of “(id: \S+)”(?:, and give what stands on line (\d+) another name)?\.`)
	another  = regexp.MustCompile(`is shown in (\S+) on line (\d+)\. Give that another “id:”`)
	inTable  = regexp.MustCompile(`data/redirects\.yaml[^\n]*\n(- .*)`)
	inFront  = regexp.MustCompile(`“corrections” in (\S+), [^\n]*\n(  - .*)`)
	theFirst = regexp.MustCompile(`(?s)^---\n`)
)

// mend adds the very lines that the problems print.
func mend(t *testing.T, site fstest.MapFS, problems []diag.Problem) {
	t.Helper()
	corrections := map[string][]string{}
	change := func(name, line string, with func(string) string) {
		n, _ := strconv.Atoi(line)
		lines := strings.Split(string(site[name].Data), "\n")
		lines[n-1] = with(lines[n-1])
		site[name] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
	}
	for _, problem := range problems {
		if problem.Code == "redirect-in-the-way" {
			site["data/redirects.yaml"] = &fstest.MapFile{Data: lineOut(site["data/redirects.yaml"].Data, problem.Place.Line)}
			continue
		}
		if problem.Code != "lost-address" {
			t.Fatalf("another problem:\n%s", shown([]diag.Problem{problem}))
		}
		hint := strings.ReplaceAll(problem.Hint+"\n"+problem.Write, "…}", "It was a slip.}")
		if found := onLine.FindStringSubmatch(hint); found != nil {
			change(found[1], found[2], func(line string) string { return line + " " + found[3] })
		} else if found := inPlace.FindStringSubmatch(hint); found != nil {
			change(found[1], found[2], func(line string) string { return strings.Replace(line, found[4], found[3], 1) })
		} else if found := inHead.FindStringSubmatch(hint); found != nil {
			change(found[1], found[2], func(line string) string { return strings.TrimSuffix(line, "|") + found[3] + " |" })
		} else if found := inFence.FindStringSubmatch(hint); found != nil {
			change(found[1], found[2], func(line string) string { return strings.Replace(line, found[4], found[3], 1) })
			if found[5] != "" {
				change(found[1], found[5], func(line string) string { return fmt.Sprintf("%s-%d", line, len(site[found[1]].Data)) })
			}
		} else if found := inFront.FindStringSubmatch(hint); found != nil {
			corrections[found[1]] = append(corrections[found[1]], strings.Replace(found[2], "what: …", "what: The numbers were wrong.", 1))
		} else if found := inTable.FindStringSubmatch(hint); found != nil {
			table := ""
			if there := site["data/redirects.yaml"]; there != nil {
				table = string(there.Data)
			}
			if strings.Contains(hint, "in place of it") {
				from, _, _ := strings.Cut(found[1], ",")
				table = regexp.MustCompile(`(?m)^`+regexp.QuoteMeta(from)+`,.*$`).ReplaceAllLiteralString(table, "")
			}
			site["data/redirects.yaml"] = &fstest.MapFile{Data: []byte(table + found[1] + "\n")}
			if found := another.FindStringSubmatch(hint); found != nil {
				change(found[1], found[2], func(line string) string { return fmt.Sprintf("%s-%d", line, len(site[found[1]].Data)) })
			}
		} else {
			t.Fatalf("no line is printed:\n%s", shown([]diag.Problem{problem}))
		}
	}
	for name, lines := range corrections {
		text := string(site[name].Data)
		if !strings.Contains(text, "\ncorrections:\n") {
			text = theFirst.ReplaceAllString(text, "---\ncorrections:\n")
		}
		text = strings.Replace(text, "corrections:\n", "corrections:\n"+strings.Join(lines, "\n")+"\n", 1)
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
}

// lineOut takes a line out of a file, as the problem asks, and leaves an empty
// one so that the numbers of the others stay.
func lineOut(text []byte, line int) []byte {
	lines := strings.Split(string(text), "\n")
	lines[line-1] = ""
	return []byte(strings.Join(lines, "\n"))
}

// inLedger are the pages of the ledger.
func inLedger(t *testing.T, site fs.FS) (pages []ledger.Page) {
	t.Helper()
	for _, one := range outlined(t, site).register.Ledger {
		pages = append(pages, one.Page)
	}
	return pages
}

// A reader opens pages by their addresses: the status of a server's answer, and the page.
type reader func(at address.Page) (status int, page *html.Node)

// rendered reads pages as they are sent.
func rendered(t *testing.T, theme *render.Theme, pages []plan.Page) reader {
	t.Helper()
	at := map[address.Page]plan.Page{}
	for _, page := range pages {
		at[page.Address] = page
	}
	return remembered(func(page address.Page) (int, []byte) {
		one, there := at[page]
		if !there {
			return http.StatusNotFound, nil
		}
		if !isPage(page) {
			return http.StatusOK, nil
		}
		artifact, err := theme.Page(one)
		if err != nil {
			t.Fatal(err)
		}
		return http.StatusOK, artifact.Bytes
	})
}

// served builds the site into a folder, and asks a server of files for its pages.
func served(t *testing.T, site fs.FS) reader {
	t.Helper()
	output := filepath.Join(t.TempDir(), "public")
	result, err := Build(Options{Source: site, Output: output, Now: now})
	if err != nil || !result.Published {
		t.Fatal(err, shown(result.Problems))
	}
	server := httptest.NewServer(http.FileServer(http.Dir(output)))
	t.Cleanup(server.Close)
	return remembered(func(page address.Page) (int, []byte) {
		answer, err := http.Get(server.URL + (&url.URL{Path: string(page)}).EscapedPath())
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, text
	})
}

func remembered(sent func(address.Page) (int, []byte)) reader {
	read := map[address.Page]*html.Node{}
	return func(at address.Page) (int, *html.Node) {
		if page := read[at]; page != nil {
			return http.StatusOK, page
		}
		status, text := sent(at)
		if status == http.StatusOK && isPage(at) {
			read[at], _ = html.Parse(bytes.NewReader(text)) // what is no HTML is looked for in vain
		}
		return status, read[at]
	}
}

func isPage(at address.Page) bool { return strings.HasSuffix(at.File(), ".html") }

// resolves follows every address and place that was published on the pages as
// they are sent, as a reader without scripts would.
func resolves(t *testing.T, before []ledger.Page, open reader) {
	t.Helper()
	places := 0
	for _, one := range before {
		for _, other := range append([]address.Page{one.Address}, one.Also...) {
			if status, _ := open(other); status != http.StatusOK {
				t.Errorf("%s is answered with %d", other, status)
			}
		}
		_, page := open(one.Address)
		if page == nil || headingOf(page) == "This page was withdrawn" {
			continue
		}
		for _, place := range one.Places {
			if place.HasWords() {
				places++
				arrives(t, open, one.Address, place)
			}
		}
	}
	if places < 30 {
		t.Errorf("only %d places were looked for", places)
	}
}

func arrives(t *testing.T, open reader, page address.Page, place ledger.Place) {
	t.Helper()
	id := place.ID
	for range 4 {
		status, all := open(page)
		if all == nil {
			t.Errorf("%s#%s leads to %s, which is answered with %d", page, id, page, status)
			return
		}
		found := all.Find(func(n *html.Node) bool { value, _ := n.Attr("id"); return value == id })
		if len(found) != 1 {
			t.Errorf("%s#%s is there %d times", page, id, len(found))
			return
		}
		text := found[0].Text() + " " + earlierThan(all, found[0])
		text = strings.Join(strings.Fields(text), " ")
		if showsPart(place, text+" "+headingOf(all)) {
			return
		}
		opening := strings.TrimSuffix(strings.Join(strings.Fields(place.Words)[:min(4, len(strings.Fields(place.Words)))], " "), " …")
		if strings.Contains(text, "taken back") || place.Kind == "heading" && strings.HasPrefix(found[0].Name(), "h") ||
			ledger.SketchOf(text).Like(place.Print.Sketch) > 0.25 || strings.Contains(plainly(text), plainly(opening)) {
			return
		}
		links := found[0].Find(func(n *html.Node) bool { return n.Name() == "a" })
		if len(links) == 0 {
			t.Errorf("%s#%s reads “%s” and was “%s”", page, id, text, place.Words)
			return
		}
		href, _ := links[0].Attr("href")
		target, anchor, _ := strings.Cut(href, "#")
		if target != "" {
			page = address.Clean(path.Join(path.Dir(string(page)+"x"), target))
		}
		id = anchor
	}
	t.Errorf("%s#%s leads round", page, id)
}

// showsPart tells whether a part of the record that was published is what stands
// in a text, below its heading: the ledger has its subject, its headline, and
// its title.
func showsPart(place ledger.Place, text string) bool {
	_, words, part := strings.Cut(place.Words, ": ")
	return part && slices.Contains([]string{"chart", "grades", "table"}, place.Kind) &&
		slices.ContainsFunc(strings.Split(words, ". "), func(said string) bool { return strings.Contains(plainly(text), plainly(said)) })
}

func headingOf(page *html.Node) (words string) {
	for _, one := range page.Find(func(n *html.Node) bool { return n.Name() == "h1" }) {
		words = one.Text()
	}
	return words
}

// earlierThan are the words that stood where a part of a page stands.
func earlierThan(page, part *html.Node) (words string) {
	after := false
	for one := range page.All() {
		class, _ := one.Attr("class")
		id, _ := one.Attr("id")
		switch {
		case one.Same(part):
			after = true
		case after && class == "terms earlier":
			words += " " + one.Text()
		case after && id != "":
			return words
		}
	}
	return words
}

func plainly(text string) string { return strings.Join(strings.Fields(strings.ToLower(text)), " ") }
