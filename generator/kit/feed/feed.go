// Package feed writes news as an Atom feed (RFC 4287) or as a JSON Feed (version
// 1.1), which readers of news ask for by themselves.
//
// It takes entries with days of the record, each as exact as it is known, and
// gives the file. It knows no clock: a feed is as new as its newest entry. What
// Atom cannot do without, an ID, a title and a day, every entry must have; one
// that lacks a day is left out, since a day must not be made up.
package feed

import (
	"bytes"
	"crypto/sha1"
	"encoding/xml"
	"fmt"
	"html"
	"slices"
	"strings"

	"plainsight/generator/domain/date"
)

// A Feed is the news of one authority or of a site.
type Feed struct {
	// Name is what it is known by for ever, for its ID.
	Name string
	// Title and Subtitle are words, Lang their language, "en-GB".
	Title, Subtitle, Lang string
	// Self and Page are the addresses of the feed and of the page that it is
	// about, with the host.
	Self, Page string
	// Author is who answers for it, AuthorPage where they are found.
	Author, AuthorPage string
	Rights             string
	Entries            []Entry
}

// An Entry is one thing that is new.
type Entry struct {
	// Name is what it is known by for ever, for its ID.
	Name        string
	Title, Page string
	// Updated is when it changed last. Atom wants a whole day: of a month or a
	// year it is the last one, by which it had happened.
	Updated date.Date
	// Kind says what it is, for readers who sort by it.
	Kind string
	// Summary is our words on it.
	Summary string
	// Parts are what is said, each with whose words they are.
	Parts []Part
}

// A Part is words with a label that says whose they are. Quoted ones are
// marked as a quotation from Page.
type Part struct {
	Label, Words string
	Quoted       bool
	Page         string
}

// Write gives the feed as a file, the newest entry first. It is nil where there
// is no entry.
func Write(f Feed) ([]byte, error) {
	entries := f.newest()
	if len(entries) == 0 {
		return nil, nil
	}
	written := atom{
		Space: "http://www.w3.org/2005/Atom", Lang: f.Lang,
		ID: ID(f.Name), Title: f.Title, Subtitle: f.Subtitle, Rights: f.Rights,
		Updated: stamp(entries[0].Updated),
		Links:   []link{{"self", "application/atom+xml", f.Self}, {"alternate", "text/html", f.Page}},
		Author:  author{f.Author, f.AuthorPage},
	}
	text, err := xml.MarshalIndent(written, "", indent)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBufferString(xml.Header)
	out.Write(bytes.TrimSuffix(text, []byte("\n</feed>")))
	out.WriteByte('\n')
	write := xml.NewEncoder(out)
	write.Indent(indent, indent)
	for _, e := range entries { // one by one: those of a whole country are many
		if err := write.Encode(entryOf(e)); err != nil {
			return nil, err
		}
	}
	out.WriteString("\n</feed>\n")
	return out.Bytes(), nil
}

// indent is how far what is within an element or an object stands to the right.
const indent = "  "

// newest are the entries that have a day, the newest first.
func (f Feed) newest() []Entry {
	entries := slices.DeleteFunc(slices.Clone(f.Entries), func(e Entry) bool { return !e.Updated.Known() })
	slices.SortStableFunc(entries, func(a, b Entry) int {
		if order := b.Updated.Last().Compare(a.Updated.Last()); order != 0 {
			return order
		}
		return strings.Compare(a.Name, b.Name)
	})
	return entries
}

// ID is an ID that never changes: it is made of the name alone, so that it
// outlives a move of the site to another address. It is a UUID of the fifth
// kind (RFC 4122), whose name space is our own.
func ID(name string) string {
	sum := sha1.Sum([]byte("plainsight feed\n" + name))
	sum[6], sum[8] = sum[6]&0x0f|0x50, sum[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

func stamp(d date.Date) string { return d.Last().String() + "T00:00:00Z" }

type atom struct {
	XMLName  xml.Name `xml:"feed"`
	Space    string   `xml:"xmlns,attr"`
	Lang     string   `xml:"xml:lang,attr,omitempty"`
	ID       string   `xml:"id"`
	Title    string   `xml:"title"`
	Subtitle string   `xml:"subtitle,omitempty"`
	Updated  string   `xml:"updated"`
	Links    []link   `xml:"link"`
	Author   author   `xml:"author"`
	Rights   string   `xml:"rights,omitempty"`
}

type link struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type author struct {
	Name string `xml:"name"`
	URI  string `xml:"uri,omitempty"`
}

type entry struct {
	XMLName  xml.Name `xml:"entry"`
	ID       string   `xml:"id"`
	Title    string   `xml:"title"`
	Updated  string   `xml:"updated"`
	Link     link     `xml:"link"`
	Category category `xml:"category"`
	Summary  string   `xml:"summary,omitempty"`
	Content  *content `xml:"content,omitempty"`
}

type category struct {
	Term string `xml:"term,attr"`
}

type content struct {
	Type string `xml:"type,attr"`
	HTML string `xml:",chardata"`
}

func entryOf(e Entry) entry {
	one := entry{
		ID: ID(e.Name), Title: e.Title, Updated: stamp(e.Updated),
		Link: link{"alternate", "text/html", e.Page}, Category: category{e.Kind}, Summary: e.Summary,
	}
	if len(e.Parts) > 0 {
		one.Content = &content{"html", contentOf(e.Parts)}
	}
	return one
}

// contentOf writes parts: our words as paragraphs, those of others as
// quotations, each below the label that says whose they are.
func contentOf(parts []Part) string {
	var out bytes.Buffer
	for _, part := range parts {
		if part.Label != "" {
			fmt.Fprintf(&out, "<p><strong>%s</strong></p>\n", html.EscapeString(part.Label))
		}
		words := "<p>" + html.EscapeString(part.Words) + "</p>"
		if part.Quoted {
			words = fmt.Sprintf(`<blockquote cite="%s">%s</blockquote>`, html.EscapeString(part.Page), words)
		}
		out.WriteString(words + "\n")
	}
	return out.String()
}
