package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"golang.org/x/net/html"

	"plainsight/generator/stage/plan"
)

// other is the letter that stands for all letters in the words of a language
// that nobody speaks: whatever is left of the alphabet on a page is no word of
// the interface.
const other = 'ŵ'

// unspoken makes the words of that language from the English ones. The values
// that are filled in stay.
func unspoken(english []byte) []byte {
	line := regexp.MustCompile(`^(\s*[\w-]+:)([^#]+)(#.*)?$`)
	value := regexp.MustCompile(`\{\{[^}]*\}\}|\b(?:one|other): |\w+|.`)
	var made bytes.Buffer
	for written := range strings.Lines(string(english)) {
		if parts := line.FindStringSubmatch(strings.TrimRight(written, "\n")); parts != nil && strings.TrimSpace(parts[2]) != "" {
			said := value.ReplaceAllStringFunc(parts[2], func(piece string) string {
				if strings.HasPrefix(piece, "{{") || strings.HasSuffix(piece, ": ") {
					return piece
				}
				return strings.Map(func(letter rune) rune {
					if unicode.IsLetter(letter) {
						return other
					}
					return letter
				}, piece)
			})
			written = parts[1] + said + "\n"
		}
		made.WriteString(written)
	}
	return made.Bytes()
}

// recordSite is the real site with its theme, to be changed.
func recordSite(t *testing.T) fstest.MapFS {
	t.Helper()
	site := themeFiles(t)
	root := os.DirFS("../../..")
	for _, folder := range []string{"content", "data"} {
		err := fs.WalkDir(root, folder, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			bytes, err := fs.ReadFile(root, name)
			site[name] = &fstest.MapFile{Data: bytes}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return site
}

// TestEveryPassageSaysItsLanguage shows the real site in a language in which
// nothing of it is translated. On each page the words of the interface have to
// be in the language of the page and all others in English: a voice that reads
// the page aloud would say them wrongly otherwise.
func TestEveryPassageSaysItsLanguage(t *testing.T) {
	site := recordSite(t)
	site["data/site.yaml"].Data = append(site["data/site.yaml"].Data, "languages: [en-GB, cy]\n"...)
	words := "themes/clearprint/languages/"
	site[words+"cy.yaml"] = &fstest.MapFile{Data: unspoken(site[words+"en.yaml"].Data)}
	prepared, err := prepare(Options{Source: site, Now: now})
	if err != nil || prepared.stopped {
		t.Fatal(err, shown(prepared.result.Problems))
	}
	looked, complaints := 0, map[string]int{}
	for _, page := range prepared.pages {
		if !strings.HasPrefix(string(page.Address), "/cy/") || path.Ext(page.Address.File()) != ".html" {
			continue
		}
		looked++
		for _, complaint := range languagesOf(t, prepared, page) {
			if complaints[complaint]++; complaints[complaint] == 1 {
				t.Errorf("%s %s", page.Address, complaint)
			}
		}
	}
	if looked < 100 {
		t.Errorf("only %d pages were looked at", looked)
	}
}

func languagesOf(t *testing.T, s site, page plan.Page) (complaints []string) {
	t.Helper()
	artifact, err := s.theme.Page(page)
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.ParseWithOptions(bytes.NewReader(artifact.Bytes), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	v := voices{}
	v.listen(root, "", "")
	return v.complaints
}

// voices walks a page as a voice does that reads it aloud.
type voices struct{ complaints []string }

// neutral is what belongs to no language: addresses, letters that stand alone,
// names of files.
var neutral = regexp.MustCompile(`\S+@\S+|https?://\S+|\S+\.(example|uk|org|csv)\S*|\b[A-Z]\b`)

func (v *voices) listen(node *html.Node, lang, path string) {
	if node.Type == html.ElementNode {
		path += "/" + node.Data
		switch node.Data {
		case "script", "style", "code":
			return
		}
		for _, attribute := range node.Attr {
			switch attribute.Key {
			case "lang":
				lang = attribute.Val
			case "class":
				path += "." + attribute.Val
			}
		}
		if strings.Contains(path, ".address") || strings.Contains(path, "section.paper notes/ol") {
			return
		}
		for _, attribute := range node.Attr {
			if attribute.Key == "aria-label" || attribute.Key == "alt" || attribute.Key == "title" {
				v.hear(attribute.Val, lang, path+"["+attribute.Key+"]")
			}
		}
	}
	if node.Type == html.TextNode {
		if strings.HasSuffix(path, "/head/title") && lang != "en-GB" && strings.ContainsRune(node.Data, other) {
			return // one element, which has a language of its own or two
		}
		v.hear(node.Data, lang, path)
	}
	for child := range node.ChildNodes() {
		v.listen(child, lang, path)
	}
}

func (v *voices) hear(words, lang, path string) {
	words = neutral.ReplaceAllString(strings.TrimSpace(words), "")
	ours := strings.ContainsRune(words, other)
	theirs := strings.ContainsFunc(words, func(letter rune) bool { return letter < unicode.MaxASCII && unicode.IsLetter(letter) })
	switch {
	case ours && lang != "cy", theirs && lang != "en-GB":
		v.complaints = append(v.complaints, fmt.Sprintf("says %.60q in %s at %s", words, lang, path))
	}
	if strings.ContainsFunc(words, func(letter rune) bool { return unicode.Is(unicode.Co, letter) }) {
		v.complaints = append(v.complaints, fmt.Sprintf("has a mark left in %.60q at %s", words, path))
	}
}
