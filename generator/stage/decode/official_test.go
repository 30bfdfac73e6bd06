package decode

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"plainsight/generator/domain/metric"
	"plainsight/generator/stage/collect"
)

var update = flag.Bool("update", false, "rewrite what the archives expect; read the difference")

func lineOf(o metric.Observation) string {
	return strings.Join([]string{o.Period.Printed, o.Place, o.Value.Printed, o.Status}, " ")
}

// TestOfficialFiles reads each archive of testdata/official as the data folder
// of a site. The file want has the numbers of every metric, then the problems
// with their hints.
func TestOfficialFiles(t *testing.T) {
	archives, err := filepath.Glob("testdata/official/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			site := fstest.MapFS{"content": {Mode: 0o755 | 1<<31}}
			want := &archive.Files[len(archive.Files)-1]
			for _, file := range archive.Files[:len(archive.Files)-1] {
				site["data/"+file.Name] = &fstest.MapFile{Data: file.Data}
			}
			got := told(t, site)
			if want.Name != "want" {
				t.Fatal("the last file of the archive is not “want”")
			}
			if got == string(want.Data) {
				return
			}
			if !*update {
				t.Errorf("got\n%s\nand should be\n%s", got, want.Data)
				return
			}
			want.Data = []byte(got)
			if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func told(t *testing.T, site fstest.MapFS) string {
	t.Helper()
	files, _ := collect.Files(site)
	docs, problems, err := Files(files)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, m := range docs.Metrics {
		for o := range m.Observations.All() {
			fmt.Fprintf(&text, "%s:%d %s\n", m.ID, o.Line, lineOf(o))
		}
	}
	for _, p := range problems {
		if p.Code != noSettings.ID {
			fmt.Fprintf(&text, "%s: %s\n  %s\n", p.Place, p.Message, p.Hint)
		}
	}
	return text.String()
}

// TestCodesOfBefore: official files of all years name a council that has had
// new codes by one or the other.
func TestCodesOfBefore(t *testing.T) {
	councils := []Authority{
		{ID: "plainton", Codes: map[string]string{"ons": "E08000039", "old": "373", "former": "E08000019 E10000099"}},
		{ID: "elsewhere", Codes: map[string]string{"ons": "E09000024"}},
	}
	want := map[string]string{"E08000039": "plainton", "373": "plainton", "E08000019": "plainton", "E10000099": "plainton", "E09000024": "elsewhere"}
	if got := placesOf(nil, councils); !maps.Equal(got, want) {
		t.Errorf("the codes are those of %v", got)
	}
}
