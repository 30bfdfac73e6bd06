package feed

import (
	"strings"
	"testing"

	"plainsight/generator/domain/date"
)

func day(written string) date.Date {
	d, err := date.Parse(written)
	if err != nil {
		panic(err)
	}
	return d
}

func sample() Feed {
	return Feed{
		Name: "merton", Title: "News", Lang: "en-GB", Self: "https://a.example/feed.xml", Page: "https://a.example/",
		Author: "Anytown Council",
		Entries: []Entry{
			{Name: "old", Title: "An old one", Page: "https://a.example/old/", Updated: day("2012")},
			{Name: "new", Title: "A & B <c>", Page: "https://a.example/new/", Updated: day("2022-05-09"), Kind: "inspection", Summary: "Ours.",
				Parts: []Part{{Label: "Our words", Words: "Ours."}, {Label: "Inspectors", Words: `"Good" <b>`, Quoted: true, Page: "https://a.example/new/#p1"}}},
			{Name: "none", Title: "Without a day", Page: "https://a.example/none/"},
		},
	}
}

func TestAFeedIsAsNewAsItsNewestEntry(t *testing.T) {
	text, err := Write(sample())
	if err != nil {
		t.Fatal(err)
	}
	got := string(text)
	for _, want := range []string{
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">`,
		"<updated>2022-05-09T00:00:00Z</updated>", "<updated>2012-12-31T00:00:00Z</updated>",
		"<title>A &amp; B &lt;c&gt;</title>",
		`&lt;blockquote cite=&#34;https://a.example/new/#p1&#34;&gt;&lt;p&gt;&amp;#34;Good&amp;#34; &amp;lt;b&amp;gt;`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %s in\n%s", want, got)
		}
	}
	if strings.Contains(got, "Without a day") || strings.Index(got, "A &amp; B") > strings.Index(got, "An old one") {
		t.Errorf("an entry has a day made up, or the order is not that of time:\n%s", got)
	}
}

// TestIDsLast: an ID is made of the name and nothing else. This one was
// published, and never changes.
func TestIDsLast(t *testing.T) {
	if got := ID("merton /inspections/2022-02-ilacs/"); got != "urn:uuid:adb28501-3511-560d-8f9d-e07d2708c68a" {
		t.Error(got)
	}
	if ID("a") == ID("b") {
		t.Error("two names have one ID")
	}
	moved := sample()
	moved.Self, moved.Page, moved.Entries[0].Page = "https://b.example/feed.xml", "https://b.example/", "https://b.example/old/"
	one, _ := Write(sample())
	other, _ := Write(moved)
	if !strings.Contains(string(one), ID("old")) || !strings.Contains(string(other), ID("old")) {
		t.Error("the ID moves with the site")
	}
}

func TestNothingIsNoFeed(t *testing.T) {
	if text, err := Write(Feed{Name: "x"}); text != nil || err != nil {
		t.Error(string(text), err)
	}
}
