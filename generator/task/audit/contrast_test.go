package audit

import (
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/diag"
)

// TestContrast looks at each theme of testdata/contrast.txtar by itself.
func TestContrast(t *testing.T) {
	const name = "testdata/contrast.txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	themes, order := map[string]fstest.MapFS{}, []string(nil)
	for _, file := range archive.Files {
		folder, inside, is := strings.Cut(file.Name, "/styles/")
		if !is {
			continue
		}
		if themes[folder] == nil {
			themes[folder] = fstest.MapFS{}
			order = append(order, folder)
		}
		themes[folder][path.Join("styles", inside)] = &fstest.MapFile{Data: file.Data}
	}
	var all strings.Builder
	for _, folder := range order {
		problems := looked(themes[folder])
		found := slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Code == contrast.ID })
		if bad := strings.HasPrefix(folder, "bad/"); bad != found {
			t.Errorf("%s: found is\n%s", folder, told(problems))
		} else if bad {
			all.WriteString(strings.TrimPrefix(folder, "bad/") + "\n" + told(problems))
		}
	}
	expect(t, name, archive, all.String())
}

// TestEachColourOfTheThemeCounts makes each colour of clearprint that matters
// as light as its paper: the rule finds it.
func TestEachColourOfTheThemeCounts(t *testing.T) {
	theme := os.DirFS("../../../themes/clearprint")
	if problems := looked(theme); len(problems) > 0 {
		t.Fatalf("where nothing is wrong is found:\n%s", told(problems))
	}
	tokens := read(t, "../../../themes/clearprint/styles/tokens.css")
	for _, name := range strings.Fields("ink quiet accent link visited rule code-number series-2 series-4 series-5") {
		files, err := fs.Glob(theme, "styles/*.css")
		if err != nil {
			t.Fatal(err)
		}
		faint := fstest.MapFS{}
		for _, file := range files {
			faint[file] = &fstest.MapFile{Data: []byte(read(t, "../../../themes/clearprint/"+file))}
		}
		light := regexp.MustCompile(`--` + name + `: var\(--light, #[0-9a-f]{6}`)
		faint[tokensFile] = &fstest.MapFile{Data: []byte(light.ReplaceAllString(tokens, "--"+name+": var(--light, #fffef9"))}
		problems := looked(faint)
		if !slices.ContainsFunc(problems, func(p diag.Problem) bool { return strings.Contains(p.Message, "contrast of "+name+" with paper") }) {
			t.Errorf("%s is as light as the paper, and found is\n%s", name, told(problems))
		}
	}
}

func looked(theme fs.FS) []diag.Problem {
	_, problems := Begin(nil, "", theme).End()
	return problems
}
