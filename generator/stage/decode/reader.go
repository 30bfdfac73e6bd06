package decode

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/collect"
)

// A Reader reads the files of a site. The zero Reader remembers nothing; one
// from NewReader remembers what each file said, so that of a site that is read
// again only what changed is decoded. What it gives is the same in both cases,
// and nobody may write into it.
type Reader struct {
	// data is what all files of data say together, trees what they are as YAML, and
	// texts and translations what each of these says.
	data                *memory.Shelf[part]
	trees               *memory.Shelf[tree]
	texts, translations *collect.Row[*part]
	names               *sorting
	lost                *lost
	// Memory has what files said in earlier processes; nil has nothing.
	Memory *memory.Memory
}

// A part is what some of the files say.
type part struct {
	docs     Documents
	problems []diag.Problem
}

// NewReader gives a Reader that remembers.
func NewReader() Reader {
	return Reader{
		data: &memory.Shelf[part]{}, trees: &memory.Shelf[tree]{},
		texts: &collect.Row[*part]{}, translations: &collect.Row[*part]{}, names: &sorting{}, lost: &lost{},
	}
}

// Files reads all files once, and remembers nothing.
func Files(from collect.Source) (Documents, []diag.Problem, error) { return Reader{}.Files(from) }

// Files reads all files. The error is the machine's: a file that could be
// read a moment ago cannot be read any more.
func (r Reader) Files(from collect.Source) (Documents, []diag.Problem, error) {
	r.data.Round()
	r.trees.Round()
	if r.lost == nil {
		r.lost = &lost{}
	}
	r.lost.clear()
	names := r.names.of(from.Files)
	problems := slices.Clone(names.problems)
	data, sum, err := r.dataOf(from, names)
	problems = append(problems, data.problems...)
	if err != nil {
		return data.docs, problems, err
	}
	docs := data.docs
	docs.lost, docs.Data = r.lost, sum
	docs.Broken = slices.Clone(docs.Broken) // it grows
	by := ruled{memory.SumOf(names.picked(names.rules)), &Documents{
		Settings: docs.Settings, Authorities: docs.Authorities, Frameworks: docs.Frameworks, Scales: docs.Scales, Redirects: docs.Redirects,
	}}
	contents, err := r.each(from, names.picked(names.texts), by, r.texts, contentOf)
	docs.Inspections = slices.Grow(docs.Inspections, len(contents))
	for _, one := range contents {
		docs.Inspections = append(docs.Inspections, one.docs.Inspections...)
		docs.Documents = append(docs.Documents, one.docs.Documents...)
		docs.Topics = append(docs.Topics, one.docs.Topics...)
		docs.Updates = append(docs.Updates, one.docs.Updates...)
		docs.Pages = append(docs.Pages, one.docs.Pages...)
		docs.Broken = append(docs.Broken, one.docs.Broken...)
		problems = append(problems, one.problems...)
	}
	if err != nil {
		return docs, problems, err
	}
	translations, err := r.each(from, names.picked(names.translations), by, r.translations, translationOf)
	for _, one := range translations {
		docs.Translations = append(docs.Translations, one.docs.Translations...)
		docs.Broken = append(docs.Broken, one.docs.Broken...)
		problems = append(problems, one.problems...)
	}
	return docs, problems, err
}

// A how reads one file into documents.
type how func(file source, docs *Documents) []diag.Problem

func isData(name string) bool {
	return !isTranslation(name) && slices.ContainsFunc(dataKinds, func(k kind) bool { return k.matches(name) })
}

// contentOf says how a text is read, nil for what is none.
func contentOf(name string) how {
	at := slices.IndexFunc(contentKinds, func(k kind) bool { return k.matches(name) })
	if at < 0 || isTranslation(name) {
		return nil
	}
	return contentKinds[at].read
}

func translationOf(name string) how {
	if !isTranslation(name) {
		return nil
	}
	return translation
}

// dataOf reads the files of data, one after another, since what a later one
// means depends on those before it.
func (r Reader) dataOf(from collect.Source, names *sorting) (part, memory.Sum, error) {
	files, sum := names.summed()
	read, err := r.data.Once(sum, func() (part, error) {
		return memory.Made(r.Memory, sum, func() (part, error) { return r.together(from, files) })
	})
	return read, sum, err
}

func (r Reader) together(from collect.Source, files []collect.File) (read part, err error) {
	for _, kind := range dataKinds {
		for _, file := range files {
			if !kind.matches(file.Path) {
				continue
			}
			opened, err := r.open(from, file)
			if err != nil {
				return read, err
			}
			read.problems = append(read.problems, kind.read(opened, &read.docs)...)
		}
	}
	return read, nil
}

func (r Reader) open(from collect.Source, file collect.File) (source, error) {
	bytes, err := from.Read(file)
	return r.opened(file, bytes), err
}

func (r Reader) opened(file collect.File, bytes []byte) source {
	return source{file.Path, bytes, memory.SumOf(file), r.trees}
}

// isRule tells whether texts are read by a file of data.
func isRule(name string) bool {
	return name == settingsFile || name == redirectsFile || name == "data/authorities.yaml" || name == "data/scales.yaml" || in("data/frameworks", ".yaml")(name)
}

// A ruled is the data by which texts are read, with the sum of its files.
type ruled struct {
	sum  memory.Sum
	docs *Documents
}

// each reads the files of a kind side by side, each into Documents of its own,
// and gives these in the order of the files.
func (r Reader) each(from collect.Source, files []collect.File, by ruled, known *collect.Row[*part], find func(name string) how) (parts []*part, err error) {
	from.Files = nil // no text needs more than its own
	parts, left := known.Known(by.sum, files)
	anew := reading{reader: r, from: from, find: find, by: by}
	scripts := make([]script, len(left))
	for i, at := range left {
		anew.files, scripts[i] = append(anew.files, files[at]), script{&anew, i}
	}
	errs := make([]error, len(scripts))
	var words memory.Words
	var wait sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				parts[left[i]], errs[i] = scripts[i].part(&words)
			}
		})
	}
	for i := range scripts {
		next <- i
	}
	close(next)
	wait.Wait()
	if failed := cmp.Or(errs...); failed != nil {
		return nil, failed
	}
	known.Keep(by.sum, files, parts)
	return parts, nil
}
