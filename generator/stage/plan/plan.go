// Package plan decides which pages there are: their addresses, and what each
// of them shows.
//
// It takes the Register and gives Pages. It knows no template and no HTML;
// what a page shows is a view of plain values. Each kind of page is a file of
// its own and a line in the table.
package plan

import (
	"plainsight/generator/domain/address"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// kinds lists the kinds of pages, in the order in which they are planned.
var kinds = []func(planner) []Page{
	home,
	inspections,
	inspectionPages,
	timelinePages,
	comparePages,
	threads,
	documents,
	topics,
	metrics,
	glossaryPage,
	updates,
	changes,
	notHeld,
	statements,
	ownPages,
	notFound,
}

// Pages plans all pages of the site.
func Pages(register *link.Register) []Page {
	p := planner{Register: register, site: siteOf(register.Settings), forms: formsAsked(register.Settings.Formats)}
	p.home = p.timesOf(register.Settings.Home)
	p.site.Menu, p.site.More = p.menu(), p.more()
	var pages []Page
	for _, kind := range kinds {
		for _, page := range kind(p) {
			pages = append(pages, p.editions(page)...)
		}
	}
	return pages
}

type planner struct {
	*link.Register
	site Site
	// forms are the editions for paper that the site makes.
	forms []string
	// home are the inspections of the home authority in lanes.
	home times
}

// frame is the frame of a page below the home page; trail names the pages
// between the two.
func (p planner) frame(kind string, at address.Page, trail ...Link) Frame {
	return Frame{
		Site:    p.site,
		Kind:    kind,
		Address: at,
		Lang:    p.Settings.Language,
		Trail:   append([]Link{{Target: "/", Word: "home.link"}}, trail...),
	}
}

// withText gives a page the text that people wrote for it.
func (p planner) withText(page Page, frame *Frame, file string, text decode.Text) Page {
	if len(text.Body.Blocks) > 0 {
		body := text.Body
		frame.Body = &body
		frame.Charts = p.chartsIn(text)
		frame.Charted = len(frame.Charts) > 0
	}
	page.Anchors = append(page.Anchors, text.Body.Anchors()...)
	page.Lines, page.Links = text.Body.Lines(), text.Links
	page.File = file
	return page
}

func siteOf(s decode.Settings) Site {
	return Site{
		Title: s.Title, Publisher: s.Publisher, PublisherLink: s.PublisherLink, BaseURL: s.BaseURL,
		Contact:   Contact(s.Contact),
		Worried:   helpOf(s.Worried),
		Complain:  helpOf(s.Complain),
		Statement: Statement{Prepared: s.Statement.Prepared, TestedBy: s.Statement.TestedBy, Tested: s.Statement.Tested},
	}
}

func helpOf(h decode.Help) Help {
	help := Help{Words: h.Words, Link: Link{Target: h.LinkURL, Words: h.LinkWords}}
	for _, phone := range h.Phones {
		help.Phones = append(help.Phones, Phone(phone))
	}
	return help
}
