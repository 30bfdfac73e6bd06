package build

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
	"plainsight/generator/stage/plan"
)

// seenEdits are edits of a report that others may notice.
var seenEdits = map[string]*strings.Replacer{
	"words":    strings.NewReplacer("\n- ", "\n- Reworded: ", "\n1. ", "\n1. Reworded: "),
	"title":    strings.NewReplacer("title: ", "title: New "),
	"grades":   strings.NewReplacer("Good", "Outstanding", "Requires improvement", "Inadequate"),
	"not held": strings.NewReplacer("activity: ", "held: outcome\nactivity: "),
	"Welsh":    strings.NewReplacer("activity: ", "lang: cy\nactivity: "),
	"short":    strings.NewReplacer("activity: ", "short: news\nactivity: "),
	"alias":    strings.NewReplacer("activity: ", "aliases: [/old/]\nactivity: "),
	"days":     strings.NewReplacer("inspected: 20", "inspected: 19"),
}

// TestPagesShowWhatTheySee edits reports of a site of many authorities, one of
// which shows two others. A page that is planned from the same as before shows the
// same, whatever became of the reports of others.
func TestPagesShowWhatTheySee(t *testing.T) {
	const shows, short, hidden = "content/inspections/farham/2022-02-ilacs.md", "content/inspections/wexbury/2018-03-ilacs.md", "content/inspections/oldport/2026-04-ilacs.md"
	site := plain(t, "region")
	site[shows] = &fstest.MapFile{Data: []byte(string(site[shows].Data) + "\n```grades\nid: theirs\ninspection: 2017-06-sif\n```\n\n```timeline\nid: time\nauthority: wexbury\n```\n")}
	site[short] = &fstest.MapFile{Data: []byte(seenEdits["short"].Replace(string(site[short].Data)))}
	type seen struct{ under, view memory.Sum }
	before, reader, strayed := map[address.Page]seen{}, decode.NewReader(), 0
	for _, page := range plannedFrom(t, site, reader) {
		under, known := page.Under()
		view := viewOf(page)
		switch {
		case known && page.Strays():
			strayed++
		case known:
			before[page.Address] = seen{under, view}
		}
	}
	if strayed == 0 {
		t.Error("no page shows another authority")
	}
	for name := range site {
		if !strings.HasPrefix(name, "content/inspections/") {
			continue
		}
		for what, edit := range seenEdits {
			changed, same := maps.Clone(site), 0
			changed[name] = &fstest.MapFile{Data: []byte(edit.Replace(string(site[name].Data)))}
			for _, page := range plannedFrom(t, changed, reader) {
				under, known := page.Under()
				was, noted := before[page.Address]
				if !known || !noted || was.under != under {
					continue
				}
				same++
				if viewOf(page) != was.view {
					t.Errorf("%s of %s: %s is planned from the same and shows something else", what, name, page.Address)
				}
			}
			if same == 0 && (what == "words" || what == "title") && name != hidden {
				t.Errorf("%s of %s: no page is planned from the same", what, name)
			}
		}
	}
}

// plannedFrom are the pages of a site for the public.
func plannedFrom(t *testing.T, site fstest.MapFS, reader decode.Reader) []plan.Page {
	t.Helper()
	files, _ := collect.Files(site)
	docs, _, err := reader.Files(files)
	if err != nil {
		t.Fatal(err)
	}
	register, _, _ := link.Documents(docs, now, link.Public)
	return plan.From(register, files.Files)
}
