package decode

import (
	"strings"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/markdown"
	"plainsight/generator/kit/yaml"
)

// An Embed is a fence in a text that asks for a part of the record: a
// timeline, the grades of an inspection, two inspections side by side, or a
// thread. What it does not name is empty.
type Embed struct {
	// ID is its anchor on the page, Kind the word behind the fence.
	ID, Kind string
	// Authority is whose timeline it is, that of the text where it is "". Lanes
	// are those shown, all where there is none, and Span the time shown.
	Authority string
	Lanes     []string
	Span      date.Span
	// Inspection is the one whose grades are shown.
	Inspection string
	// Then and Now are the two that are set side by side; Area is the lane
	// shown, all where it is "".
	Then, Now, Area string
	// Thread is followed, its beginning and its status alone where Short.
	Thread string
	Short  bool
	From   From
}

// The kinds of embeds beside charts.
const (
	EmbedTimeline = "timeline"
	EmbedGrades   = "grades"
	EmbedCompare  = "compare"
	EmbedThread   = "thread"
)

var idKey = key{name: "id", form: word, required: true, doc: "Its place on the page, which can be linked to."}

// embeds are the fences that hold a picture of data instead of code: the keys
// of each, and how it is read into a text. read gives the anchor.
var embeds = []struct {
	name string
	keys []key
	read func(f *fields, text *Text) string
}{
	{"chart", chartKeys, readChart},
	{EmbedTimeline, []key{
		idKey,
		{name: "authority", form: word, doc: "Whose inspections; left out, those of the home authority."},
		{name: "lanes", form: texts, doc: "The rows that it shows, named like those in data/lanes.yaml; left out, all."},
		{name: "span", form: days, doc: "The time that it shows; left out, all."},
	}, readEmbed(EmbedTimeline)},
	{EmbedGrades, []key{
		idKey,
		{name: "inspection", form: text, required: true, doc: "The inspection, named like its file."},
	}, readEmbed(EmbedGrades)},
	{EmbedCompare, []key{
		idKey,
		{name: "then", form: text, required: true, doc: "The earlier inspection, named like its file."},
		{name: "now", form: text, required: true, doc: "The later inspection, named like its file."},
		{name: "area", form: word, doc: "One row of data/lanes.yaml; left out, all areas."},
	}, readEmbed(EmbedCompare)},
	{EmbedThread, []key{
		idKey,
		{name: "thread", form: text, required: true, doc: "The thread, named like its file in data/threads."},
		{name: "short", form: truth, doc: "True for its beginning and its status alone."},
	}, readEmbed(EmbedThread)},
}

func readEmbed(kind string) func(*fields, *Text) string {
	return func(f *fields, text *Text) string {
		one := Embed{
			ID: f.text("id"), Kind: kind, Authority: f.text("authority"), Lanes: f.texts("lanes"),
			Inspection: f.text("inspection"), Then: f.text("then"), Now: f.text("now"), Area: f.text("area"),
			Thread: f.text("thread"), Short: f.truth("short"), From: f.from,
		}
		if spans := f.spans("span"); len(spans) > 0 {
			one.Span = date.Span{First: spans.First(), Last: spans.Last()}
		}
		text.Embeds[one.ID] = one
		return one.ID
	}
}

// textOf reads the body of a text with what its fences ask for, and gives each
// of these its anchor.
func textOf(f *fields, body []byte, line int, rules markdown.Rules) (Text, []diag.Problem) {
	file := f.from.File
	for _, embed := range embeds {
		rules.Embeds = append(rules.Embeds, embed.name)
	}
	read, links, problems := markdown.Parse(file, body, line, rules)
	text := Text{Figures: read.Figures, Links: links, Charts: map[string]Chart{}, Embeds: map[string]Embed{}, Lang: f.text(langKey.name)}
	for i := range read.Blocks {
		if block := &read.Blocks[i]; block.Kind == document.Embed {
			problems = append(problems, text.embed(file, block)...)
		}
	}
	read.Figures = nil // they stand in the text
	text.Outline, text.held = read.Outline(), &read
	if len(text.Outline.Embeds) == 0 { // as in nearly all reports
		text.Charts, text.Embeds = nil, nil
	}
	return text, problems
}

// embed reads one fence.
func (text *Text) embed(file string, block *document.Block) []diag.Problem {
	node, problems := yaml.Parse(file, []byte(block.Source), block.Line)
	for _, embed := range embeds {
		switch {
		case embed.name != block.Name:
		case node == nil || node.Kind == yaml.Null:
			return append(problems, missingKey.At(diag.Place{File: file, Line: block.Line - 1}, "this %s says nothing", embed.name).
				Try("Write %s on lines of their own between the two fences.", strings.Join(needed(embed.keys), " and ")))
		default:
			f := fieldsOf(file, node, embed.keys)
			block.ID = embed.read(f, text)
			return append(problems, f.problems...)
		}
	}
	return problems
}

// needed are the lines that a fence needs.
func needed(keys []key) (lines []string) {
	for _, key := range keys {
		if key.required {
			lines = append(lines, "“"+key.name+": …”")
		}
	}
	return lines
}
