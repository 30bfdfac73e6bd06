package plan

import (
	"plainsight/generator/domain/address"
	"plainsight/generator/stage/link"
)

// home plans the first page: the most recent outcome, and the most recent
// report held.
func home(p planner) []Page {
	view := HomeView{Frame: p.frame("home", address.Home), Inspections: len(p.Inspections)}
	view.Trail = nil
	view.Title = p.Settings.Title
	if newest := p.newest(func(link.Inspection) bool { return true }); newest != nil {
		view.Outcome = record(*newest)
	}
	if held := p.newest(func(one link.Inspection) bool { return one.ReportHeld() }); held != nil {
		view.Report = record(*held)
		view.Asks = asks(*held)
	}
	return []Page{{Kind: "home", Address: address.Home, View: view}}
}

// newest gives the most recent inspection of the home authority of which
// something is true, or nil.
func (p planner) newest(of func(link.Inspection) bool) *link.Inspection {
	for i := len(p.Inspections) - 1; i >= 0; i-- {
		one := &p.Inspections[i]
		if one.Inspection.Authority == p.Settings.Home && of(*one) {
			return one
		}
	}
	return nil
}

// menu is the main navigation: the home page, the inspections, and the page
// about the site where there is one.
func (p planner) menu() []Link {
	menu := []Link{{Target: "/", Word: "home.link"}, {Target: "/inspections/", Word: "inspections.title"}}
	for _, page := range p.Register.Pages {
		if page.ID == "about" {
			menu = append(menu, Link{Target: "/about/", Words: page.Title})
		}
	}
	return menu
}
