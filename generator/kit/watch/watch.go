// Package watch tells when files of a folder have changed, in settled batches.
//
// It takes a folder and the names of folders in it that matter, and gives
// batches of paths. Editors save in bursts: they write a new file, rename it
// over the old one, touch it again. A batch is given when nothing has happened
// for a moment, so that a save is one batch and no file is seen half-written;
// where it never gets quiet, a batch is given all the same after a while.
// Folders that are made, moved in or taken away are followed.
//
// The package does not read files, and does not know what they mean: a path in
// a batch may have been written, renamed or removed. What is hidden, and what
// npm has fetched, is not watched.
package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Settle is how long it has to be quiet before a batch is given, and Longest
// how long a batch is held back at most.
const (
	Settle  = 10 * time.Millisecond
	Longest = 250 * time.Millisecond
)

// A Watcher follows folders until it is closed.
type Watcher struct {
	notify *fsnotify.Watcher
	root   string
	names  []string
	// shut are the files that their owner may not read. What else changes about a file
	// but its words is passed over: some programs touch all files again and again.
	shut map[string]bool
}

// Folders begins to watch the named folders in root and all that is below
// them. A folder that is not there yet is followed as soon as it is. The error
// is the machine's: the folder cannot be read, or the system watches no more.
func Folders(root string, names ...string) (*Watcher, error) {
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("changes of files cannot be watched: %w", err)
	}
	w := &Watcher{notify: notify, root: filepath.Clean(root), names: names, shut: map[string]bool{}}
	if err := notify.Add(w.root); err != nil {
		return nil, errors.Join(fmt.Errorf("the folder %s cannot be watched: %w", root, err), notify.Close())
	}
	for _, name := range names {
		if err := w.follow(filepath.Join(w.root, name)); err != nil {
			return nil, errors.Join(err, notify.Close())
		}
	}
	return w, nil
}

// Close ends the watching, and the batches with it.
func (w *Watcher) Close() error { return w.notify.Close() }

// follow watches a folder and those below it. One that is gone again before
// it could be looked at is no error.
func (w *Watcher) follow(folder string) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return fmt.Errorf("the folder %s cannot be watched: %w", path, err)
		case !entry.IsDir():
			w.turned(path)
			return nil
		case passedOver(path):
			return fs.SkipDir
		}
		if err := w.notify.Add(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("the folder %s cannot be watched: %w", path, err)
		}
		return nil
	})
}

func passedOver(path string) bool {
	base := filepath.Base(path)
	return strings.HasPrefix(base, ".") || base == "node_modules"
}

// Batches gives the paths that changed since the batch before, from the root
// with slashes, in order; until the context or the watching ends. An empty
// batch says that changes were too many to be told apart: anything may be
// different. The error is one of the watching; the next batch may be sound.
func (w *Watcher) Batches(ctx context.Context) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for {
			event, err, open := w.first(ctx)
			if !open {
				return
			}
			changed := map[string]bool{}
			if err == nil {
				err = w.note(event, changed)
			}
			if err == nil && len(changed) == 0 {
				continue
			}
			err = errors.Join(err, w.settle(ctx, changed))
			if errors.Is(err, fsnotify.ErrEventOverflow) {
				changed, err = nil, w.again()
			}
			if !yield(slices.Sorted(maps.Keys(changed)), err) {
				return
			}
		}
	}
}

// first waits for something to happen. open is false where nothing can any
// more.
func (w *Watcher) first(ctx context.Context) (event fsnotify.Event, err error, open bool) {
	select {
	case <-ctx.Done():
		return event, nil, false
	case event, open = <-w.notify.Events:
		return event, nil, open
	case err, open = <-w.notify.Errors:
		return event, err, open
	}
}

// settle gathers what happens until it is quiet.
func (w *Watcher) settle(ctx context.Context, changed map[string]bool) (all error) {
	quiet, longest := time.NewTimer(Settle), time.NewTimer(Longest)
	defer quiet.Stop()
	defer longest.Stop()
	for {
		select {
		case <-ctx.Done():
			return all
		case <-quiet.C:
			return all
		case <-longest.C:
			return all
		case event, open := <-w.notify.Events:
			if !open {
				return all
			}
			all = errors.Join(all, w.note(event, changed))
			quiet.Reset(Settle)
		case err, open := <-w.notify.Errors:
			if !open {
				return all
			}
			all = errors.Join(all, err)
		}
	}
}

// note keeps the path of an event where it matters, and follows a new folder.
// What is in a new folder already is noted too: it came before the watching.
func (w *Watcher) note(event fsnotify.Event, changed map[string]bool) error {
	path, matters := w.within(event.Name)
	turned := matters && w.turned(event.Name)
	if !matters || event.Op == fsnotify.Chmod && !turned {
		return nil
	}
	changed[path] = true
	if !event.Has(fsnotify.Create) {
		return nil
	}
	if info, err := os.Lstat(event.Name); err != nil || !info.IsDir() {
		return nil
	}
	return errors.Join(w.follow(event.Name), w.noteFiles(event.Name, changed))
}

// turned tells whether a file can be read now and could not before, or the other way
// round.
func (w *Watcher) turned(name string) bool {
	info, err := os.Stat(name)
	if err != nil || info.IsDir() || w.shut[name] == (info.Mode()&0o400 == 0) {
		return false
	}
	if w.shut[name] {
		delete(w.shut, name)
	} else {
		w.shut[name] = true
	}
	return true
}

func (w *Watcher) noteFiles(folder string, changed map[string]bool) error {
	return filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		switch path, matters := w.within(name); {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case !matters && entry.IsDir():
			return fs.SkipDir
		case matters && !entry.IsDir():
			changed[path] = true
		}
		return nil
	})
}

// within gives a path from the root where it lies in a folder that matters.
func (w *Watcher) within(name string) (path string, matters bool) {
	way, err := filepath.Rel(w.root, name)
	if err != nil {
		return "", false
	}
	segments := strings.Split(filepath.ToSlash(way), "/")
	if !slices.Contains(w.names, segments[0]) || slices.ContainsFunc(segments, passedOver) {
		return "", false
	}
	return strings.Join(segments, "/"), true
}

// again watches all folders anew after events were lost.
func (w *Watcher) again() (all error) {
	for _, name := range w.names {
		all = errors.Join(all, w.follow(filepath.Join(w.root, name)))
	}
	return all
}
