package collect

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"plainsight/generator/kit/diag"
)

func site(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestFilesAreFoundInOrderWithTheirSums(t *testing.T) {
	source, problems := Files(site(map[string]string{
		"data/site.yaml":              "title: x\n",
		"content/pages/about.md":      "about",
		"content/.DS_Store":           "mac",
		"content/pages/about.md~":     "editor",
		"content/.git/objects/ab":     "hidden folder",
		"themes/x/templates/a.html":   "not content",
		"content/inspections/~$a.doc": "word processor",
	}))
	if len(problems) != 0 {
		t.Fatal(problems)
	}
	var names []string
	for _, file := range source.Files {
		names = append(names, file.Path)
	}
	if got := strings.Join(names, " "); got != "content/pages/about.md data/site.yaml" {
		t.Errorf("found %s", got)
	}
	if want := sum([]byte("about")); source.Files[0].Sum != want {
		t.Errorf("sum of about.md is %s", source.Files[0].Sum)
	}
}

func TestMissingFoldersAreNamed(t *testing.T) {
	_, problems := Files(site(map[string]string{"content/a.md": "x"}))
	if len(problems) != 1 || problems[0].Message != "there is no folder “data” here" {
		t.Error(problems)
	}
}

func TestAFileThatChangesIsNoticed(t *testing.T) {
	fsys := site(map[string]string{"content/a.md": "one", "data/site.yaml": ""})
	source, _ := Files(fsys)
	fsys["content/a.md"].Data = []byte("two")
	if _, err := source.Read(source.Files[0]); !errors.Is(err, ErrChanged) {
		t.Errorf("a changed file was read: %v", err)
	}
}

func TestALinkOutOfTheFolderIsRefused(t *testing.T) {
	folder, outside := t.TempDir(), t.TempDir()
	for _, name := range []string{"content", "data"} {
		if err := os.Mkdir(filepath.Join(folder, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	secret := filepath.Join(outside, "secret.md")
	if err := os.WriteFile(secret, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(folder, "content", "secret.md")); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	source, problems := Files(root.FS())
	if len(source.Files) != 0 || len(problems) != 1 || problems[0].Code != "unreadable-file" {
		t.Errorf("files %v, problems %v", source.Files, problems)
	}
}

// A link out of a theme is refused by its name. A theme that lies elsewhere has
// to be copied.
func TestALinkOutOfAThemeIsRefused(t *testing.T) {
	folder, outside := t.TempDir(), t.TempDir()
	templates := filepath.Join(folder, "themes", "clearprint", "templates")
	if err := os.MkdirAll(templates, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(outside, "home.html"), []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(outside, "home.html"), filepath.Join(templates, "home.html")); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	theme, problems := Theme(root.FS(), []string{"clearprint"}, nil)
	if len(problems) != 1 || problems[0].Place.File != "themes/clearprint/templates/home.html" || problems[0].Message != "this link leads out of the folder of the site" {
		t.Errorf("the problems are %v", problems)
	}
	if text, err := fs.ReadFile(theme, "templates/home.html"); err == nil {
		t.Errorf("it reads %q", text)
	}
}

func TestATableMayBeLargerThanAText(t *testing.T) {
	source, problems := Files(site(map[string]string{
		"content/film.md":             strings.Repeat("x", Largest+1),
		"content/pages/table.csv":     strings.Repeat("x", Largest+1),
		"data/official/workforce.csv": strings.Repeat("x", Largest+1),
		"data/official/too-large.csv": strings.Repeat("x", LargestTable+1),
	}))
	if len(source.Files) != 1 || source.Files[0].Path != "data/official/workforce.csv" || len(problems) != 3 {
		t.Errorf("files %v, problems %v", source.Files, problems)
	}
}

func TestTheFirstThemeWins(t *testing.T) {
	theme, problems := Theme(site(map[string]string{
		"themes/own/templates/footer.html":        "ours",
		"themes/clearprint/templates/footer.html": "theirs",
		"themes/clearprint/templates/home.html":   "home",
		"themes/other/templates/odd.html":         "not asked for",
	}), []string{"own", "clearprint"}, nil)
	if len(problems) > 0 {
		t.Error(problems)
	}
	footer, err := fs.ReadFile(theme, "templates/footer.html")
	if err != nil || string(footer) != "ours" {
		t.Errorf("footer is %q, %v", footer, err)
	}
	where := theme.(interface{ Where(string) string }).Where
	if where("templates/footer.html") != "themes/own/templates/footer.html" || where("templates/home.html") != "themes/clearprint/templates/home.html" {
		t.Errorf("the templates lie in %s and %s", where("templates/footer.html"), where("templates/home.html"))
	}
	entries, err := fs.ReadDir(theme, "templates")
	if err != nil || len(entries) != 2 || entries[0].Name() != "footer.html" || entries[1].Name() != "home.html" {
		t.Errorf("the templates are %v, %v", entries, err)
	}
	if _, err := fs.ReadFile(theme, "templates/none.html"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file gives %v", err)
	}
}

func TestAThemeThatIsNotThere(t *testing.T) {
	fsys := site(map[string]string{"themes/clearprint/templates/home.html": "home", "content/home.html": "no theme"})
	for _, name := range []string{"clearprnt", "../content", "clearprint/templates", ".", ""} {
		theme, problems := Theme(fsys, []string{name, "clearprint"}, func(i int) diag.Place { return diag.Place{Line: 7 + i} })
		if len(problems) != 1 || problems[0].Place.Line != 7 || !strings.Contains(problems[0].Hint, "clearprint") {
			t.Errorf("%q gives %v", name, problems)
		}
		if home, err := fs.ReadFile(theme, "templates/home.html"); string(home) != "home" {
			t.Errorf("with %q before it, the theme gives %q, %v", name, home, err)
		}
	}
}
