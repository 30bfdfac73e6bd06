package build

import (
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"time"

	"plainsight/generator/kit/search"
	"plainsight/generator/stage/plan"
	"plainsight/generator/stage/render"
)

// Searched is what the index of the search took; it is empty where there is
// none.
type Searched struct {
	Records, Files, Bytes int
	Took                  time.Duration
}

// indexed passes artifacts on, and after them the files of the search. The
// program that makes the index is not called for what it made before.
func indexed(o Options, s *site, artifacts iter.Seq2[render.Artifact, error]) iter.Seq2[render.Artifact, error] {
	return func(yield func(render.Artifact, error) bool) {
		for artifact, err := range artifacts {
			if !yield(artifact, err) {
				return
			}
		}
		start := o.clock()
		files, records, err := searchFiles(o, s.theme, s.pages)
		s.result.Search = Searched{Records: records, Files: len(files), Took: o.clock().Sub(start)}
		if err != nil {
			yield(render.Artifact{}, err)
			return
		}
		for _, file := range files {
			s.result.Search.Bytes += len(file.Bytes)
			if !yield(file, nil) {
				return
			}
		}
	}
}

// searchFiles are the files of the search, none where it is left out.
func searchFiles(o Options, theme *render.Theme, pages []plan.Page) (files []render.Artifact, count int, err error) {
	records, words := theme.Records(pages)
	if len(records) == 0 || o.Folder == "" {
		return nil, 0, nil
	}
	program := filepath.Join(o.Folder, filepath.FromSlash(theme.Where(search.Program())))
	made, err := search.Index(program, records, o.Memory)
	if err != nil {
		return nil, 0, err
	}
	for _, file := range made {
		files = append(files, render.Artifact{Path: render.SearchFolder + file.Path, Bytes: file.Bytes})
	}
	return append(files, words), len(records), nil
}

// clock is the time, where somebody reads a clock.
func (o Options) clock() time.Time {
	if o.Clock == nil {
		return time.Time{}
	}
	return o.Clock()
}

// searched says what the search took.
func (r Result) searched(w io.Writer) {
	if r.Search.Records == 0 {
		return
	}
	fmt.Fprintf(w, "Search: %s in %s of %d kB", Count(r.Search.Records, "piece", "pieces"),
		Count(r.Search.Files, "file", "files"), (r.Search.Bytes+500)/1000)
	if r.Search.Took > 0 {
		fmt.Fprintf(w, ", made in %s", r.Search.Took.Round(time.Millisecond))
	}
	fmt.Fprintln(w, ".")
}
