// Package serve shows the site to those who write it, as they write it: each
// save is seen in the browser a moment later.
//
// It takes the folder of a site and gives pages on this computer alone. Pages
// are made when they are asked for and nothing is written. Drafts and what is
// under embargo are shown, with a banner that cannot be missed. Problems are
// laid over the page in the words of the terminal; while there are errors the
// last sound pages stay, and when they are mended the page comes back by
// itself at the place where it was. What takes long to check is checked
// afterwards, and laid over the page when it is known.
//
// The package does not know what a page is made of. What it adds to a page
// (banner, script, style) is its own and never part of a built site.
package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/watch"
	"plainsight/generator/task/build"
)

// Options say what to show and where.
type Options struct {
	// Build says what the site is made of; its Output and Now are not used.
	Build build.Options
	// Folder is where the files lie on the machine.
	Folder string
	// Port is that of this computer on which the site is shown; 0 takes one
	// that is free.
	Port int
	// Clock tells the moment.
	Clock func() time.Time
	// Out is told what happens, for people; Colour allows it colours.
	Out    io.Writer
	Colour bool
}

// watched are the folders that a site is made from.
var watched = []string{"content", "data", "themes"}

// Serve shows the site until the context ends. The error is the machine's.
func Serve(ctx context.Context, o Options) error {
	// Nobody but this computer can reach a loopback address.
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", o.Port))
	if err != nil {
		return fmt.Errorf("port %d cannot be used; another program may have it, so choose one with --port: %w", o.Port, err)
	}
	defer listener.Close()
	watcher, err := watch.Folders(o.Folder, watched...)
	if err != nil {
		return err
	}
	defer watcher.Close()

	s := newShop(o)
	s.renew(nil)
	server := &http.Server{
		Handler:           guarded(s, listener.Addr().(*net.TCPAddr).Port),
		ReadHeaderTimeout: 5 * time.Second,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          silent,

		DisableGeneralOptionsHandler: true, // we answer every request ourselves
	}
	go s.checkLater(ctx)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	fmt.Fprintf(o.Out, "The site is shown at http://localhost:%d/\nTo end, press Ctrl and C.\n", listener.Addr().(*net.TCPAddr).Port)

	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for changed, err := range watcher.Batches(ctx) {
			if err != nil {
				fmt.Fprintln(o.Out, "plainsight:", err)
				changed = nil // it may be any
			}
			s.renew(changed)
		}
	}()
	select {
	case err = <-failed:
	case <-ctx.Done():
		err = server.Close()
	}
	s.close()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// A shop is what is shown now, and who is looking.
type shop struct {
	options Options
	// kept is for the one who renews.
	kept *build.Kept

	lock sync.Mutex
	// now is the newest preview, sound the newest without errors; sound is
	// nil until there was one.
	now, sound *build.Preview
	failed     error
	made       map[string]page
	later      later
	// news is closed when there is something new.
	news   chan struct{}
	closed bool
}

// A page is one made file.
type page struct {
	bytes []byte
	err   error
}

func newShop(o Options) *shop {
	return &shop{options: o, kept: build.Keep(), made: map[string]page{}, news: make(chan struct{}), later: newLater()}
}

// renew looks at the site again after files changed; where it is not known
// which, at all of it.
func (s *shop) renew(changed []string) {
	o := s.options.Build
	start := s.options.Clock()
	o.Now = start
	s.kept.Changed(changed)
	preview, err := build.Look(o, s.kept)

	s.lock.Lock()
	defer s.lock.Unlock()
	s.failed = err
	if err == nil {
		s.now = preview
		if preview.Whole {
			s.sound, s.made = preview, map[string]page{}
		}
	}
	s.tell(changed, s.options.Clock().Sub(start))
	s.announce()
	s.later.ask()
}

// announce tells all who look that there is something new.
func (s *shop) announce() {
	if !s.closed {
		close(s.news)
		s.news = make(chan struct{})
	}
}

// tell writes what happened to the terminal.
func (s *shop) tell(changed []string, took time.Duration) {
	out := s.options.Out
	switch {
	case s.failed != nil:
		fmt.Fprintln(out, "plainsight:", s.failed)
		return
	case len(changed) == 1:
		fmt.Fprintf(out, "%s: seen after %s.\n", changed[0], took.Round(time.Millisecond))
	case len(changed) > 1:
		fmt.Fprintf(out, "%s and %d more: seen after %s.\n", changed[0], len(changed)-1, took.Round(time.Millisecond))
	}
	diag.Text(out, s.now.Problems, s.options.Colour)
}

// close lets everybody who waits go.
func (s *shop) close() {
	s.lock.Lock()
	defer s.lock.Unlock()
	if !s.closed {
		s.closed = true
		close(s.news)
	}
}

// file makes a file of what is shown, once. found is false where there is
// none of that name.
func (s *shop) file(name string) (made page, found bool) {
	s.lock.Lock()
	shown := s.sound
	made, found = s.made[name]
	s.lock.Unlock()
	if shown == nil || found {
		return made, found
	}
	made.bytes, found, made.err = shown.File(name)
	if !found {
		return made, false
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.sound == shown { // what was made of an older preview is not kept
		s.made[name] = made
	}
	return made, true
}

// state is what stands over a page now, and the channel that is closed when
// it changes.
func (s *shop) state(name string) (problems string, news <-chan struct{}, open bool) {
	s.lock.Lock()
	defer s.lock.Unlock()
	var words strings.Builder
	switch {
	case s.failed != nil:
		fmt.Fprintln(&words, s.failed)
	case s.now != nil:
		all := slices.Concat(s.now.Problems, s.later.public, s.later.found[name])
		diag.Text(&words, diag.Sort(all), false)
	}
	return words.String(), s.news, !s.closed
}

// banner is what stands over a page, "" for nothing: that it is held back, and
// that this is a preview where it differs from what the public sees.
func (s *shop) banner(name string) string {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.sound == nil {
		return ""
	}
	release, held := s.sound.Held(name)
	if !held {
		return stripOf(s.sound.HeldBack)
	}
	return bannerOf(release)
}
