package browser

import (
	"errors"
	"fmt"
	"sync"

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

// atOnce is how many presses of the Tab key are under way together, as they are
// where it is held down.
const atOnce = 20

func walk(t *Tab) ([]Fault, error) {
	if _, err := Ask[bool](t, "(() => {"+pageScript+"\nreturn watch()})()"); err != nil {
		return nil, err
	}
	for range mostStops / atOnce {
		var pressed sync.WaitGroup
		var errs [atOnce]error
		for i := range errs {
			pressed.Go(func() { errs[i] = t.do(chromedp.KeyEvent(kb.Tab)) })
		}
		pressed.Wait()
		ended, err := Ask[bool](t, `plainsightEnded`)
		if err = errors.Join(append(errs[:], err)...); err != nil {
			return nil, err
		}
		if ended {
			return t.faults(`missed()`)
		}
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
