package render

import (
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"text/template/parse"

	"plainsight/generator/domain/document"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/domain/metric"
	"plainsight/generator/domain/thread"
	"plainsight/generator/domain/timeline"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/language"
	"plainsight/generator/kit/plot"
	"plainsight/generator/kit/yaml"
	"plainsight/generator/stage/plan"
)

// words reads the words of the interface from languages/en-GB.yaml, or from
// languages/en.yaml where that is not there. They are nil where they have an
// error.
func (l *loader) words(tag string) *language.Words {
	file, source, err := languageFile(l.text, tag)
	if err != nil {
		l.report(unknownLanguage.At(diag.Place{File: file}, "the theme has no words for the language “%s”", tag).
			Try("Copy languages/en.yaml to %s and translate it, or choose another language in data/site.yaml.", file))
		return nil
	}
	read := readDictionary(file, source)
	l.report(read.problems...)
	if diag.Stop(read.problems, false) {
		return nil
	}
	words, err := language.New(tag, read.messages)
	var fault *language.Fault
	switch {
	case errors.As(err, &fault):
		l.report(unknownLanguage.At(read.places[fault.ID], "%s", fault))
	case err != nil:
		l.report(unknownLanguage.At(diag.Place{File: file}, "%s", err))
	}
	return words
}

func readDictionary(file string, source []byte) dictionary {
	root, problems := yaml.Parse(file, source, 1)
	read := dictionary{messages: map[string]language.Message{}, places: map[string]diag.Place{}, problems: problems}
	if root != nil && !diag.Stop(problems, false) {
		read.group("", root)
	}
	return read
}

const languagesFolder = "languages"

// languageFile tries the tag as it is, then without its last part.
func languageFile(read func(name string) ([]byte, error), tag string) (file string, source []byte, err error) {
	for {
		file = languagesFolder + "/" + tag + ".yaml"
		source, err = read(file)
		cut := strings.LastIndexByte(tag, '-')
		if err == nil || cut < 0 {
			return file, source, err
		}
		tag = tag[:cut]
	}
}

// A dictionary is being read from a language file.
type dictionary struct {
	messages map[string]language.Message
	places   map[string]diag.Place
	problems []diag.Problem
}

// group reads messages whose names begin with the same word. A map with a
// form "other" is one message.
func (d *dictionary) group(name string, node *yaml.Node) {
	for _, entry := range node.Entries {
		id := strings.TrimPrefix(name+"."+entry.Key, ".")
		switch {
		case entry.Value.Kind == yaml.Text:
			d.add(id, entry.Place, language.Message{Other: strings.TrimSpace(entry.Value.Text)})
		case entry.Value.Kind == yaml.Map && entry.Value.Get("other") != nil:
			d.plural(id, entry)
		case entry.Value.Kind == yaml.Map:
			d.group(id, entry.Value)
		default:
			d.problems = append(d.problems, unknownLanguage.At(entry.Place, "“%s” has no words", id).
				Try("Write the words behind the colon."))
		}
	}
	if node.Kind != yaml.Map {
		d.problems = append(d.problems, unknownLanguage.At(node.Place, "here should stand names with their words"))
	}
}

func (d *dictionary) plural(id string, entry yaml.Entry) {
	var message language.Message
	forms := map[string]*string{
		"zero": &message.Zero, "one": &message.One, "two": &message.Two,
		"few": &message.Few, "many": &message.Many, "other": &message.Other,
	}
	for _, form := range entry.Value.Entries {
		words, known := forms[form.Key]
		if !known || form.Value.Kind != yaml.Text {
			d.problems = append(d.problems, unknownLanguage.At(form.Place, "“%s” is not a plural form with words", form.Key).
				Try("The forms are zero, one, two, few, many and other."))
			continue
		}
		*words = strings.TrimSpace(form.Value.Text)
	}
	d.add(id, entry.Place, message)
}

func (d *dictionary) add(id string, place diag.Place, message language.Message) {
	d.messages[id] = message
	d.places[id] = place
}

// checkWords finds the words that templates ask for and the language does not
// have, before any page is made.
func (l *loader) checkWords(kinds map[string]*template.Template, sources sources, words *language.Words, tag string) {
	file, _, _ := languageFile(l.text, tag)
	for _, call := range calls(kinds) {
		if err := words.Check(call.id, call.names...); err != nil {
			problem := sources.problem(fmt.Errorf("template: %s: %w", call.place, err))
			problem.Code, problem.Hint = unsaid.ID, fmt.Sprintf("Add it to %s, or ask for another.", file)
			l.report(problem)
		}
	}
	for _, id := range needed {
		if err := words.Check(id, append(scriptValues, "Day", "Month", "Year", "Number", "Count", "First", "Last", "Unit", "Activity", "Inspectorate", "Place", "When", "Before", "With", "Size", "Name", "Authority", "Title", "About", "Date",
			"Published", "ReportDays", "PlanDays", "Report", "Plan", "Framework", "Source", "Area", "Grade", "Where", "Why", "Beginning", "Words", "Kind", "Publisher", "Address")...); err != nil {
			l.report(unknownLanguage.At(diag.Place{File: file}, "%s", err))
		}
	}
	for _, err := range plot.CheckWords(words) {
		l.report(unknownLanguage.At(diag.Place{File: file}, "%s", err))
	}
}

// needed are the words that are not asked for by name in a template: those of
// dates and of the body, and those named after what an inspection is.
var needed = slices.Concat(
	language.DateIDs,
	figureIDs,
	recordIDs,
	[]string{"metric.size", plan.NumbersFile, plan.DescriptionFile, plan.PictureFile, plan.PaintedFile},
	below("month", strings.Fields("1 2 3 4 5 6 7 8 9 10 11 12")),
	below("paragraph", []string{"name", "sent"}),
	below("table", []string{"name"}),
	below("copy", copyWords),
	below("sitemap", []string{"apart", "rest"}),
	below("letter", wordsOfKit),
	below("card", []string{"status"}),
	below("place", []string{"link", "name", "again", "piece"}),
	below("note", []string{"label", "name"}),
	[]string{"corrections.wording", "feed.corrections"},
	below("explorer", explorerWords),
	below("interactive", interactiveWords),
	below("terms", []string{"label", "summary"}),
	below("edition", []string{"column"}),
	below("edition", plan.Forms),
	below("edition.is", plan.Forms),
	below("notes", []string{"title"}),
	settingIDs,
	below("voice", []string{string(plan.Inspectors), string(plan.Council), string(plan.Press), string(plan.Statistics), string(plan.Ours)}),
	below("metric-kind", metric.Kinds),
	below("year", metric.Years),
	below("number-status", append(metric.Statuses, metric.Reasons...)),
	below("period", []string{"years"}),
	below("series", []string{"break", "none", "paragraph"}),
	below("unit", []string{"pounds", "per-cent", "ratio", "per"}),
	below("language", []string{"name"}),
	below("activity", inspection.Activities),
	below("length", inspection.Lengths),
	below("source", document.SourceKinds),
	below("held", document.HeldParts),
	below("timeline", []string{"picture", "all", "changes", "around"}),
	below("lane", []string{"threads", "topics"}),
	[]string{"whose.title", "metric.others"},
	below("topic", []string{"metrics"}),
	searchIDs,
	dataIDs,
	below("mark", called(timeline.Graded, timeline.NotJudged, timeline.Together, timeline.NotGraded, timeline.Outcome)),
	below("stand", called(timeline.States[1:]...)),
	below("degree", called(timeline.Degrees...)),
	below("degree-of", called(timeline.Degrees...)),
	below("compliance", plan.Compliances),
	below("relation", called(append(thread.Relations, thread.NothingLater)...)),
	below("said", called(thread.Relations...)),
	below("status-of", called(append(thread.Relations, thread.NothingLater)...)),
)

func below(name string, words []string) []string {
	ids := make([]string, len(words))
	for i, word := range words {
		ids[i] = name + "." + word
	}
	return ids
}

// called are the words that something is called by.
func called[T ~string](things ...T) (words []string) {
	for _, thing := range things {
		words = append(words, string(thing))
	}
	return words
}

// A call is a place in a template that asks for words by a name that can be
// read without making a page.
type call struct {
	place, id string
	names     []string
}

// calls lists the calls of word and count, each once, in a fixed order.
func calls(kinds map[string]*template.Template) (found []call) {
	seen := map[*parse.Tree]bool{} // kinds of pages share their parts
	for _, page := range kinds {
		for _, part := range page.Templates() {
			if part.Tree == nil || part.Tree.Root == nil || seen[part.Tree] {
				continue
			}
			seen[part.Tree] = true
			visit(part.Tree.Root, func(command *parse.CommandNode) {
				if asked, ok := callOf(part.Tree, command); ok {
					found = append(found, asked)
				}
			})
		}
	}
	slices.SortFunc(found, func(a, b call) int {
		return strings.Compare(a.place+a.id, b.place+b.id)
	})
	return slices.CompactFunc(found, func(a, b call) bool { return a.place == b.place && a.id == b.id })
}

func callOf(tree *parse.Tree, command *parse.CommandNode) (call, bool) {
	if len(command.Args) < 2 {
		return call{}, false
	}
	function, _ := command.Args[0].(*parse.IdentifierNode)
	id, written := command.Args[1].(*parse.StringNode)
	if function == nil || !written || (function.Ident != "word" && function.Ident != "count") {
		return call{}, false
	}
	place, _ := tree.ErrorContext(command)
	asked := call{place: place, id: id.Text}
	values := command.Args[2:]
	if function.Ident == "count" && len(values) > 0 {
		asked.names = append(asked.names, "Count")
		values = values[1:]
	}
	for i := 0; i < len(values); i += 2 {
		if name, ok := values[i].(*parse.StringNode); ok {
			asked.names = append(asked.names, name.Text)
		}
	}
	return asked, true
}

// visit calls a function with every command in a template.
func visit(node parse.Node, with func(*parse.CommandNode)) {
	switch node := node.(type) {
	case *parse.ListNode:
		if node == nil {
			return
		}
		for _, child := range node.Nodes {
			visit(child, with)
		}
	case *parse.ActionNode:
		visitPipe(node.Pipe, with)
	case *parse.TemplateNode:
		visitPipe(node.Pipe, with)
	case *parse.IfNode:
		visitBranch(&node.BranchNode, with)
	case *parse.RangeNode:
		visitBranch(&node.BranchNode, with)
	case *parse.WithNode:
		visitBranch(&node.BranchNode, with)
	}
}

func visitBranch(branch *parse.BranchNode, with func(*parse.CommandNode)) {
	visitPipe(branch.Pipe, with)
	visit(branch.List, with)
	visit(branch.ElseList, with)
}

func visitPipe(pipe *parse.PipeNode, with func(*parse.CommandNode)) {
	if pipe == nil {
		return
	}
	for _, command := range pipe.Cmds {
		with(command)
		for _, argument := range command.Args {
			if inner, ok := argument.(*parse.PipeNode); ok {
				visitPipe(inner, with)
			}
		}
	}
}
