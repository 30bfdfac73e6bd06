package render

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"plainsight/generator/kit/language"
	"plainsight/generator/kit/memory"
	"plainsight/generator/kit/picture"
	"plainsight/generator/kit/scripts"
	"plainsight/generator/kit/search"
)

// assetsFolder is where the theme's own files lie on the site. They stand
// side by side there, so that a style names another file by its last segment.
const assetsFolder = "assets/"

// assets are the theme's own files, named by the sum of their bytes, so that
// a browser never keeps an old one.
type assets struct {
	artifacts              []Artifact
	styles, scripts, first []string
	// parts are those of the styles that not every page gets, paper are the
	// styles of sheets, and early is what browsers fetch first.
	parts        *sought
	paper, early []string
	// lacking names the extras that are not there.
	lacking []string
	// typeface is what pictures are painted with, nil for the generator's own.
	typeface *picture.Typeface
	// remembered holds what is dear to make.
	remembered *memory.Memory
	// addresses are the addresses of files by their paths in the theme.
	addresses map[string]string
}

// assets bundles the styles and scripts of the theme, with the words that the
// scripts say, and copies its files.
func (l *loader) assets(listed manifest, spoken map[string]*language.Words) (assets, error) {
	made := workshop{loader: l, made: assets{addresses: map[string]string{}, remembered: l.remembered}}
	for _, file := range listed.files {
		made.copy(file)
	}
	styles, apart := []named(nil), listed.apart
	for _, extra := range listed.extras {
		if !made.present(extra) {
			made.made.lacking = append(made.made.lacking, extra.name)
			continue
		}
		made.extra(extra)
		made.paintWith(extra.typeface)
		styles = append(styles, extra.styles...)
		for _, file := range extra.early {
			made.made.early = append(made.made.early, made.made.addresses[file.path])
		}
		apart = append(apart, extra.apart...)
	}
	made.made.styles = made.joined(append(styles, listed.styles...))
	var parts []part
	for _, file := range listed.parts {
		address := made.bundle(file)
		made.made.styles = append(made.made.styles, address)
		if n := len(made.made.artifacts); address != "" {
			parts = append(parts, part{address, made.made.artifacts[n-1].Bytes})
		}
	}
	made.made.parts = soughtBy(parts)
	for _, file := range listed.paper {
		made.made.paper = append(made.made.paper, made.bundle(file))
	}
	for _, file := range listed.scripts {
		made.made.scripts = append(made.made.scripts, made.bundle(file))
	}
	for _, file := range listed.first {
		made.made.first = append(made.made.first, made.bundle(file))
	}
	for _, file := range apart {
		made.bundle(file)
	}
	if len(listed.scripts) > 0 || made.made.addresses[chartsFile] != "" {
		for _, tag := range slices.Sorted(maps.Keys(spoken)) {
			made.say(tag, spoken[tag])
		}
	}
	slices.SortFunc(made.made.artifacts, func(a, b Artifact) int { return cmp.Compare(a.Path, b.Path) })
	return made.made, made.err
}

// A workshop makes assets.
type workshop struct {
	*loader
	made assets
	err  error
}

// extra copies the files of an extra and lays its licence and notices beside
// them, under names that say whose they are.
func (w *workshop) extra(extra extra) {
	for _, file := range extra.files {
		w.copy(file)
	}
	w.keep(extra.licence, extra.licenceName())
	for _, notice := range extra.notices {
		w.keep(notice, extra.noticeName(notice))
	}
}

// keep copies a file under a name that stays.
func (w *workshop) keep(file named, name string) {
	if source, ok := w.read(file); ok {
		w.made.artifacts = append(w.made.artifacts, Artifact{Path: assetsFolder + name, Bytes: source})
	}
}

// present tells whether an extra has been fetched. If one of its files is
// there, all have to be. One that is bundled has no files but its licence.
func (w *workshop) present(extra extra) bool {
	fetched := extra.files
	if len(fetched) == 0 {
		fetched = []named{extra.licence}
	}
	if extra.program {
		// It is another one for each kind of machine, and there is none for some.
		if _, err := fs.Stat(w.theme, search.Program()); err != nil {
			return false
		}
	}
	return slices.ContainsFunc(fetched, func(file named) bool {
		_, err := fs.Stat(w.theme, file.path)
		return err == nil
	})
}

func (w *workshop) copy(file named) {
	if source, ok := w.read(file); ok {
		w.add(file.path, path.Ext(file.path), source)
	}
}

func (w *workshop) read(file named) ([]byte, bool) {
	source, err := fs.ReadFile(w.theme, file.path)
	if err != nil {
		w.report(lackingFile.At(file.place, "there is no file %s in the theme", file.path))
		return nil, false
	}
	return source, true
}

func (w *workshop) bundle(file named) string {
	made, ok := w.bundled(file)
	if !ok {
		return ""
	}
	ending := ".js"
	if path.Ext(file.path) == ".css" {
		ending = ".css"
	}
	return w.add(file.path, ending, made)
}

func (w *workshop) bundled(file named) (made []byte, ok bool) {
	made, problems, err := scripts.Remembered(w.made.remembered, w.theme, file.path, w.beside)
	w.report(problems...)
	if err != nil {
		w.err = err
	}
	return made, err == nil && len(problems) == 0
}

// joined makes one file of the styles that all pages get, which is asked for once
// and smaller to send. It has the name of the last of them.
func (w *workshop) joined(files []named) []string {
	var all []byte
	for _, file := range files {
		made, _ := w.bundled(file)
		all = append(all, made...)
	}
	if len(files) == 0 {
		return nil
	}
	address := w.add(files[len(files)-1].path, ".css", all)
	for _, file := range files {
		w.made.addresses[file.path] = address
	}
	return []string{address}
}

// beside is how a style names another of the theme's files.
func (w *workshop) beside(file string) (string, bool) {
	address, known := w.made.addresses[file]
	return "./" + path.Base(address), known
}

// add names a file by its bytes and gives its address.
func (w *workshop) add(file, ending string, source []byte) string {
	sum := sha256.Sum256(source)
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	written := fmt.Sprintf("%s%s.%s%s", assetsFolder, name, hex.EncodeToString(sum[:4]), ending)
	w.made.addresses[file] = "/" + written
	w.made.artifacts = append(w.made.artifacts, Artifact{Path: written, Bytes: source})
	return "/" + written
}

// address gives the address of a file of the theme to a template.
func (a assets) address(file string) (string, error) {
	address, known := a.addresses[file]
	if !known {
		return "", fmt.Errorf("theme.yaml does not list the file %s", file)
	}
	return address, nil
}

// paintWith takes the weights of a typeface for pictures. One that cannot be
// read is left out: the generator has a typeface of its own.
func (w *workshop) paintWith(weights []named) {
	if len(weights) != 2 || w.err != nil {
		return
	}
	regular, readRegular := w.read(weights[0])
	bold, readBold := w.read(weights[1])
	if !readRegular || !readBold {
		return
	}
	typeface, err := picture.NewTypeface(regular, bold)
	if err != nil {
		w.report(lackingFile.At(weights[0].place, "the typeface in %s cannot be read", weights[0].path).
			Try("Name a TrueType, OpenType or WOFF file, the regular weight first and then the bold."))
		return
	}
	w.made.typeface = typeface
}
