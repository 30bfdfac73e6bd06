package build

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/link"
	"plainsight/generator/stage/lint"
	"plainsight/generator/stage/render"
)

// A hostile site is the archive testdata/hostile/site.txtar with something in
// the place of each mark.
type hostileSite struct {
	archive *txtar.Archive
	places  []string
	theme   *render.Theme
}

var hostileMark = regexp.MustCompile(`\[\[(yaml|csv|text) ([^\]]+)\]\]`)

func hostile(t testing.TB) *hostileSite {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/hostile/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	h := &hostileSite{archive: archive}
	for _, file := range archive.Files {
		for _, mark := range hostileMark.FindAllSubmatch(file.Data, -1) {
			if place := string(mark[2]); !slices.Contains(h.places, place) {
				h.places = append(h.places, place)
			}
		}
	}
	themes, problems := collect.Theme(themeFiles(t), []string{"clearprint"}, nil)
	theme, more, err := render.Load(themes, []string{"en-GB"}, nil)
	if err != nil || len(problems)+len(more) > 0 {
		t.Fatal(problems, more, err)
	}
	h.theme = theme
	return h
}

// A filled site knows which place stands where.
type filled struct {
	files fstest.MapFS
	// at are the places of each file, with the line in which each begins.
	at map[string][]placed
}

type placed struct {
	place        string
	line, column int
}

// with puts into each place what is said of it.
func (h *hostileSite) with(t testing.TB, said func(place string) string) filled {
	t.Helper()
	f := filled{fstest.MapFS{}, map[string][]placed{}}
	base, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range slices.Concat(base.Files, h.archive.Files) {
		var text strings.Builder
		rest := string(one.Data)
		f.at[one.Name] = nil
		for {
			mark := hostileMark.FindStringSubmatchIndex(rest)
			if mark == nil {
				break
			}
			text.WriteString(rest[:mark[0]])
			form, place := rest[mark[2]:mark[3]], rest[mark[4]:mark[5]]
			before := text.String()
			column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
			f.at[one.Name] = append(f.at[one.Name], placed{place, 1 + strings.Count(before, "\n"), column})
			text.WriteString(asWritten(form, said(place)))
			rest = rest[mark[1]:]
		}
		text.WriteString(rest)
		f.files[one.Name] = &fstest.MapFile{Data: []byte(text.String())}
	}
	return f
}

func asWritten(form, words string) string {
	switch form {
	case "yaml":
		return strconv.QuoteToASCII(words) // which YAML reads as it is meant
	case "csv":
		return `"` + strings.ReplaceAll(words, `"`, `""`) + `"`
	}
	return words
}

// placeOf is the place that a problem is about: the last before it, or the
// first of its line.
func (f filled) placeOf(place diag.Place) string {
	found, line := place.File, 0
	for _, one := range f.at[place.File] {
		if one.line < place.Line || one.line == place.Line && (one.column < place.Column || one.line > line) {
			found = one.place
		}
		line = one.line
	}
	return found
}

// pagesOf builds a site as far as bytes, with what is to be said of it.
func (h *hostileSite) pagesOf(t testing.TB, site fstest.MapFS) (made map[string][]byte, problems []diag.Problem) {
	t.Helper()
	docs, problems, err := decoded(Options{Source: site, Now: now}, &Kept{})
	if err != nil {
		t.Fatal(err)
	}
	planned := outlineFor(docs, now, link.Public, lint.Register)
	problems = append(problems, planned.problems...)
	if diag.Stop(problems, false) {
		return nil, problems
	}
	made = map[string][]byte{}
	for artifact, err := range render.Pages(planned.pages, h.theme) {
		if err != nil {
			t.Fatal(err)
		}
		made[artifact.Path] = artifact.Bytes
	}
	unpack(t, made)
	return made, problems
}

// TestHostileSamples puts each sample into every place where people write.
// Where it is refused, the problem is in the list testdata/hostile/outcomes.txt.
// Everywhere else it is text: nothing live reaches a page or a file.
func TestHostileSamples(t *testing.T) {
	t.Parallel()
	h := hostile(t)
	names, samples := samplesOf(t)
	var outcomes strings.Builder
	seen := 0
	for i, name := range names {
		numbered := func(place string) string {
			return strings.ReplaceAll(samples[i], fmt.Sprintf("x%d", i+1), fmt.Sprintf("x%dp%dx", i+1, slices.Index(h.places, place)))
		}
		refused := map[string][]string{} // places by codes
		given := func(place string) string {
			if slices.ContainsFunc(slices.Collect(maps.Values(refused)), func(places []string) bool { return slices.Contains(places, place) }) {
				return harmlessAt(place)
			}
			return numbered(place)
		}
		var made map[string][]byte
		for made == nil {
			site := h.with(t, given)
			var problems []diag.Problem
			made, problems = h.pagesOf(t, site.files)
			before := fmt.Sprint(refused)
			for _, problem := range problems {
				place := site.placeOf(problem.Place)
				if !slices.Contains(h.places, place) {
					t.Fatalf("%s: there is a problem where nothing was put: %+v", name, problem)
				}
				if !slices.Contains(refused[problem.Code], place) {
					refused[problem.Code] = append(refused[problem.Code], place)
				}
			}
			if made == nil && fmt.Sprint(refused) == before {
				t.Fatalf("%s: the site is refused for ever: %s", name, shown(problems))
			}
		}
		unsafe(t, name, made)
		for file, bytes := range made {
			if i := strings.IndexAny(string(bytes), unseen); i >= 0 && path.Ext(file) != ".png" {
				t.Errorf("%s: %s has a character that nobody sees: %q", name, file, bytes[max(0, i-20):min(len(bytes), i+20)])
			}
		}
		fmt.Fprintf(&outcomes, "%s: text", name)
		for _, code := range slices.Sorted(maps.Keys(refused)) {
			fmt.Fprintf(&outcomes, "\n    %s: %s", code, strings.Join(refused[code], ", "))
		}
		text := textIn(t, made)
		var lost []string
		for _, place := range h.places {
			if given(place) != numbered(place) {
				continue
			}
			if token := fmt.Sprintf("x%dp%dx", i+1, slices.Index(h.places, place)); strings.Contains(text, token) {
				seen++
			} else {
				lost = append(lost, place)
			}
		}
		if len(lost) > 0 {
			fmt.Fprintf(&outcomes, "\n    not to be seen: %s", strings.Join(lost, ", "))
		}
		outcomes.WriteString("\n")
	}
	const golden = "testdata/hostile/outcomes.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(outcomes.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(golden); err != nil || string(want) != outcomes.String() {
		t.Errorf("the outcomes are\n%s", outcomes.String())
	}
	t.Logf("tried %d hostile samples in %d places each", len(names), len(h.places))
}

// unpack puts what a file of files holds in its place, to be read like the rest.
func unpack(t testing.TB, made map[string][]byte) {
	t.Helper()
	for name, packed := range made {
		if path.Ext(name) != ".zip" {
			continue
		}
		files, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
		if err != nil {
			t.Fatal(err)
		}
		delete(made, name)
		for _, file := range files.File {
			text, err := fs.ReadFile(files, file.Name)
			if err != nil {
				t.Fatal(err)
			}
			made[name+"/"+file.Name] = text
		}
	}
}

// unseen are characters that change what a reader or a program takes a text
// for, and are of no use in one.
const unseen = "\x00\x01\x02\x07\x08\x1b\u202a\u202b\u202d\u202e"

// TestHostileNames gives files the samples as names.
func TestHostileNames(t *testing.T) {
	t.Parallel()
	h := hostile(t)
	names, samples := samplesOf(t)
	refused := 0
	for i, sample := range samples {
		site := h.with(t, harmlessAt)
		name := "content/pages/" + sample + ".md"
		if !fs.ValidPath(name) || strings.HasPrefix(sample, ".") {
			continue // there can be no such file, or it is hidden and so no part of the site
		}
		site.files[name] = file("---\ntitle: T\nsummary: S.\n---\n\nWords.\n")
		_, problems := h.pagesOf(t, site.files)
		if len(problems) != 1 || problems[0].Place.File != name {
			t.Errorf("%s is the name of a file, and told is %s", names[i], shown(problems))
		}
		refused++
	}
	t.Logf("tried %d hostile names of files", refused)
}

// FuzzPages puts what the fuzzer thinks of into every place where people write,
// but into those alone where it is accepted, and reads the pages back.
func FuzzPages(f *testing.F) {
	h := hostile(f)
	_, samples := samplesOf(f)
	for _, one := range []int{0, 22, 27, 33, 43, 45} {
		f.Add(samples[one])
	}
	f.Fuzz(func(t *testing.T, words string) {
		if !utf8.ValidString(words) || strings.Contains(words, "[[") {
			return
		}
		refused := map[string]bool{}
		for range 5 {
			site := h.with(t, func(place string) string {
				if refused[place] {
					return harmlessAt(place)
				}
				return words
			})
			made, problems := h.pagesOf(t, site.files)
			for _, problem := range problems {
				refused[site.placeOf(problem.Place)] = true
			}
			if made != nil {
				unsafe(t, "what the fuzzer wrote", made)
				return
			}
		}
	})
}

// harmlessAt is what a place may hold.
func harmlessAt(place string) string {
	if strings.HasPrefix(place, "link of") {
		return "https://www.plainton.example/"
	}
	switch place {
	case "a target of a link":
		return "/about/"
	case "e-mail of a contact":
		return "team@plainton.example"
	case "short address":
		return "2022"
	case "a grade":
		return "Good"
	case "status of a number":
		return "actual"
	}
	return "words"
}

func samplesOf(t testing.TB) (names, samples []string) {
	t.Helper()
	text, err := os.ReadFile("testdata/hostile/samples.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		name, quoted, isSample := strings.Cut(strings.TrimSpace(line), ": ")
		if strings.HasPrefix(line, "#") || !isSample {
			continue
		}
		sample, err := strconv.Unquote(quoted)
		if err != nil {
			t.Fatal(name, err)
		}
		names, samples = append(names, name), append(samples, sample)
	}
	return names, samples
}

// unsafe fails where something live is in a page or a file of a site.
func unsafe(t testing.TB, name string, made map[string][]byte) {
	t.Helper()
	for _, file := range slices.Sorted(maps.Keys(made)) {
		var fault error
		switch path.Ext(file) {
		case ".html":
			fault = unsafePage(made[file])
		case ".svg":
			fault = unsafePicture(made[file])
		case ".csv":
			fault = unsafeTable(made[file])
		case ".json":
			fault = json.Unmarshal(made[file], new(any))
		case ".xml":
			fault = wellFormed(made[file])
		}
		if fault != nil {
			t.Errorf("%s: %s: %v", name, file, fault)
		}
	}
}

// elements are those of pages, with the attributes that each may have beside
// those that all may have, aria and data. Nothing else is of ours.
var elements = map[string]string{
	"a": "href download hreflang rel", "address": "", "b": "", "blockquote": "cite", "body": "", "br": "", "button": "type", "caption": "", "circle": "cx cy r",
	"code": "", "data": "value", "dd": "", "defs": "", "desc": "", "details": "open", "div": "", "dl": "", "dt": "", "em": "", "fieldset": "",
	"figcaption": "", "figure": "", "footer": "", "form": "", "g": "transform", "h1": "", "h2": "", "h3": "", "h4": "", "h5": "", "h6": "", "head": "", "header": "",
	"hr": "", "html": "", "img": "src alt width height loading", "input": "checked name type value", "label": "", "legend": "", "li": "", "line": "x1 x2 y1 y2",
	"link": "href rel title type hreflang sizes media", "main": "", "meta": "charset content http-equiv name", "nav": "", "noscript": "", "ol": "start", "p": "",
	"path": "d", "pattern": "height width patternUnits", "pre": "", "rect": "fill height width x y", "script": "defer src type", "section": "", "span": "",
	"strong": "", "sub": "", "sup": "", "summary": "", "svg": "height overflow preserveAspectRatio shape-rendering viewBox width x y", "symbol": "overflow viewBox",
	"table": "", "tbody": "", "td": "colspan", "text": "dx dy text-anchor x y", "th": "scope colspan", "thead": "", "time": "datetime", "title": "", "tr": "",
	"ul": "", "use": "height href width x y",
}

const everyElement = "class dir hidden id lang role tabindex"

// pictures has the elements of files of pictures.
var pictures = map[string]string{
	"circle": "cx cy r", "desc": "", "g": "", "line": "x1 x2 y1 y2", "path": "d", "rect": "x y width height rx", "svg": "xmlns viewBox width height shape-rendering", "text": "x y dx dy",
	"title": "", "tspan": "x y dx dy",
}

const everyPicture = everyElement + " fill stroke stroke-width stroke-dasharray stroke-linejoin stroke-linecap font-family font-size font-weight text-anchor aria-labelledby aria-describedby"

func unsafePicture(picture []byte) error {
	reader := xml.NewDecoder(bytes.NewReader(picture))
	for {
		token, err := reader.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		start, is := token.(xml.StartElement)
		if !is {
			continue
		}
		attributes, isOurs := pictures[start.Name.Local]
		for _, attr := range start.Attr {
			isOurs = isOurs && slices.Contains(strings.Fields(everyPicture+" "+attributes), attr.Name.Local)
		}
		if !isOurs {
			return fmt.Errorf("there is an element %v", start)
		}
	}
}

// unsafePage reads a page as a browser does.
func unsafePage(page []byte) error {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return err
	}
	for node := range root.Descendants() {
		if node.Type != html.ElementNode {
			if node.Type == html.CommentNode {
				return fmt.Errorf("there is a comment: %q", node.Data)
			}
			continue
		}
		attributes, isOurs := elements[node.Data]
		if !isOurs {
			return fmt.Errorf("there is an element %s", node.Data)
		}
		for _, attr := range node.Attr {
			if !slices.Contains(strings.Fields(everyElement+" "+attributes), attr.Key) && !strings.HasPrefix(attr.Key, "aria-") && !strings.HasPrefix(attr.Key, "data-") {
				return fmt.Errorf("%s has the attribute %s=%q", node.Data, attr.Key, attr.Val)
			}
			if err := unsafeValue(node, attr); err != nil {
				return err
			}
		}
		if node.Data == "script" && node.FirstChild != nil && !slices.ContainsFunc(node.Attr, func(a html.Attribute) bool {
			return a.Key == "type" && strings.HasSuffix(a.Val, "json")
		}) {
			return fmt.Errorf("there is a script in the page: %q", node.FirstChild.Data)
		}
	}
	return nil
}

var (
	ownAsset  = regexp.MustCompile(`^(/|(\.{1,2}/)+)?[a-zA-Z0-9_-][a-zA-Z0-9./_-]*$`)
	ownTarget = regexp.MustCompile(`^(https?://[^/\s\\]+|mailto:|tel:|#|[^/\\\s:]*$|[^/\\\s:]+/|/[^/\\]|/$|\.{1,2}/)`)
)

func unsafeValue(node *html.Node, attr html.Attribute) error {
	target := strings.Map(func(letter rune) rune { // as browsers read it
		if letter < ' ' {
			return -1
		}
		return letter
	}, strings.TrimSpace(attr.Val))
	switch {
	case attr.Key == "href" && node.Data != "link" && !ownTarget.MatchString(target):
		return fmt.Errorf("%s leads to %q", node.Data, attr.Val)
	case attr.Key == "src" && !ownAsset.MatchString(target):
		return fmt.Errorf("%s is fetched from %q", node.Data, attr.Val)
	case attr.Key == "http-equiv" && attr.Val != "Content-Security-Policy":
		return fmt.Errorf("there is a meta element for %s", attr.Val)
	case attr.Key == "style":
		return fmt.Errorf("%s has a style %q", node.Data, attr.Val)
	}
	return nil
}

// unsafeTable fails where a spreadsheet would take a cell for a formula.
func unsafeTable(table []byte) error {
	rows, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	for _, row := range rows {
		for _, cell := range row {
			if _, number := strconv.ParseFloat(cell, 64); number == nil {
				continue
			}
			if bare := strings.TrimLeft(cell, " \u00a0"); bare != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(bare)[0]) {
				return fmt.Errorf("the cell %q is a formula", cell)
			}
		}
	}
	return err
}

// wellFormed reads a feed as readers of news do.
func wellFormed(text []byte) error {
	reader, asPage := xml.NewDecoder(bytes.NewReader(text)), false
	for {
		token, err := reader.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			asPage = slices.ContainsFunc(token.Attr, func(a xml.Attr) bool { return a.Name.Local == "type" && a.Value != "text" })
		case xml.Directive:
			return fmt.Errorf("there is a directive %s", token)
		case xml.CharData:
			if !asPage {
				continue
			}
			if err := unsafePage(token); err != nil {
				return err
			}
		}
	}
}

// TestWhatIsLiveIsSeen shows that the reading back fails where it must.
func TestWhatIsLiveIsSeen(t *testing.T) {
	for _, page := range []string{
		`<p onclick="x">a</p>`, `<script>x</script>`, `<script src="//evil.example/x.js"></script>`, `<script src="https://evil.example/x.js"></script>`,
		"<a href=\"java\tscript:x\">a</a>", `<a href=" JavaScript:x">a</a>`, `<a href="//evil.example/">a</a>`, `<a href="/\evil.example/">a</a>`,
		`<a href="data:text/html,x">a</a>`, `<img src="data:image/svg+xml,x">`, `<img src="https://evil.example/x.png">`, `<p style="color: red">a</p>`,
		`<iframe></iframe>`, `<svg><foreignObject></foreignObject></svg>`, `<meta http-equiv="refresh" content="0">`, `<form action="/x">a</form>`, `<base href="/">`, `<!-- a -->`,
	} {
		if unsafePage([]byte("<!DOCTYPE html><html><head></head><body>"+page+"</body></html>")) == nil {
			t.Errorf("nobody minds %s", page)
		}
	}
	for _, picture := range []string{`<svg onload="x"/>`, `<svg><script>x</script></svg>`, `<svg><a href="x"/></svg>`, `<svg><g>`} {
		if unsafePicture([]byte(picture)) == nil {
			t.Errorf("nobody minds %s", picture)
		}
	}
	for _, table := range []string{"=1+1\n", "a, =1+1\n", "\"\t=1\"\n", "@SUM(1)\n", "＝1\n", "a\na,b\n"} {
		if unsafeTable([]byte(table)) == nil {
			t.Errorf("nobody minds %q", table)
		}
	}
	for _, feed := range []string{`<feed><!DOCTYPE a></feed>`, `<feed><content type="html">&lt;script>x&lt;/script></content></feed>`, `<feed>`} {
		if wellFormed([]byte(feed)) == nil {
			t.Errorf("nobody minds %s", feed)
		}
	}
}

// textIn is what the pages and files of a site say to people.
func textIn(t testing.TB, made map[string][]byte) string {
	t.Helper()
	var text strings.Builder
	for _, file := range slices.Sorted(maps.Keys(made)) {
		switch path.Ext(file) {
		case ".html":
			root, err := html.Parse(bytes.NewReader(made[file]))
			if err != nil {
				t.Fatal(err)
			}
			for node := range root.Descendants() {
				switch {
				case node.Type == html.TextNode && node.Parent.Data != "script":
					text.WriteString(node.Data + "\n")
				case node.Data == "meta" && len(node.Attr) == 2 && node.Attr[0].Val == "description":
					text.WriteString(node.Attr[1].Val + "\n") // search engines show it
				}
			}
		case ".csv":
			text.Write(made[file])
		}
	}
	return text.String()
}
