package browser

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// nuChecker is where npm puts the Nu HTML checker, beside this file.
const nuChecker = "node_modules/vnu-jar/build/dist/vnu.jar"

// borne are what the Nu HTML checker says of our pages and what we leave, with
// the reason.
var borne = []struct{ says, why string }{
	{`^The “role” attribute must not be used on a “t[rdh]” element which has a “table” ancestor`,
		"On phones rows are laid out as lists, and browsers of 2020 then forget that a table is one unless its parts say so."},
	{`^The “(table|rowgroup|row|cell|columnheader|rowheader)” role is unnecessary for element “t`, "The same."},
	{`^Inline script violates Content Security Policy`,
		"The numbers of a chart stand in the page as data (application/json), which a policy for scripts does not concern."},
}

// TestNuHTMLChecker lets the Nu HTML checker read every page of the built site
// as its host sends it. It needs Java.
func TestNuHTMLChecker(t *testing.T) {
	t.Parallel()
	java, err := exec.LookPath("java")
	if err != nil {
		fmt.Println("HTML: the Nu HTML checker is left out, there is no Java")
		return
	}
	if _, err := os.Stat(nuChecker); err != nil {
		t.Fatalf("the Nu HTML checker is missing: type npm ci --ignore-scripts in generator/browser: %v", err)
	}
	site := serve(t, os.Getenv(siteVariable))
	said := askNu(t, java, site.Root, site.Pages)
	met := make([]bool, len(borne))
	for _, message := range said {
		if at := slices.IndexFunc(borne, message.is); at >= 0 {
			met[at] = true
			continue
		}
		t.Errorf("%s:%d: %s: %s\n\t%s", strings.TrimPrefix(message.URL, site.Root), message.LastLine, message.Type, message.Message, message.Extract)
	}
	for at, was := range met {
		if !was {
			t.Errorf("the Nu HTML checker no longer says “%s”", borne[at].says)
		}
	}
	if !t.Failed() {
		fmt.Printf("HTML: the Nu HTML checker read %d pages and said %d times what is borne, in %d kinds\n", len(site.Pages), len(said), len(borne))
	}
}

// TestNuHTMLCheckerFinds shows that the checker is asked in the right way.
func TestNuHTMLCheckerFinds(t *testing.T) {
	t.Parallel()
	java, err := exec.LookPath("java")
	if err != nil {
		return
	}
	site := serve(t, "testdata/faulty")
	said := askNu(t, java, site.Root, []string{"/alt.html", "/inline-script.html"})
	for _, want := range []string{"An “img” element must have an “alt” attribute", "Inline script violates Content Security Policy"} {
		if !slices.ContainsFunc(said, func(m nuMessage) bool { return strings.HasPrefix(m.Message, want) }) {
			t.Errorf("the Nu HTML checker does not say “%s”, but %v", want, said)
		}
	}
}

// A nuMessage is what the checker says of a place on a page.
type nuMessage struct {
	Type, URL, Message, Extract string
	LastLine                    int
}

func (m nuMessage) is(one struct{ says, why string }) bool {
	return regexp.MustCompile(one.says).MatchString(m.Message)
}

// askNu has pages checked by their addresses, so that 'self' in a policy means
// the site.
func askNu(t *testing.T, java, root string, pages []string) []nuMessage {
	t.Helper()
	var said []nuMessage
	for some := range slices.Chunk(pages, 500) {
		typed := []string{"-Xss2m", "-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", nuChecker, "--format", "json", "--exit-zero-always"}
		for _, page := range some {
			typed = append(typed, root+page)
		}
		command := exec.CommandContext(t.Context(), java, typed...)
		var told bytes.Buffer
		command.Stderr = &told
		var status *exec.ExitError
		if err := command.Run(); err != nil && !errors.As(err, &status) {
			t.Fatal(err)
		}
		var answer struct{ Messages []nuMessage }
		if err := json.Unmarshal(told.Bytes(), &answer); err != nil {
			t.Fatalf("the Nu HTML checker answers %.500s: %v", told.String(), err)
		}
		said = append(said, answer.Messages...)
	}
	return said
}
