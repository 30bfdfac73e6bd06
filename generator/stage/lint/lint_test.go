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
	for _, check := range checks {
		t.Run(check.code.ID, func(t *testing.T) {
			name := "testdata/" + check.code.ID + ".txtar"
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if good := found(t, check, archive, "good/"); good != "" {
				t.Errorf("the good case has problems:\n%s", good)
			}
			bad, want := found(t, check, archive, "bad/"), fileOf(archive, "want")
			if bad == want {
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
		})
	}
}

// found builds the register of a site and gives what the check reports, a
// line a problem.
func found(t *testing.T, check check, archive *txtar.Archive, folder string) string {
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
