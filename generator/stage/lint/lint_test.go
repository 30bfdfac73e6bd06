package lint

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

var update = flag.Bool("update", false, "rewrite what the archives expect; read the difference")

// base is the small council's site that the archives are laid over.
const base = "../../task/build/testdata/base.txtar"

// TestChecks runs every check on its archive, testdata/CODE.txtar. Files below
// good/ are laid over the base and must give no problem of that code; those
// below bad/ must give the problems in the file want.
func TestChecks(t *testing.T) {
	defer func(most int) { mostNumbers = most }(mostNumbers)
	mostNumbers = 3
	for _, check := range checks {
		t.Run(check.code.ID, func(t *testing.T) {
			tried(t, check.code.ID, func(archive *txtar.Archive, folder string) string { return found(t, check, archive, folder) })
		})
	}
}

// TestTexts does so with what is looked for in the lines of all files.
func TestTexts(t *testing.T) {
	for _, code := range TextCodes {
		t.Run(code.ID, func(t *testing.T) {
			tried(t, code.ID, func(archive *txtar.Archive, folder string) string { return inTexts(t, code, archive, folder) })
		})
	}
}

func tried(t *testing.T, code string, found func(archive *txtar.Archive, folder string) string) {
	t.Helper()
	name := "testdata/" + code + ".txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if good := found(archive, "good/"); good != "" {
		t.Errorf("the good case has problems:\n%s", good)
	}
	bad, want := found(archive, "bad/"), fileOf(archive, "want")
	if bad == want && bad != "" {
		return
	}
	if !*update {
		t.Errorf("the bad case gives\n%s\nand should give\n%s", bad, want)
		return
	}
	setFile(archive, "want", bad)
	if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
		t.Fatal(err)
	}
}

// found builds the register of a site and gives what the check reports, a
// line a problem.
func found(t *testing.T, check check, archive *txtar.Archive, folder string) string {
	t.Helper()
	_, docs := siteIn(t, archive, folder)
	register, _, _ := link.Documents(docs, time.Date(2026, 5, 9, 9, 0, 0, 0, time.UTC), link.Public)
	var lines strings.Builder
	check.run(register, func(p diag.Problem) {
		if p.Code != check.code.ID {
			t.Errorf("the check reports the code %s, which is not its own", p.Code)
		}
		fmt.Fprintf(&lines, "%s: %s\n  %s\n", p.Place, p.Message, p.Hint)
	})
	return lines.String()
}

// inTexts gives what is found in the lines of a site. A private problem must
// say nothing of the line that it is about.
func inTexts(t *testing.T, code diag.Code, archive *txtar.Archive, folder string) string {
	t.Helper()
	files, docs := siteIn(t, archive, folder)
	problems, _, err := Texts(files, docs, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	for _, p := range problems {
		if p.Code == code.ID {
			fmt.Fprintf(&lines, "%s: %s\n  %s\n", p.Place, p.Message, p.Hint)
		}
	}
	return lines.String()
}

// siteIn reads the base with the files of a folder of the archive laid over it.
func siteIn(t *testing.T, archive *txtar.Archive, folder string) (collect.Source, decode.Documents) {
	t.Helper()
	site := fstest.MapFS{}
	ground, err := txtar.ParseFile(base)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range ground.Files {
		site[file.Name] = &fstest.MapFile{Data: file.Data}
	}
	laid := false
	for _, file := range archive.Files {
		if name, below := strings.CutPrefix(file.Name, folder); below {
			site[name] = &fstest.MapFile{Data: file.Data}
			laid = true
		}
	}
	if !laid {
		t.Fatalf("the archive has no files below %s", folder)
	}
	files, _ := collect.Files(site)
	docs, problems, err := decode.Files(files)
	if err != nil || diag.Stop(problems, false) {
		t.Fatal(problems, err)
	}
	return files, docs
}

func fileOf(archive *txtar.Archive, name string) string {
	for _, file := range archive.Files {
		if file.Name == name {
			return string(file.Data)
		}
	}
	return ""
}

func setFile(archive *txtar.Archive, name, text string) {
	for i := range archive.Files {
		if archive.Files[i].Name == name {
			archive.Files[i].Data = []byte(text)
			return
		}
	}
	archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(text)})
}
