package render

import (
	"regexp"
	"strings"
	"testing"

	"plainsight/generator/domain/document"
)

// TestPlacesAreToldApartByEar: pieces that differ only in capitals, stops or
// the mark of a footnote are numbered, as those with the same words are.
func TestPlacesAreToldApartByEar(t *testing.T) {
	w := writer{words: english(), placed: true, named: map[string]int{}}
	var names []string
	for _, words := range []string{"Areas for improvement", "Areas for Improvement:", "⁵ School numbers", "⁷ School numbers", "Section 15"} {
		link := w.place(document.Block{Kind: document.Paragraph, ID: "x", Words: words})
		names = append(names, regexp.MustCompile(`aria-label="([^"]*)"`).FindStringSubmatch(link)[1])
	}
	want := "Link to: Areas for improvement|Link to: Areas for Improvement: (2)|Link to: ⁵ School numbers|Link to: ⁷ School numbers (2)|Link to: Section 15"
	if got := strings.Join(names, "|"); got != want {
		t.Errorf("the links are called %s", got)
	}
}
