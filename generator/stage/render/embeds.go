package render

import (
	"html/template"
	"io"

	"plainsight/generator/kit/program"
	"plainsight/generator/stage/plan"
)

// The parts of a theme that stand in the midst of texts.
const (
	chartName    = "embed"
	timelineName = "embed-timeline"
	gradesName   = "embed-grades"
	compareName  = "embed-compare"
	threadName   = "embed-thread"
)

// embeds draws what stands in texts. Texts are written by appends, and what
// stands in them by templates of their own, so these are known only when all
// templates are read.
type embeds struct {
	parts    *template.Template
	programs map[string]*program.Program
}

var embedNames = []string{chartName, timelineName, gradesName, compareName, threadName}

// prepare has the templates gone through once. Faults are told when one is used.
func (e *embeds) prepare() {
	for _, name := range embedNames {
		if e.parts.Lookup(name) != nil {
			_ = e.parts.ExecuteTemplate(io.Discard, name, nil)
		}
	}
}

// program makes them fast.
func (e *embeds) program(maker *program.Maker) {
	e.programs = map[string]*program.Program{}
	for _, name := range embedNames {
		if part := e.parts.Lookup(name); part != nil && part.Tree != nil { // else it could not be read, which is told
			e.programs[name] = maker.Of(part)
		}
	}
}

// drawn gives what stands in a text as HTML, by its anchors.
func (e *embeds) drawn(frame plan.Frame) (map[string]string, error) {
	done := map[string]string{}
	for id, chart := range frame.Charts {
		if err := e.draw(done, id, chartName, chart); err != nil {
			return nil, err
		}
	}
	for id, embed := range frame.Embeds {
		name, view := partOf(embed)
		if err := e.draw(done, id, name, view); err != nil {
			return nil, err
		}
	}
	return done, nil
}

// partOf is the name of what an embed shows, and its view; "" for nothing.
func partOf(embed plan.Embed) (string, any) {
	switch {
	case embed.Timeline != nil:
		return timelineName, embed.Timeline
	case embed.Grades != nil:
		return gradesName, embed.Grades
	case embed.Compare != nil:
		return compareName, embed.Compare
	case embed.Thread != nil:
		return threadName, embed.Thread
	}
	return "", nil
}

// draw makes one; a theme without its part shows nothing.
func (e *embeds) draw(done map[string]string, id, name string, view any) error {
	part, is := e.programs[name]
	if !is {
		return nil
	}
	said, err := part.Append(nil, view)
	done[id] = string(said)
	return err
}
