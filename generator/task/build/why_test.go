package build

import (
	"os"
	"slices"
	"strings"
	"testing"

	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
)

func (d desk) why(page string) (why Why, found bool) {
	d.t.Helper()
	o, end := d.options(memory.Read)
	defer end()
	why, found, _, err := Because(o, page)
	if err != nil {
		d.t.Fatal(err)
	}
	return why, found
}

// TestWhyNamesWhatAPageIsMadeFrom: halves of all files find the same as one
// file after another.
func TestWhyNamesWhatAPageIsMadeFrom(t *testing.T) {
	t.Parallel()
	d := deskOf(t, drawnSite(t))
	const page = "/metrics/referrals/"
	why, found := d.why("metrics/referrals")
	if !found || string(why.Page) != page || why.Known || why.Same {
		t.Fatalf("before the first build: found %t, %+v", found, why)
	}
	files, _ := collect.Files(os.DirFS(d.folder))
	one := trial{options: Options{Now: now}, files: files, reader: decode.NewReader(), page: page}
	_, pages, err := one.plan(files)
	if err != nil {
		t.Fatal(err)
	}
	planned, _ := named(pages, "", page)
	one.sum = viewOf(planned)
	var want []string
	for _, file := range files.Files {
		differs, err := one.differsWithout([]string{file.Path})
		if err != nil {
			t.Fatal(err)
		}
		if differs {
			want = append(want, file.Path)
		}
	}
	if !slices.Equal(why.Inputs, want) {
		t.Errorf("halves find %q, and one after another %q", why.Inputs, want)
	}
	for _, name := range []string{"data/metrics/referrals.csv", "data/metrics/referrals.yaml", "data/sources/panel.yaml", "data/site.yaml"} {
		if !slices.Contains(want, name) {
			t.Errorf("%s is not among %q", name, want)
		}
	}
	if slices.Contains(want, "data/bank-holidays.yaml") {
		t.Errorf("a page of numbers has nothing to do with bank holidays: %q", want)
	}
}

func TestWhySaysWhatChanged(t *testing.T) {
	t.Parallel()
	d := deskOf(t, drawnSite(t))
	d.build()
	const page = "https://inspections.plainton.example/metrics/referrals/#table"
	if why, _ := d.why(page); !why.Known || !why.Same || len(why.Changed) > 0 {
		t.Errorf("after a build: %+v", why)
	}
	d.replace("data/metrics/referrals.csv", "3942", "3777")
	d.replace("content/pages/about.md", "title: ", "title: All ")
	d.replace("themes/clearprint/templates/metric.html", "<h1>", "<h1 class=\"metric\">")
	d.remove("content/topics/referrals.md")
	why, _ := d.why(page)
	if want := []string{"content/pages/about.md", "data/metrics/referrals.csv", "themes/clearprint/templates/metric.html"}; !slices.Equal(why.Changed, want) {
		t.Errorf("changed: %q, and should be %q", why.Changed, want)
	}
	if want := []string{"content/topics/referrals.md"}; !slices.Equal(why.Gone, want) || why.Same {
		t.Errorf("gone: %q, the same %t", why.Gone, why.Same)
	}
	var said strings.Builder
	why.Write(&said)
	for _, want := range []string{"/metrics/referrals/ is made from:\n", "  data/metrics/referrals.csv   changed since the last build\n", "  the theme clearprint\n", "The next build makes the page again.\n"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("it says\n%s\nand not %q", &said, want)
		}
	}
	if _, found := d.why("/no-such-page/"); found {
		t.Error("there is no such page")
	}
}
