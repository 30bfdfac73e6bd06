// Package browser opens a built site in headless Chromium, as readers would:
// on a small screen and a large one, in light and dark, in print, with the
// keyboard, without scripts.
//
// It takes a folder of finished files and knows nothing of the generator that
// made them; its module is its own, so that the generator's go.mod stays free
// of it. It gives pictures (the command in pictures/) and faults (the tests).
package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"github.com/chromedp/chromedp"
)

// Forgetful keeps no page that was left for a reader who comes back to it, as
// browsers do. Where nobody comes back, a page is opened in three quarters of the time.
var Forgetful = chromedp.Flag("disable-features", "Translate,BlinkGenPropertyTrees,BackForwardCache,RenderDocument")

// Start runs Chromium with a fresh profile. The context is for NewTab; stop
// ends the browser and removes the profile.
func Start(parent context.Context, further ...chromedp.ExecAllocatorOption) (started context.Context, stop func(), err error) {
	program, err := find()
	if err != nil {
		return nil, nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.Flag("headless", "new"),
		chromedp.Flag("disable-gpu", true),
		// The rest keeps the browser from calling anyone.
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("no-first-run", true),
	)
	options = append(options, further...)
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium has no sandbox for root
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(parent, options...)
	started, stopBrowser := chromedp.NewContext(allocator)
	stop = func() { stopBrowser(); stopAllocator() }
	if err := chromedp.Do(started); err != nil {
		stop()
		return nil, nil, fmt.Errorf("cannot start %s: %w", program, err)
	}
	return started, stop, nil
}

// find is the program that CHROMIUM names, or the first of the usual names.
func find() (string, error) {
	for _, name := range []string{os.Getenv("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no Chromium found: install it, or name it in CHROMIUM")
}
