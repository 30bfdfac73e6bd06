package browser

import (
	"context"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// The site that the suite opens is built before it runs: `make test` does.
const siteVariable = "PLAINSIGHT_SITE"

// A soak looks at every page in every mode: `make soak` sets this.
const soakVariable = "PLAINSIGHT_SOAK"

// Tabs are shared by the tests that run side by side: windows by those that visit
// pages as readers do, tabs by those that look at one page after the other.
var windows, tabs chan *Tab

func TestMain(m *testing.M) {
	os.Exit(func() int {
		for pool, further := range map[*chan *Tab][]chromedp.ExecAllocatorOption{&windows: nil, &tabs: {Forgetful}} {
			stop, err := opened(pool, further...)
			if err != nil {
				fmt.Fprintln(os.Stderr, err)
				return 2
			}
			defer stop()
		}
		code := m.Run()
		tally.print()
		return code
	}())
}

// opened starts a browser with a tab for each test that may run at a time.
func opened(pool *chan *Tab, further ...chromedp.ExecAllocatorOption) (stop func(), err error) {
	started, stop, err := Start(context.Background(), further...)
	if err != nil {
		return nil, err
	}
	*pool = make(chan *Tab, runtime.GOMAXPROCS(0))
	for range cap(*pool) {
		tab, err := NewTab(started)
		if err != nil {
			stop()
			return nil, err
		}
		*pool <- tab
	}
	return stop, nil
}

// with lends a tab.
func with(pool chan *Tab, use func(*Tab)) {
	tab := <-pool
	defer func() { pool <- tab }()
	use(tab)
}

// serve gives the built folder as a site for the length of a test.
func serve(t *testing.T, folder string) *Site {
	t.Helper()
	site, stop, err := Serve(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return site
}

// look runs a check on a page.
func look(t *testing.T, tab *Tab, check Check, address string, mode Mode) []Fault {
	t.Helper()
	faults, err := tab.Look(check, address, mode)
	if err != nil {
		t.Fatal(err)
	}
	return faults
}

func TestBuiltSite(t *testing.T) {
	folder := os.Getenv(siteVariable)
	if folder == "" {
		t.Fatalf("%s does not name a built site; make test builds one and names it", siteVariable)
	}
	site := serve(t, folder)
	if len(site.Pages) == 0 {
		t.Fatalf("there is no page in %s", folder)
	}
	passes(t, site, &tally)
}

// A page for an unknown address is shown under that address, however deep.
func TestUnknownAddress(t *testing.T) {
	t.Parallel()
	site := serve(t, os.Getenv(siteVariable))
	with(tabs, func(tab *Tab) {
		for _, address := range []string{"/no-such-page", "/no/such/page/"} {
			for _, fault := range look(t, tab, quiet, site.Root+address, phone) {
				t.Errorf("%s: %s", address, fault)
			}
			if title, err := Ask[string](tab, `document.title`); err != nil || title == "" {
				t.Errorf("%s: no page is shown (%v)", address, err)
			}
		}
	})
}

// The checks find nothing on pages with which nothing is wrong.
func TestSoundPages(t *testing.T) { passes(t, serve(t, "testdata/sound"), new(count)) }

// passes runs every check on the pages of a site.
func passes(t *testing.T, site *Site, counted *count) {
	chosen, err := chosenFrom(site)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("pages", func(t *testing.T) {
		for _, page := range site.Pages {
			t.Run(page, func(t *testing.T) {
				t.Parallel()
				with(tabs, func(tab *Tab) { passesOn(t, tab, site.Root+page, chosen.planned(page), counted) })
			})
		}
	})
}

// A choice is which pages of a site are looked at more closely: the first of each kind in
// everything, and the largest of each kind on paper, since it has most on it.
type choice struct{ first, largest, editions []string }

func chosenFrom(site *Site) (c choice, err error) {
	if c.first, err = site.OneOfEachKind(); err != nil {
		return c, err
	}
	if c.largest, err = site.LargestOfEachKind(); err != nil {
		return c, err
	}
	c.editions, err = site.Editions()
	return c, err
}

// planned is what is looked for on a page. An edition says what its page says,
// in the colours of all pages, so that the largest of its kind is enough for
// all checks but one. In a soak every page is looked at in every mode.
func (c choice) planned(page string) []pair {
	edition, first, largest := slices.Contains(c.editions, page), slices.Contains(c.first, page), slices.Contains(c.largest, page)
	switch {
	case os.Getenv(soakVariable) != "", first && !edition:
		return plan(Checks, all, all)
	case edition && largest:
		return plan(Checks, all, func(m Mode) bool { return !m.Dark && !m.Contrast && !m.Forced })
	case edition:
		return plan([]Check{axe}, none, none)
	case largest:
		return plan(Checks, all, func(m Mode) bool { return m == sheet })
	}
	return plan(Checks, none, none)
}

func passesOn(t *testing.T, tab *Tab, address string, planned []pair, counted *count) {
	for _, one := range planned {
		t.Run(one.check.Name+" "+one.mode.String(), func(t *testing.T) {
			faults := look(t, tab, one.check, address, one.mode)
			counted.add(tab, address, one, faults)
			for _, fault := range faults {
				if !fault.Doubt {
					t.Errorf("%s\n\t%s", one.check.Doc, fault)
				}
			}
		})
	}
}

// A pair is a check in one of its modes.
type pair struct {
	check Check
	mode  Mode
}

func all(Mode) bool  { return true }
func none(Mode) bool { return false }

// plan is what is looked for on a page: what can be looked at without opening it
// again stands together, those checks first that leave the page as it was.
func plan(checks []Check, typical, further func(Mode) bool) []pair {
	var pairs []pair
	for _, check := range checks {
		for _, mode := range check.Modes {
			pairs = append(pairs, pair{check, mode})
		}
		pairs = append(pairs, chosen(check, check.Typical, typical)...)
		pairs = append(pairs, chosen(check, check.Further, further)...)
	}
	key := func(p pair) string {
		return fmt.Sprint(p.mode.base(), p.check.Disturbs, p.mode.Dark, p.mode.Contrast, p.mode.Forced, p.mode)
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return strings.Compare(key(a), key(b)) })
	return pairs
}

func chosen(check Check, modes []Mode, in func(Mode) bool) (pairs []pair) {
	for _, mode := range modes {
		if in(mode) {
			pairs = append(pairs, pair{check, mode})
		}
	}
	return pairs
}

// tally counts what was looked at on the built site, so that nobody takes a suite that looks at
// nothing for a site without faults.
var tally count

type count struct {
	lock                 sync.Mutex
	looks, rules         int
	pages, checks, modes map[string]bool
	doubts               map[string][]Fault
}

func (c *count) add(tab *Tab, page string, one pair, faults []Fault) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.pages == nil {
		c.pages, c.checks, c.modes = map[string]bool{}, map[string]bool{}, map[string]bool{}
		c.doubts = map[string][]Fault{}
	}
	c.looks++
	c.rules = max(c.rules, len(tab.rules))
	c.pages[page], c.checks[one.check.Name], c.modes[one.mode.String()] = true, true, true
	for _, fault := range faults {
		if fault.Doubt {
			c.doubts[fault.Rule] = append(c.doubts[fault.Rule], fault)
		}
	}
}

func (c *count) print() {
	fmt.Printf("Looked %d times: %d pages, %d checks, %d rules of axe-core, %d modes\n",
		c.looks, len(c.pages), len(c.checks), c.rules, len(c.modes))
	for _, rule := range slices.Sorted(maps.Keys(c.doubts)) {
		fmt.Printf("For people to judge, %d times, for example %s\n", len(c.doubts[rule]), c.doubts[rule][0])
	}
}
