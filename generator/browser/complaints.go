package browser

import (
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// A hearing collects what the browser says about a page while it is open.
type hearing struct {
	lock    sync.Mutex
	address string // the page
	heard   []Fault
}

// begin forgets what was heard about the page before.
func (h *hearing) begin(address string) {
	h.lock.Lock()
	defer h.lock.Unlock()
	h.address, h.heard = address, nil
}

// listen takes any event of the browser.
func (h *hearing) listen(event any) {
	h.lock.Lock()
	defer h.lock.Unlock()
	switch event := event.(type) {
	case *network.EventRequestWillBeSent:
		if h.elsewhere(event.Request.URL) {
			h.add("another host", event.Request.URL, "it was asked for something")
		}
	case *log.EventEntryAdded:
		if event.Entry.Level == log.EntryLevelError && !h.itself(event.Entry) {
			h.add("browser error", event.Entry.URL, event.Entry.Text)
		}
	case *runtime.EventConsoleAPICalled:
		if event.Type == runtime.ConsoleAPICalledTypeError || event.Type == runtime.ConsoleAPICalledTypeAssert {
			h.add("console error", h.address, words(event.Args))
		}
	case *runtime.EventExceptionThrown:
		h.add("script error", h.address, thrown(event.ExceptionDetails))
	}
}

// itself tells whether an error is that of a page for unknown addresses, which
// is sent with status 404.
func (h *hearing) itself(entry *log.Entry) bool {
	return entry.Source == log.EntrySourceNetwork && entry.URL == h.address
}

// elsewhere tells whether a request goes to another host than the page's.
func (h *hearing) elsewhere(request string) bool {
	page, err := url.Parse(h.address)
	if err != nil {
		return true
	}
	to, err := url.Parse(request)
	return err != nil || to.Host != "" && to.Host != page.Host
}

func (h *hearing) add(rule, place, words string) {
	h.heard = append(h.heard, Fault{Rule: rule, Place: place, Words: words})
}

func words(arguments []*runtime.RemoteObject) string {
	var all []string
	for _, one := range arguments {
		all = append(all, strings.Trim(string(one.Value), `"`)+one.Description)
	}
	return strings.Join(all, " ")
}

func thrown(details *runtime.ExceptionDetails) string {
	if details.Exception != nil {
		return details.Exception.Description
	}
	return details.Text
}

// stored waits until the page has come to rest, and names what it then keeps
// in the browser, but for the choices of a reader.
const stored = `new Promise((done) => setTimeout(done, 100)).then(async () => [
	...document.cookie ? ["a cookie"] : [],
	...["localStorage", "sessionStorage"].flatMap((name) => {
		try { return Object.keys(window[name]) } catch { return [] } // a browser that refuses keeps nothing
	}).filter((key) => key !== "reading-settings"),
	...(await indexedDB.databases()).map((base) => base.name),
	...await caches.keys(),
	...(location.protocol === "file:" ? [] : await navigator.serviceWorker.getRegistrations()).map((worker) => worker.scope),
])`

// complaints is what was heard of the open page, once it has come to rest, and
// what the page keeps.
func (t *Tab) complaints() ([]Fault, error) {
	kept, err := Ask[[]string](t, stored)
	if err != nil {
		return nil, err
	}
	t.hearing.lock.Lock()
	defer t.hearing.lock.Unlock()
	faults := slices.Clone(t.hearing.heard)
	for _, one := range kept {
		faults = append(faults, Fault{Rule: "something kept", Place: t.hearing.address, Words: "the page keeps " + one + " in the browser"})
	}
	return faults, nil
}
