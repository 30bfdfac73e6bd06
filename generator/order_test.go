package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The one law: a package imports only packages that stand before it in the
// listing of generator/, floor by floor and alphabetical inside a floor. The
// doors: a library is imported by one package alone. The clock is read in
// main.go and files are written in kit/disk.
//
// The sources are read here and not asked of the go command, whose answer the
// test cache would keep.

const module = "plainsight/generator/"

var floors = []string{"domain", "kit", "stage", "task"}

// doors says which package a library may be imported by. A path counts for
// all packages below it.
var doors = map[string]string{
	"github.com/alecthomas/chroma/v2":     "kit/markdown",
	"github.com/evanw/esbuild":            "kit/scripts",
	"github.com/fsnotify/fsnotify":        "kit/watch",
	"github.com/go-echarts/go-echarts/v2": "kit/zoom",
	"github.com/goccy/go-yaml":            "kit/yaml",
	"github.com/gofrs/flock":              "kit/disk",
	"github.com/ledongthuc/pdf":           "kit/pdf",
	"github.com/microcosm-cc/bluemonday":  "kit/html",
	"github.com/nicksnyder/go-i18n/v2":    "kit/language",
	"github.com/piglig/go-qr":             "kit/qr",
	"github.com/schollz/progressbar/v3":   "kit/progress",
	"github.com/spf13/cobra":              "main",
	"github.com/yuin/goldmark":            "kit/markdown",
	"golang.org/x/image":                  "kit/picture",
	"golang.org/x/net/html":               "kit/html",
	"golang.org/x/sys":                    "kit/disk",
	"golang.org/x/term":                   "kit/progress",
	"golang.org/x/text":                   "kit/language",
}

// kept says which packages may use functions that the house keeps in one
// place, and why in a word.
var kept = []struct {
	library string
	names   []string
	where   []string
	why     string
}{
	{"os", []string{"Chmod", "Chtimes", "CopyFS", "Create", "CreateTemp", "Link", "Mkdir", "MkdirAll", "MkdirTemp", "OpenFile",
		"Remove", "RemoveAll", "Rename", "Symlink", "Truncate", "WriteFile"}, []string{"kit/disk"}, "files are written by kit/disk alone"},
	{"time", []string{"Now", "Since", "Until"}, []string{"main"}, "the moment of a build is an input"},
	{"time", []string{"After", "AfterFunc", "NewTicker", "NewTimer", "Sleep", "Tick"}, []string{"kit/watch", "task/serve", "kit/disk"}, "timers belong to watch and serve"},
	{"math/rand", nil, nil, "the same input gives the same bytes"},
	{"math/rand/v2", nil, nil, "the same input gives the same bytes"},
	{"crypto/rand", nil, nil, "the same input gives the same bytes"},
}

var drawers = []string{"common", "helper", "helpers", "misc", "shared", "util", "utils"}

func TestTheHouseIsInOrder(t *testing.T) {
	sources := sourcesBelow(t, ".")
	if len(sources) < 30 {
		t.Fatalf("only %d sources found; the test looks in the wrong place", len(sources))
	}
	for _, fault := range faults(t, sources) {
		t.Error(fault)
	}
}

// TestTheLawTrulyFails shows that it does when it must: each line is a source that breaks the
// law, and the fault that must be named.
func TestTheLawTrulyFails(t *testing.T) {
	for _, c := range []struct{ file, source, want string }{
		{"domain/date/x.go", `import _ "plainsight/generator/kit/diag"`, "domain/date must not import kit/diag"},
		{"kit/diag/x.go", `import _ "plainsight/generator/kit/yaml"`, "kit/diag must not import kit/yaml"},
		{"stage/render/x.go", `import _ "plainsight/generator/stage/write"`, "stage/render must not import stage/write"},
		{"kit/yaml/x.go", `import _ "plainsight/generator"`, "kit/yaml must not import main"},
		{"stage/plan/x.go", `import _ "github.com/yuin/goldmark/ast"`, "github.com/yuin/goldmark/ast belongs in kit/markdown, not in stage/plan"},
		{"stage/plan/x.go", `import _ "example.org/new"`, "example.org/new has no door"},
		{"stage/write/x.go", `import "os"; var _ = os.WriteFile`, "stage/write uses os.WriteFile: files are written by kit/disk alone"},
		{"stage/write/x.go", `import system "os"; var _ = system.Rename`, "stage/write uses os.Rename"},
		{"stage/write/x.go", `import . "os"`, "stage/write imports os without its name"},
		{"stage/link/x.go", `import "time"; var _ = time.Now`, "stage/link uses time.Now: the moment of a build is an input"},
		{"stage/link/x.go", `import _ "math/rand/v2"`, "stage/link imports math/rand/v2"},
		{"util/strings/x.go", ``, "util/strings stands on no floor"},
		{"kit/helpers/x.go", ``, "kit/helpers is a drawer"},
		{"kit/yaml/deep/x.go", ``, "kit/yaml/deep lies too deep"},
	} {
		found := faults(t, map[string]string{c.file: "package x\n" + c.source})
		if len(found) != 1 || !strings.Contains(found[0], c.want) {
			t.Errorf("%s with %s: %q, want %q", c.file, c.source, found, c.want)
		}
	}
	for file, source := range map[string]string{
		"kit/yaml/x.go":      `import ("time"; _ "plainsight/generator/kit/diag"; _ "github.com/goccy/go-yaml/ast"); var _ time.Time`,
		"task/build/x.go":    `import _ "plainsight/generator/domain/date"`,
		"kit/disk/x.go":      `import "os"; var _ = os.Rename`,
		"main.go":            `import ("time"; _ "github.com/spf13/cobra"); var _ = time.Now`,
		"stage/link/x.go":    `import ("os"; "io/fs"); var _ = os.ReadFile; var _ fs.FS`,
		"stage/plan/time.go": `var time struct{ Now int }; var _ = time.Now`,
	} {
		if found := faults(t, map[string]string{file: "package x\n" + source}); len(found) != 0 {
			t.Errorf("%s keeps the law, and the test says %q", file, found)
		}
	}
}

// sourcesBelow reads all sources but tests, and passes nested modules over.
func sourcesBelow(t *testing.T, folder string) map[string]string {
	t.Helper()
	sources := map[string]string{}
	fsys := os.DirFS(folder)
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if _, err := fs.Stat(fsys, path.Join(name, "go.mod")); err == nil || entry.Name() == "testdata" || entry.Name() == "node_modules" {
				return fs.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
			bytes, err := fs.ReadFile(fsys, name)
			sources[name] = string(bytes)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

func faults(t *testing.T, sources map[string]string) (found []string) {
	t.Helper()
	for name, source := range sources {
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faultsOf(roomOf(name), file) {
			found = append(found, name+": "+fault)
		}
	}
	slices.Sort(found)
	return found
}

// roomOf names the package of a file by its folder; the program itself is
// "main".
func roomOf(file string) string {
	if folder := path.Dir(file); folder != "." {
		return folder
	}
	return "main"
}

func faultsOf(room string, file *ast.File) (found []string) {
	if fault := misplaced(room); fault != "" {
		return []string{fault}
	}
	for _, spec := range file.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		if fault := wrongImport(room, imported, spec); fault != "" {
			found = append(found, fault)
		}
	}
	return append(found, keptFaults(room, file)...)
}

func misplaced(room string) string {
	floor, name, _ := strings.Cut(room, "/")
	switch {
	case room == "main":
		return ""
	case !slices.Contains(floors, floor):
		return room + " stands on no floor of the house"
	case strings.Contains(name, "/"):
		return room + " lies too deep: a package is a room of a floor"
	case slices.Contains(drawers, name):
		return room + " is a drawer: name the thing that its content belongs to"
	}
	return ""
}

func wrongImport(room, imported string, spec *ast.ImportSpec) string {
	if imported+"/" == module || strings.HasPrefix(imported, module) {
		if other := roomOf(path.Join(strings.TrimPrefix(imported+"/", module), "x.go")); !before(other, room) {
			return fmt.Sprintf("%s must not import %s, which does not stand before it", room, other)
		}
		return ""
	}
	if !strings.Contains(strings.Split(imported, "/")[0], ".") {
		if spec.Name != nil && spec.Name.Name == "." {
			return fmt.Sprintf("%s imports %s without its name", room, imported)
		}
		return ""
	}
	for library, door := range doors {
		if imported == library || strings.HasPrefix(imported, library+"/") {
			if door != room {
				return fmt.Sprintf("%s belongs in %s, not in %s", imported, door, room)
			}
			return ""
		}
	}
	return imported + " has no door: choose one and write it into the table"
}

// before tells whether a room stands before another in the listing.
func before(other, room string) bool {
	place := func(room string) (int, string) {
		floor, name, _ := strings.Cut(room, "/")
		if room == "main" {
			return len(floors), ""
		}
		return slices.Index(floors, floor), name
	}
	otherFloor, otherName := place(other)
	floor, name := place(room)
	return otherFloor < floor || otherFloor == floor && otherName < name
}

// keptFaults finds uses of functions that are kept in one place.
func keptFaults(room string, file *ast.File) (found []string) {
	local := map[string]string{} // the name in this file, and the library
	for _, spec := range file.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		name := path.Base(imported)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		local[name] = imported
		for _, rule := range kept {
			if rule.library == imported && rule.names == nil {
				found = append(found, fmt.Sprintf("%s imports %s: %s", room, imported, rule.why))
			}
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		selector, isSelector := node.(*ast.SelectorExpr)
		if !isSelector {
			return true
		}
		library, isName := selector.X.(*ast.Ident)
		if !isName {
			return true
		}
		for _, rule := range kept {
			if local[library.Name] == rule.library && slices.Contains(rule.names, selector.Sel.Name) && !slices.Contains(rule.where, room) {
				found = append(found, fmt.Sprintf("%s uses %s.%s: %s", room, rule.library, selector.Sel.Name, rule.why))
			}
		}
		return true
	})
	return found
}
