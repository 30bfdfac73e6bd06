package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// Patience is how long one thing may take that a tab is asked to do.
const Patience = 60 * time.Second

// A Tab is one tab of the browser. It does one thing at a time.
type Tab struct {
	ctx     context.Context
	hearing *hearing
	// address and mode are those of the open page; loaded is the mode in which
	// it was opened.
	address      string
	mode, loaded Mode
	rules        []string // those of axe-core that were tried
	// remembers is the script that keeps a reader's choices.
	remembers page.ScriptIdentifier
}

// NewTab opens an empty tab in the browser that Start gave. It shares nothing
// that pages keep with other tabs, as if it were in a browser of its own.
func NewTab(started context.Context) (*Tab, error) {
	ctx, _ := chromedp.NewContext(started, chromedp.WithNewBrowserContext()) // it ends with the browser
	tab := &Tab{ctx: ctx, hearing: &hearing{}}
	if err := chromedp.Listen(ctx, tab.hearing.listen); err != nil {
		return nil, err
	}
	return tab, chromedp.Do(ctx,
		// Nobody here follows the tree and the styles of a page as they change.
		send(css.Disable, cdp.Empty{}),
		send(dom.Disable, cdp.Empty{}),
		// As on a phone, so that 320 is 320.
		send(emulation.SetScrollbarsHidden, emulation.SetScrollbarsHiddenParams{Hidden: true}),
		// As if the tab were in front, or nothing in it could have the focus.
		send(emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}),
	)
}

type action = chromedp.Action[chromedp.Void]

// send is an action that sends a command and wants no answer.
func send[P, R any](command cdp.Command[P, R], params P) action {
	return func(ctx context.Context, target *chromedp.Target) (nothing chromedp.Void, err error) {
		_, err = cdp.Call(ctx, target, command, params)
		return nothing, err
	}
}

// do acts until Patience is at an end.
func (t *Tab) do(actions ...action) error {
	ctx, cancel := context.WithTimeout(t.ctx, Patience)
	defer cancel()
	return chromedp.Do(ctx, actions...)
}

// Open loads an address in a mode and waits until the page is drawn.
func (t *Tab) Open(address string, mode Mode) error {
	t.address, t.loaded = address, mode
	if err := t.appear(mode); err != nil {
		return err
	}
	if err := t.do(
		send(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
			Width: mode.Width, Height: mode.height(), DeviceScaleFactor: mode.dots(),
		}),
		send(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: mode.NoScript}),
	); err != nil {
		return err
	}
	if err := t.remember(address, mode); err != nil {
		return err
	}
	t.hearing.begin(address)
	if err := t.do(chromedp.Navigate(address)); err != nil || !mode.Large {
		return err
	}
	_, err := Ask[string](t, `document.documentElement.style.fontSize = "250%"`)
	return err
}

// appear sets what of a mode may change while a page is open, as it does on a
// device when evening comes.
func (t *Tab) appear(mode Mode) error {
	t.mode = mode
	return t.do(
		send(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Media: mode.media(), Features: mode.features(),
		}),
		send(emulation.SetEmulatedVisionDeficiency, emulation.SetEmulatedVisionDeficiencyParams{Type: mode.sight()}),
	)
}

// remember has the browser keep what a reader has chosen, as the site does
// before any script of a page runs, and forget what was chosen before.
func (t *Tab) remember(address string, mode Mode) error {
	site, err := url.Parse(address)
	if err != nil {
		return err
	}
	forget := send(storage.ClearDataForOrigin, storage.ClearDataForOriginParams{
		Origin: site.Scheme + "://" + site.Host, StorageTypes: "local_storage",
	})
	if err := t.do(forget); err != nil {
		return err
	}
	if t.remembers != "" {
		if err := t.do(send(page.RemoveScriptToEvaluateOnNewDocument, page.RemoveScriptToEvaluateOnNewDocumentParams{Identifier: t.remembers})); err != nil {
			return err
		}
		t.remembers = ""
	}
	if mode.Chosen == "" {
		return nil
	}
	choices, err := mode.choices()
	if err != nil {
		return err
	}
	kept, err := json.Marshal(choices)
	if err != nil {
		return err
	}
	t.remembers, err = t.beforeScripts(fmt.Sprintf(`localStorage.setItem("reading-settings", %q)`, kept))
	return err
}

// beforeScripts has a script run on each new page before those of the page.
func (t *Tab) beforeScripts(script string) (page.ScriptIdentifier, error) {
	ctx, cancel := context.WithTimeout(t.ctx, Patience)
	defer cancel()
	made, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
		Source: "try {" + script + "} catch {}",
	})
	return made.Identifier, err
}

// Look runs a check on an address in a mode. It opens the page, unless it is
// open already, nothing has changed it, and it is as it would be if it were
// opened in the mode.
func (t *Tab) Look(check Check, address string, mode Mode) ([]Fault, error) {
	var err error
	switch {
	case t.address != address, t.loaded.base() != mode.base(), check.Loads && t.loaded != mode:
		err = t.Open(address, mode)
	case t.mode != mode:
		err = t.appear(mode)
	}
	if err != nil {
		return nil, err
	}
	faults, err := check.Run(t)
	if check.Disturbs || err != nil {
		t.address = ""
	}
	return faults, err
}

// Ask evaluates a script in the page, awaits what it promises and gives its
// value. The content security policy of the page does not bind it.
func Ask[T any](t *Tab, script string) (T, error) {
	ctx, cancel := context.WithTimeout(t.ctx, Patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// Pictures draws the page from top to end as PNGs, each of at most so many
// pixels in height.
func (t *Tab) Pictures(tallest float64) ([][]byte, error) {
	size, err := Ask[struct{ Width, Height float64 }](t, `({
		Width: document.documentElement.clientWidth,
		Height: document.documentElement.scrollHeight,
	})`)
	if err != nil {
		return nil, err
	}
	var pictures [][]byte
	for top := 0.0; top < size.Height; top += tallest {
		picture, err := t.picture(&page.Viewport{
			Y: top, Width: size.Width, Height: min(tallest, size.Height-top), Scale: 1,
		})
		if err != nil {
			return nil, err
		}
		pictures = append(pictures, picture)
	}
	return pictures, nil
}

// PicturesOf draws each element that a selector names, with a little room
// round it.
func (t *Tab) PicturesOf(selector string) ([][]byte, error) {
	const room = 8
	boxes, err := Ask[[]struct{ X, Y, Width, Height float64 }](t, `[...document.querySelectorAll(`+"`"+selector+"`"+`)]
		.map((element) => element.getBoundingClientRect())
		.map((box) => ({ X: box.x + scrollX, Y: box.y + scrollY, Width: box.width, Height: box.height }))
		.filter((box) => box.Width && box.Height)`)
	if err != nil {
		return nil, err
	}
	var pictures [][]byte
	for _, box := range boxes {
		picture, err := t.picture(&page.Viewport{
			X: max(box.X-room, 0), Y: max(box.Y-room, 0), Width: box.Width + 2*room, Height: box.Height + 2*room, Scale: 1,
		})
		if err != nil {
			return nil, err
		}
		pictures = append(pictures, picture)
	}
	return pictures, nil
}

func (t *Tab) picture(clip *page.Viewport) ([]byte, error) {
	ctx, cancel := context.WithTimeout(t.ctx, Patience)
	defer cancel()
	beyond := true
	shot, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Clip: clip, CaptureBeyondViewport: &beyond,
	})
	return shot.Data, err
}

// PDF prints the page on the paper that its style asks for, A4 otherwise.
func (t *Tab) PDF() ([]byte, error) {
	ctx, cancel := context.WithTimeout(t.ctx, Patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.PrintToPDF(
		chromedp.PDFPaper(chromedp.PaperA4),
		func(p *page.PrintToPDFParams) {
			preferCSS := true
			p.PreferCSSPageSize = &preferCSS
		},
	))
}
