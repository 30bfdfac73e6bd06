package feed

import (
	"bytes"
	"testing"

	"github.com/mmcdole/gofeed"
)

// TestAReaderOfNewsReadsThemBack: what both forms say is read by a library that
// readers of news use, and both say the same.
func TestAReaderOfNewsReadsThemBack(t *testing.T) {
	for _, form := range []struct {
		kind  string
		write func(Feed) ([]byte, error)
	}{{"atom", Write}, {"json", JSON}} {
		text, err := form.write(sample())
		if err != nil {
			t.Fatal(err)
		}
		read, err := gofeed.NewParser().Parse(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v\n%s", form.kind, err, text)
		}
		if read.FeedType != form.kind || read.Title != "News" || read.Link != "https://a.example/" || read.FeedLink != "https://a.example/feed.xml" ||
			read.Language != "en-GB" || len(read.Authors) != 1 || read.Authors[0].Name != "Anytown Council" || len(read.Items) != 2 {
			t.Fatalf("%s is read as %+v", form.kind, read)
		}
		newest := read.Items[0]
		if newest.GUID != ID("new") || newest.Title != "A & B <c>" || newest.Link != "https://a.example/new/" || newest.Description != "Ours." ||
			newest.UpdatedParsed == nil || newest.UpdatedParsed.Format("2006-01-02") != "2022-05-09" || len(newest.Categories) != 1 || newest.Categories[0] != "inspection" {
			t.Errorf("%s: the newest entry is read as %+v", form.kind, newest)
		}
		want := "<p><strong>Our words</strong></p>\n<p>Ours.</p>\n<p><strong>Inspectors</strong></p>\n" +
			`<blockquote cite="https://a.example/new/#p1"><p>&#34;Good&#34; &lt;b&gt;</p></blockquote>` + "\n"
		if newest.Content != want {
			t.Errorf("%s: the content is read as\n%s", form.kind, newest.Content)
		}
		if oldest := read.Items[1]; oldest.UpdatedParsed == nil || oldest.UpdatedParsed.Format("2006-01-02") != "2012-12-31" {
			t.Errorf("%s: the oldest entry is read as %+v", form.kind, oldest)
		}
	}
}
