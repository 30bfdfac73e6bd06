package browser

import (
	"fmt"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// mostStops is more than any page has; what does not end is a trap.
const mostStops = 3000

var keyboard = Check{
	Name:     "keyboard",
	Doc:      "The Tab key reaches everything that can be used, never gets stuck, and one always sees where one is.",
	Typical:  []Mode{phone},
	Further:  []Mode{screen, zoomed, {Width: 1280, Dark: true, Forced: true}},
	Disturbs: true,
	Run:      walk,
}

func walk(t *Tab) ([]Fault, error) {
	var faults []Fault
	for range mostStops {
		if err := t.do(chromedp.KeyEvent(kb.Tab)); err != nil {
			return nil, err
		}
		seen, err := t.faults(`stop()`)
		if err != nil {
			return nil, err
		}
		if seen == nil {
			missed, err := t.faults(`missed()`)
			return append(faults, missed...), err
		}
		faults = append(faults, seen...)
	}
	return []Fault{{Rule: "keyboard trap", Place: "html",
		Words: fmt.Sprintf("the Tab key did not come round in %d steps", mostStops)}}, nil
}

var skip = Check{
	Name:     "skip",
	Doc:      "The first stop of the Tab key is a link past the repeated parts, and it works.",
	Typical:  []Mode{phone},
	Further:  []Mode{screen, zoomed},
	Disturbs: true,
	Run:      follow,
}

func follow(t *Tab) ([]Fault, error) {
	if err := t.do(chromedp.KeyEvent(kb.Tab)); err != nil {
		return nil, err
	}
	faults, err := t.faults(`skipLink()`)
	if err != nil || len(faults) > 0 {
		return faults, err
	}
	if err := t.do(chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab)); err != nil {
		return nil, err
	}
	return t.faults(`skipped()`)
}
