// Package scripts makes one file of a style or script and all that it
// imports, small and fit for browsers from about 2020 on.
//
// It takes the files of a theme and the name of the first one, and gives
// bytes, or the problems that a person who wrote the files has to mend. It
// reads no folder of the machine and knows no address: what a style refers to
// by url() is written as the caller says. The same files give the same bytes.
package scripts

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"

	"plainsight/generator/kit/diag"
)

// Codes are the kinds of problems that this package finds.
var Codes = []diag.Code{unreadable}

var unreadable = diag.Code{
	ID:       "style-or-script",
	Severity: diag.Error,
	Title:    "a style or script cannot be read",
	Text: "A file of the theme's styles or scripts, or one that it imports, is missing or is not written as " +
		"browsers expect. The page would look wrong or do nothing, so it is not published.",
	Example: "a { color: var(--link); }",
}

// Browsers that can read what is made.
var browsers = []api.Engine{
	{Name: api.EngineChrome, Version: "80"},
	{Name: api.EngineEdge, Version: "80"},
	{Name: api.EngineFirefox, Version: "78"},
	{Name: api.EngineSafari, Version: "13.1"},
}

// Bundle makes one file of the entry and its imports. Paths in the files are
// relative to the file they stand in, or to the root where they begin with a
// slash; a script may also import a package by its name, which is looked for
// where npm puts it. Address gives what is written for a file that a style refers to by
// url(), or false where there is none.
func Bundle(files fs.FS, entry string, address func(file string) (string, bool)) ([]byte, []diag.Problem, error) {
	if _, err := fs.Stat(files, entry); err != nil {
		return nil, []diag.Problem{unreadable.At(diag.Place{File: entry}, "there is no file %s", entry)}, nil
	}
	result := api.Build(api.BuildOptions{
		EntryPoints:       []string{entry},
		Bundle:            true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		MinifySyntax:      true,
		LegalComments:     api.LegalCommentsInline,
		Charset:           api.CharsetUTF8,
		Format:            api.FormatIIFE,
		Engines:           browsers,
		Supported:         map[string]bool{"destructuring": true}, // but for a rare fault of Safari, all have it
		Outdir:            "assets",                               // nothing is written there
		TsconfigRaw:       "{}",
		LogLevel:          api.LogLevelSilent,
		LogLimit:          -1,
		Plugins:           []api.Plugin{theme{files, address, &sync.Map{}}.plugin()},
	})
	problems := append(told(result.Errors), told(result.Warnings)...)
	if len(problems) > 0 {
		return nil, diag.Sort(problems), nil
	}
	if len(result.OutputFiles) != 1 {
		return nil, nil, fmt.Errorf("bundling %s gave %d files, not one", entry, len(result.OutputFiles))
	}
	return result.OutputFiles[0].Contents, nil, nil
}

// namespace keeps esbuild from looking for files on the machine.
const namespace = "theme"

// A theme answers esbuild's questions about files.
type theme struct {
	files   fs.FS
	address func(file string) (string, bool)
	// described holds what packages say of themselves, by their folders.
	described *sync.Map
}

func (t theme) plugin() api.Plugin {
	return api.Plugin{Name: namespace, Setup: func(build api.PluginBuild) {
		build.OnResolve(api.OnResolveOptions{Filter: ".*"}, t.resolve)
		build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, t.load)
	}}
}

func (t theme) resolve(asked api.OnResolveArgs) (api.OnResolveResult, error) {
	if strings.HasPrefix(asked.Path, "data:") || strings.HasPrefix(asked.Path, "#") {
		return api.OnResolveResult{Path: asked.Path, External: true}, nil
	}
	if strings.Contains(asked.Path, "://") || strings.HasPrefix(asked.Path, "//") {
		return api.OnResolveResult{}, fmt.Errorf("%s is on another host; keep a copy in the theme", asked.Path)
	}
	if asked.Kind == api.ResolveJSImportStatement && bare(asked.Path) {
		file, there := t.inPackage(asked.Importer, asked.Path)
		return t.answer("package", file, there)
	}
	file := strings.TrimPrefix(path.Join("/", path.Dir(asked.Importer), asked.Path), "/")
	if asked.Kind == api.ResolveEntryPoint || strings.HasPrefix(asked.Path, "/") {
		file = strings.TrimPrefix(path.Clean("/"+asked.Path), "/")
	}
	if asked.Kind == api.ResolveCSSURLToken {
		written, known := t.address(file)
		if !known {
			return api.OnResolveResult{}, fmt.Errorf("there is no file %s that a style may show", file)
		}
		return api.OnResolveResult{Path: written, External: true}, nil
	}
	file, there := t.find(file)
	return t.answer("file", file, there)
}

// answer gives a file to esbuild, or says what is not there.
func (t theme) answer(what, file string, there bool) (api.OnResolveResult, error) {
	if !there {
		return api.OnResolveResult{}, fmt.Errorf("there is no %s %s", what, file)
	}
	resolved := api.OnResolveResult{Path: file, Namespace: namespace}
	if t.idle(file) {
		resolved.SideEffects = api.SideEffectsFalse
	}
	return resolved, nil
}

// find allows scripts to be imported without their ending, as is the custom.
func (t theme) find(file string) (string, bool) {
	for _, ending := range []string{"", ".ts", ".js"} {
		if info, err := fs.Stat(t.files, file+ending); err == nil && !info.IsDir() {
			return file + ending, true
		}
	}
	return file, false
}

var loaders = map[string]api.Loader{
	".css": api.LoaderCSS,
	".js":  api.LoaderJS,
	".mjs": api.LoaderJS,
	".ts":  api.LoaderTS,
}

func (t theme) load(asked api.OnLoadArgs) (api.OnLoadResult, error) {
	loader, known := loaders[path.Ext(asked.Path)]
	if !known {
		return api.OnLoadResult{}, errors.New("only .css, .js, .mjs and .ts files can be imported")
	}
	source, err := fs.ReadFile(t.files, asked.Path)
	if err != nil {
		return api.OnLoadResult{}, err
	}
	contents := string(source)
	return api.OnLoadResult{Contents: &contents, Loader: loader}, nil
}

func told(messages []api.Message) []diag.Problem {
	problems := make([]diag.Problem, 0, len(messages))
	for _, message := range messages {
		problem := unreadable.At(place(message.Location), "%s", message.Text)
		if message.Location != nil {
			problem.Line = message.Location.LineText
			problem.Hint = message.Location.Suggestion
		}
		problems = append(problems, problem)
	}
	return slices.Clip(problems)
}

// place counts columns in characters from 1, as esbuild counts bytes from 0.
func place(location *api.Location) diag.Place {
	if location == nil {
		return diag.Place{}
	}
	before := location.LineText[:min(location.Column, len(location.LineText))]
	return diag.Place{
		File:   strings.TrimPrefix(location.File, namespace+":"),
		Line:   location.Line,
		Column: len([]rune(before)) + 1,
	}
}
