package audit

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/plan"
	"plainsight/generator/stage/render"
)

// linked is a site with a page that leads to a place on another.
func linked(t *testing.T, place string) (files []render.Artifact) {
	t.Helper()
	site := "-- led/index.html --\n<p id=\"" + place + "\">Here.</p>\n" +
		"-- leading/index.html --\n<p><a href=\"../led/#here\">The place on the other page</a></p>\n"
	files = siteOf(t, txtar.Parse([]byte(site)), "", "")
	for i, one := range files {
		files[i].From = memory.SumOf(one.Path, one.Bytes)
	}
	return files
}

// watched gives what is wrong, and what is to be kept of each file.
func watched(files []render.Artifact) (wrong string, kept map[memory.Sum][]byte) {
	return watchedAs(files, false)
}

// watchedAs does so where the ways that lead from a page are told apart from its
// other notes, or not.
func watchedAs(files []render.Artifact, apart bool) (wrong string, kept map[memory.Sum][]byte) {
	kept = map[memory.Sum][]byte{}
	var pages []plan.Page
	for _, file := range files {
		pages = append(pages, plan.Page{Address: address.Page("/" + strings.TrimSuffix(file.Path, "index.html"))})
	}
	a, one := Begin(pages, "https://plainton.example/", nil), sync.Mutex{}
	a.Again = func(page plan.Page) (render.Artifact, error) {
		return files[slices.IndexFunc(files, func(file render.Artifact) bool { return file.Path == page.Address.File() })].Before.Remake()
	}
	a.Keep = func(artifact render.Artifact, notes []byte) {
		one.Lock()
		defer one.Unlock()
		kept[artifact.From] = notes
	}
	for range a.Watch(func(yield func(render.Artifact, error) bool) {
		for _, file := range files {
			if apart && file.Before != nil {
				before := *file.Before
				var ways []byte
				before.Notes, ways = Apart(before.Notes)
				file.Before = &before
				a.Lead(ways)
			}
			if !yield(file, nil) {
				return
			}
		}
	}) {
	}
	_, problems := a.End()
	return told(problems), kept
}

// TestWhatWasNotedIsAsGoodAsReading: pages that were read before and are still
// the same are held against the others as if they were read again.
func TestWhatWasNotedIsAsGoodAsReading(t *testing.T) {
	before, after := linked(t, "here"), linked(t, "there")
	wrong, kept := watched(before)
	if wrong != "" || len(kept) != len(before) {
		t.Fatalf("kept %d of %d; wrong: %s", len(kept), len(before), wrong)
	}
	known := func(files []render.Artifact) (known []render.Artifact) {
		for _, one := range files {
			if notes, is := kept[one.From]; is {
				one.Before, one.Bytes = render.Made(one, notes), nil
			}
			known = append(known, one)
		}
		return known
	}
	if wrong, _ := watched(known(before)); wrong != "" {
		t.Errorf("where all is the same: %s", wrong)
	}
	want, _ := watched(after)
	for _, apart := range []bool{false, true} {
		if got, _ := watchedAs(known(after), apart); !strings.Contains(want, "lost-place") || got != want {
			t.Errorf("where a place is gone:\n%s\nand where all is read:\n%s", got, want)
		}
	}
	without := slices.DeleteFunc(slices.Clone(before), func(one render.Artifact) bool { return one.Path == "led/index.html" })
	want, _ = watched(without)
	if got, _ := watched(known(without)); !strings.Contains(want, "lost-page") || got != want {
		t.Errorf("where a page is gone:\n%s\nand where all is read:\n%s", got, want)
	}
	for from := range kept {
		kept[from] = []byte("damaged")
	}
	if wrong, again := watched(known(before)); wrong != "" || len(again) == 0 {
		t.Errorf("where the notes are damaged: %s", wrong)
	}
}

func FuzzNotes(f *testing.F) {
	f.Add([]byte{})
	f.Add(notes{places: []uint64{1}, ways: []way{{2, 0}, {2, 3}}}.bytes())
	f.Fuzz(func(t *testing.T, text []byte) {
		noted, err := notesOf(text)
		if err != nil {
			return
		}
		again, err := notesOf(noted.bytes())
		if err != nil || !slices.Equal(again.places, noted.places) || !slices.Equal(again.ways, noted.ways) {
			t.Errorf("%v and again %v, %v", noted, again, err)
		}
	})
}
