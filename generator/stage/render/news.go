package render

import (
	"strings"

	"plainsight/generator/kit/feed"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/plan"
)

// feed is the news of an authority, to be written as Atom or JSON. Our words come first
// and are called ours; those of others are quotations with whose they are.
func (s speaker) feed(v plan.RecordView) feed.Feed {
	f := feed.Feed{
		Name: v.Root + " " + v.AuthorityID, Title: plainly(s.words.Word("feed.title", "Authority", v.Authority)),
		Subtitle: plainly(v.Site.Title), Lang: v.Lang, Self: absolute(v, string(v.Address)), Page: absolute(v, string(v.Page)),
		Author: plainly(v.Site.Publisher), AuthorPage: v.Site.PublisherLink, Rights: s.words.Word("feed.rights"),
	}
	if v.AuthorityID == "" {
		f.Name, f.Title = v.Root+" corrections", plainly(s.words.Word("feed.corrections"))
	}
	for _, news := range v.News {
		f.Entries = append(f.Entries, s.newsEntry(v, news))
	}
	return f
}

func plainly(words string) string { return language.Unmarked(words) }

func (s speaker) newsEntry(v plan.RecordView, n plan.News) feed.Entry {
	entry := feed.Entry{
		Name: v.Root + " " + v.AuthorityID + " " + n.Target, Title: plainly(s.newsTitle(n)), Page: absolute(v, n.Target),
		Updated: n.Updated, Kind: n.Kind,
	}
	if n.Kind == "correction" {
		entry.Name += " " + n.Updated.String() + " " + strings.Join(n.Ours, " ")
	}
	ours := n.Ours
	if n.Status != "" {
		ours = append([]string{s.words.Word("status-of." + string(n.Status))}, ours...)
	}
	for i, words := range ours {
		words = plainly(words)
		if i == 0 {
			entry.Summary = words
		}
		entry.Parts = append(entry.Parts, feed.Part{Label: labelOnce(i, s.voice(plan.Ours)), Words: words})
	}
	if n.Kind == "inspection" && len(n.Grades) == 0 && len(n.Ours) == 0 {
		entry.Parts = append(entry.Parts, feed.Part{Label: s.words.Word("grades.title"), Words: s.words.Word("grades.none")})
	}
	for i, g := range n.Grades {
		entry.Parts = append(entry.Parts, feed.Part{
			Label: labelOnce(i, s.words.Word("grades.title")), Words: plainly(s.words.Word("feed.grade", "Area", g.Name, "Grade", g.Printed)),
		})
	}
	for _, q := range n.Quotations {
		_, when := s.days(q)
		entry.Parts = append(entry.Parts, feed.Part{
			Label: plainly(s.voice(q.Voice) + ", " + q.Of + ", " + when), Words: plainly(q.Words),
			Quoted: q.Voice != plan.Ours, Page: absolute(v, q.Target),
		})
	}
	for i, words := range n.Caveats {
		entry.Parts = append(entry.Parts, feed.Part{Label: labelOnce(i, s.words.Word("thread.caveat")), Words: plainly(words)})
	}
	return entry
}

// newsTitle says what kind of news it is, and of an inspection when it was, as
// exactly as that is known.
func (s speaker) newsTitle(n plan.News) string {
	title := s.words.Word("feed.kind."+n.Kind, "Title", n.Title)
	if len(n.When) > 0 {
		title += ", " + s.words.Spans(n.When)
	}
	return title
}

func labelOnce(i int, label string) string {
	if i > 0 {
		return ""
	}
	return label
}
