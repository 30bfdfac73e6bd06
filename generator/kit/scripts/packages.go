package scripts

import (
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// packagesFolder is where npm puts what it has fetched.
const packagesFolder = "node_modules"

// bare tells whether an import names a package and not a file.
func bare(name string) bool {
	return name != "" && name[0] != '.' && name[0] != '/'
}

// A description is what is needed of a package's own package.json.
type description struct {
	Module, Main string
	SideEffects  json.RawMessage
}

// inPackage finds the file that an import by the name of a package means,
// "echarts/core", in the folder of packages that is nearest to the importer.
func (t theme) inPackage(importer, name string) (string, bool) {
	for folder := path.Dir(importer); ; folder = path.Dir(folder) {
		if file, found := t.find(t.entryOf(path.Join(folder, packagesFolder), name)); found {
			return file, true
		}
		if folder == "." {
			return name, false
		}
	}
}

// entryOf is the file of a package that its name means, or the named one.
func (t theme) entryOf(packages, name string) string {
	whole, inside := cutPackage(name)
	if inside != "" {
		return path.Join(packages, name)
	}
	said := t.describe(path.Join(packages, whole))
	for _, entry := range []string{said.Module, said.Main} {
		if entry != "" {
			return path.Join(packages, whole, entry)
		}
	}
	return path.Join(packages, whole, "index.js")
}

// cutPackage parts "@scope/name/some/file" after the name.
func cutPackage(name string) (whole, inside string) {
	parts := strings.SplitN(name, "/", 3)
	if strings.HasPrefix(name, "@") && len(parts) > 1 {
		return strings.Join(parts[:2], "/"), strings.Join(parts[2:], "/")
	}
	return parts[0], strings.Join(parts[1:], "/")
}

// describe reads what a package says of itself, once: hundreds of imports ask
// for it, side by side.
func (t theme) describe(folder string) description {
	if said, known := t.described.Load(folder); known {
		return said.(description)
	}
	var said description
	if source, err := fs.ReadFile(t.files, path.Join(folder, "package.json")); err == nil {
		if json.Unmarshal(source, &said) != nil {
			said = description{} // esbuild will say what it lacks
		}
	}
	t.described.Store(folder, said)
	return said
}

// idle tells whether a file does nothing but define what others import, so
// that it can be left out where they do not use it. A package says so of
// itself; our own files are never idle.
func (t theme) idle(file string) bool {
	start := strings.LastIndex("/"+file, "/"+packagesFolder+"/")
	if start < 0 {
		return false
	}
	packages := file[:start] + packagesFolder
	whole, inside := cutPackage(strings.TrimPrefix(file, packages+"/"))
	said := t.describe(path.Join(packages, whole))
	var busy []string
	switch {
	case string(said.SideEffects) == "false":
		return true
	case json.Unmarshal(said.SideEffects, &busy) != nil:
		return false
	}
	return !slices.ContainsFunc(busy, func(pattern string) bool {
		return covers(strings.TrimPrefix(pattern, "./"), inside)
	})
}

// covers tells whether a pattern such as "extension/**/*.js" means a file.
func covers(pattern, file string) bool {
	before, after, deep := strings.Cut(pattern, "**/")
	if !deep {
		same, _ := path.Match(pattern, file)
		return same
	}
	rest, below := strings.CutPrefix(file, before)
	same, _ := path.Match(after, path.Base(rest))
	return below && same
}
