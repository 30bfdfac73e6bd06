package render

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/yaml"
)

// manifestFile lists what a theme is made of beside its templates.
const manifestFile = "theme.yaml"

// A manifest is what theme.yaml says.
type manifest struct {
	styles, scripts, files []named
	// parts are styles of pages that have something for them, and paper those
	// of sheets.
	parts, paper []named
	// first are scripts that run before a page is painted.
	first []named
	// apart are scripts that stand on no page unless its template asks.
	apart  []named
	extras []extra
}

// An extra is what somebody else made and what is fetched: files as they are,
// with the styles that need them, or parts of scripts of ours, which stand
// apart.
type extra struct {
	name                 string
	styles, files, apart []named
	// early are those of the files that browsers fetch before they know that a
	// page needs them.
	early   []named
	licence named
	// program is set where the extra needs the program that makes the index of
	// the search.
	program bool
	// notices have to be handed on beside the licence.
	notices []named
	// typeface is the regular and the bold weight that pictures are painted
	// with, as files that stay with the generator.
	typeface []named
}

// searchProgram is the name of the program that makes the index of the search.
const searchProgram = "pagefind"

func (e extra) licenceName() string { return address.Slug(e.name) + "-licence.txt" }

// noticeName says which package a notice is of: the notices of packages bear
// the same few names.
func (e extra) noticeName(notice named) string {
	_, inside, fetched := strings.Cut(notice.path, "node_modules/")
	if !fetched {
		inside = path.Base(notice.path)
	}
	return address.Slug(e.name+" "+inside) + ".txt"
}

// named is a file of the theme with the place where it is named.
type named struct {
	path  string
	place diag.Place
}

var (
	manifestKeys = []string{"name", "styles", "parts", "paper", "scripts", "first", "apart", "files", "extras"}
	extraKeys    = []string{"name", "styles", "apart", "files", "early", "licence", "notices", "typeface", "program"}
)

// manifest reads theme.yaml.
func (l *loader) manifest() manifest {
	source, err := l.text(manifestFile)
	if err != nil {
		l.report(lackingFile.At(diag.Place{File: manifestFile}, "the theme has no file %s", manifestFile))
		return manifest{}
	}
	listed, problems := readManifest(source)
	l.report(problems...)
	return listed
}

func readManifest(source []byte) (manifest, []diag.Problem) {
	root, problems := yaml.Parse(manifestFile, source, 1)
	if root == nil || diag.Stop(problems, false) {
		return manifest{}, problems
	}
	read := manifestReader{problems: problems}
	return read.manifest(root), read.problems
}

type manifestReader struct{ problems []diag.Problem }

func (r *manifestReader) manifest(node *yaml.Node) manifest {
	r.known(node, manifestKeys)
	listed := manifest{
		styles:  r.files(node.Get("styles")),
		parts:   r.files(node.Get("parts")),
		paper:   r.files(node.Get("paper")),
		scripts: r.files(node.Get("scripts")),
		first:   r.files(node.Get("first")),
		apart:   r.files(node.Get("apart")),
		files:   r.files(node.Get("files")),
	}
	for _, item := range r.items(node.Get("extras")) {
		listed.extras = append(listed.extras, r.extra(item))
	}
	return listed
}

func (r *manifestReader) extra(node *yaml.Node) extra {
	r.known(node, extraKeys)
	one := extra{
		styles:   r.files(node.Get("styles")),
		apart:    r.files(node.Get("apart")),
		files:    r.files(node.Get("files")),
		early:    r.files(node.Get("early")),
		notices:  r.files(node.Get("notices")),
		typeface: r.files(node.Get("typeface")),
	}
	if name := node.Get("name"); name != nil && address.Slug(name.Text) != "" {
		one.name = name.Text
	} else {
		r.wrong(node, "an extra needs a name")
	}
	if program := node.Get("program"); program != nil {
		one.program = program.Text == searchProgram
		if !one.program {
			r.wrong(program, "the one program that is known is "+searchProgram)
		}
	}
	if licence := node.Get("licence"); licence != nil {
		one.licence = r.file(licence)
	} else {
		r.wrong(node, "an extra needs its licence")
	}
	return one
}

func (r *manifestReader) known(node *yaml.Node, keys []string) {
	if node.Kind != yaml.Map {
		r.wrong(node, "here should stand names with their values")
		return
	}
	for _, entry := range node.Entries {
		if !slices.Contains(keys, entry.Key) {
			r.problems = append(r.problems, wrongManifest.At(entry.Place, "“%s” is not known here", entry.Key).
				Try("The names are %s.", strings.Join(keys, ", ")))
		}
	}
}

// items gives the values of a list that may be left out.
func (r *manifestReader) items(node *yaml.Node) []*yaml.Node {
	if node == nil || node.Kind == yaml.Null {
		return nil
	}
	if node.Kind != yaml.List {
		r.wrong(node, "here should stand a list")
	}
	return node.Items
}

func (r *manifestReader) files(node *yaml.Node) (files []named) {
	for _, item := range r.items(node) {
		files = append(files, r.file(item))
	}
	return files
}

func (r *manifestReader) file(node *yaml.Node) named {
	if node.Kind != yaml.Text || !fs.ValidPath(node.Text) {
		r.wrong(node, "here should stand the path of a file in the theme")
	}
	return named{node.Text, node.Place}
}

func (r *manifestReader) wrong(node *yaml.Node, message string) {
	r.problems = append(r.problems, wrongManifest.At(node.Place, "%s", message))
}
