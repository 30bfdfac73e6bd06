package link

import (
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
)

// translated takes the translations, checks what they are of, and leaves those
// out that the audience may not see.
func (l *linker) translated(docs decode.Documents) {
	if len(docs.Translations) == 0 {
		return
	}
	originals, entries := originals(docs), entriesOf(docs)
	l.register.translations = map[string]map[string]decode.Translation{}
	for _, one := range docs.Translations {
		page, found := originals[one.Of]
		if !found && !slices.Contains(l.register.Broken, one.Of) {
			l.report(translationAlone.At(diag.Place{File: one.From.File}, "there is no file %s that this could translate", one.Of).
				Try("Name the file like the one that it translates, with “.%s” before the ending.", one.Lang))
			continue
		}
		in := address.Page(rootOf(l.register.Languages(), one.Lang) + string(page))
		if l.audience == Public && l.held.Has(page) || l.heldBack(in, one.Release) {
			continue
		}
		l.entries(one, entries[one.Of])
		l.bind(one.From.File, &one.Text, l.register.Settings.Home)
		if l.register.translations[one.Lang] == nil {
			l.register.translations[one.Lang] = map[string]decode.Translation{}
		}
		l.register.translations[one.Lang][one.Of] = one
	}
}

// originals are the files that can be translated, with the pages whose text
// can be. Those that are held back are among them.
func originals(docs decode.Documents) map[string]address.Page {
	files := map[string]address.Page{docs.Settings.From.File: ""}
	for file := range entriesOf(docs) {
		files[file] = ""
	}
	for _, one := range docs.Inspections {
		files[one.From.File] = ""
	}
	for _, one := range docs.Documents {
		files[one.From.File] = ""
	}
	for _, one := range docs.Topics {
		files[one.From.File] = address.Of("topics", one.ID)
	}
	for _, one := range docs.Updates {
		files[one.From.File] = address.Of("updates", one.ID)
	}
	for _, one := range docs.Pages {
		files[one.From.File] = address.Of(one.ID)
	}
	for _, one := range docs.Threads {
		files[one.From.File] = ""
	}
	for _, one := range docs.Metrics {
		files[one.From.File] = ""
	}
	return files
}

// entriesOf are the names of the entries of the files that are lists.
func entriesOf(docs decode.Documents) map[string][]string {
	entries := map[string][]string{}
	add := func(file, name string) { entries[file] = append(entries[file], name) }
	for _, one := range docs.Glossary {
		add("data/glossary.yaml", one.ID)
	}
	for _, one := range docs.Lanes {
		add("data/lanes.yaml", one.ID)
	}
	for _, one := range docs.Authorities {
		add("data/authorities.yaml", one.ID)
	}
	for _, scale := range docs.Scales {
		for _, grade := range scale.Grades {
			add("data/scales.yaml", scale.ID+"/"+grade.Word)
		}
	}
	for _, one := range docs.Threads {
		for _, step := range one.Steps {
			add(one.From.File, "steps/"+step.At.String())
		}
	}
	return entries
}

// entries checks that a translation names entries that are there.
func (l *linker) entries(one decode.Translation, names []string) {
	for _, key := range one.From.Keys() {
		name, isEntry := strings.CutSuffix(key, "/")
		if !isEntry || slices.Contains(names, name) {
			continue
		}
		problem := unknownName.At(one.From.At(key), "there is no entry “%s” in %s", name, one.Of)
		if near := diag.Near(name, names); near != "" {
			l.report(problem.Try("Did you mean “%s”?", near))
			continue
		}
		l.report(problem.Try("Write the word of the entry as it stands in %s.", one.Of))
	}
}
