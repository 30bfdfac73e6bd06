package feed

import (
	"bytes"
	"encoding/json"
)

type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	HomePage    string       `json:"home_page_url"`
	Feed        string       `json:"feed_url"`
	Description string       `json:"description,omitempty"`
	Authors     []jsonAuthor `json:"authors"`
	Language    string       `json:"language,omitempty"`
	Items       []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type jsonItem struct {
	ID       string   `json:"id"`
	URL      string   `json:"url"`
	Title    string   `json:"title"`
	Summary  string   `json:"summary,omitempty"`
	HTML     string   `json:"content_html,omitempty"`
	Text     string   `json:"content_text,omitempty"`
	Modified string   `json:"date_modified"`
	Tags     []string `json:"tags,omitempty"`
}

// JSON gives the feed as a JSON Feed with the same IDs and entries as Write, in
// the same order. It is nil where there is no entry.
func JSON(f Feed) ([]byte, error) {
	entries := f.newest()
	if len(entries) == 0 {
		return nil, nil
	}
	written := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: f.Title, HomePage: f.Page, Feed: f.Self,
		Description: joined(f.Subtitle, f.Rights), Authors: []jsonAuthor{{f.Author, f.AuthorPage}}, Language: f.Lang,
		Items: []jsonItem{}, // they follow
	}
	var out bytes.Buffer
	write := json.NewEncoder(&out)
	write.SetEscapeHTML(false)
	write.SetIndent("", indent)
	if err := write.Encode(written); err != nil {
		return nil, err
	}
	out.Truncate(out.Len() - len("]\n}\n"))
	write.SetIndent(indent+indent, indent)
	for i, e := range entries {
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteString("\n" + indent + indent)
		if err := write.Encode(itemOf(e)); err != nil {
			return nil, err
		}
		out.Truncate(out.Len() - len("\n"))
	}
	out.WriteString("\n" + indent + "]\n}\n")
	return out.Bytes(), nil
}

// joined puts sentences behind each other; a JSON Feed has no place for rights.
func joined(first, second string) string {
	if first == "" || second == "" {
		return first + second
	}
	return first + ". " + second
}

func itemOf(e Entry) jsonItem {
	item := jsonItem{
		ID: ID(e.Name), URL: e.Page, Title: e.Title, Summary: e.Summary, HTML: contentOf(e.Parts), Modified: stamp(e.Updated),
	}
	if e.Kind != "" {
		item.Tags = []string{e.Kind}
	}
	if item.HTML == "" { // an item has content in one form at least
		item.Text = e.Title
	}
	return item
}
