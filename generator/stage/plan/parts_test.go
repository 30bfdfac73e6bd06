package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/framework"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/domain/ledger"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// TestManyCouncilsAreListedByTheirParts: lists that no phone could show lead to a page
// a letter or a region, with how many councils each has. The places that the lists had
// stay, each council stands in one part of each list, and a council leads to its region.
func TestManyCouncilsAreListedByTheirParts(t *testing.T) {
	for _, c := range []struct {
		councils                 map[string]int // by the beginnings of their names, and behind a colon their region
		index, grid, first, link string
	}{
		{map[string]int{"Alder": 200, "Birch": 200}, "2 of 400, Alder 200, Birch 200", "2 of 400, Alder 200, Birch 200", "2 of 400, Alder 200, Birch 200", ""},
		{map[string]int{"Alder": 200, "Birch": 200, "Öland": 1, "4": 1},
			"3 of 402, #letter-other to letter/other/ 0 of 1, #letter-a to letter/a/ 1 of 200, #letter-b to letter/b/ 1 of 200, #letter-ö to letter/uf6/ 1 of 1" +
				" | letter/other/ before a/, 0 of 1, 4 1 | letter/a/ between other/ and b/, 1 of 200, Alder 200 | letter/b/ between a/ and uf6/, 1 of 200, Birch 200 | letter/uf6/ after b/, 1 of 1, Öland 1",
			"2 of 402, #letter-other to letter/other/ 0 of 1, #letter-a to letter/a/ 1 of 200, #letter-b to letter/b/ 1 of 200, #letter-ö to letter/uf6/ 0 of 1" +
				" | letter/other/ before a/, 0 of 1, 4 1 | letter/a/ between other/ and b/, 1 of 200, Alder 200 | letter/b/ between a/ and uf6/, 1 of 200, Birch 200 | letter/uf6/ after b/, 0 of 1, Öland 1",
			"3 of 402, #letter-other to letter/other/ 0 of 1, #letter-a to letter/a/ 1 of 200, #letter-b to letter/b/ 1 of 200, #letter-ö to letter/uf6/ 1 of 1", ""},
		{map[string]int{"Alder:west": 200, "Birch:east": 200, "Cedar": 1},
			"2 of 401, #east to region/east/ 1 of 200, #west to region/west/ 1 of 200, #elsewhere to region/elsewhere/ 0 of 1" +
				" | region/east/ before west/, 1 of 200, Birch 200 | region/west/ between east/ and elsewhere/, 1 of 200, Alder 200 | region/elsewhere/ after west/, 0 of 1, Cedar 1",
			"2 of 401, #east to region/east/ 1 of 200, #west to region/west/ 1 of 200, #elsewhere to region/elsewhere/ 0 of 1" +
				" | region/east/ before west/, 1 of 200, Birch 200 | region/west/ between east/ and elsewhere/, 1 of 200, Alder 200 | region/elsewhere/ after west/, 0 of 1, Cedar 1",
			"2 of 401, #east to region/east/ 1 of 200, #west to region/west/ 1 of 200, #elsewhere to region/elsewhere/ 0 of 1",
			"/authorities/region/west/"},
		{map[string]int{"Alder:west": 2, "Birch:east": 3}, "2 of 5, Birch 3, Alder 2", "2 of 5, Birch 3, Alder 2", "2 of 5, Birch 3, Alder 2", "/authorities/#west"},
	} {
		p := councilsOf("sv", c.councils)
		for kind, want := range map[string]string{"authorities": c.index, "grid": c.grid, "country": c.first} {
			got, listed := listsIn(p, kind)
			if got != want {
				t.Errorf("of %v the %s says\n%s", c.councils, kind, got)
			}
			for name, n := range listed {
				if n != 1 {
					t.Errorf("of %v the %s lists %s %d times", c.councils, kind, name, n)
				}
			}
		}
		for _, lead := range p.leads() {
			if lead.Kind == "authority" && p.onPages {
				t.Errorf("of %v the list from A to Z has %s", c.councils, lead.Words)
			}
		}
		if mapped := p.byKind(p.planned()); len(mapped["authority"]) > 0 == p.onPages || len(mapped["authorities-in"]) > 0 != p.onPages {
			t.Errorf("of %v the map has %d councils and %d parts of their list", c.councils, len(mapped["authority"]), len(mapped["authorities-in"]))
		}
		alder, _ := p.of("alder-1")
		if region := p.seenBy(alder).authorityView(alder).Region; region == nil && c.link != "" || region != nil && region.Target != c.link {
			t.Errorf("of %v a council leads to its region at %+v", c.councils, region)
		}
	}
}

// TestPublishedPartsStay: what was published keeps its address, though the list would
// have room for all, and be it on a site of too few for letters.
func TestPublishedPartsStay(t *testing.T) {
	for published, want := range map[address.Page]string{
		"/authorities/":                         "/authorities/ /authorities/grades/ /authorities/grades/rules-2018/",
		"/authorities/letter-a/threads/letter/": "/authorities/ /authorities/grades/ /authorities/grades/rules-2018/",
		"/authorities/letter/a/":                "/authorities/ /authorities/letter/a/ /authorities/letter/b/ /authorities/grades/ /authorities/grades/rules-2018/ /authorities/grades/rules-2018/letter/a/ /authorities/grades/rules-2018/letter/b/",
	} {
		var got []string
		for _, page := range authorities(councilsOf("en-GB", map[string]int{"Alder": 1, "Birch": 2}, published)) {
			got = append(got, string(page.Address))
		}
		if said := strings.Join(got, " "); said != want {
			t.Errorf("where %s was published there are %s", published, said)
		}
	}
}

// TestLettersOfEachLanguage: a letter of one language may be none of another, in which
// the list stands for its page.
func TestLettersOfEachLanguage(t *testing.T) {
	register := councilsOf("en-GB", map[string]int{"Alder": 1, "Chirk": 2}, "/authorities/letter/a/").Register
	register.Settings.Language, register.Settings.Languages = "en-GB", []string{"en-GB", "cy"}
	got := map[address.Page]string{}
	for _, page := range Pages(register) {
		if page.Kind == "authorities-in" || page.Kind == "grid-in" {
			got[page.Address] = fmt.Sprint(page.Versions())
			if framed := fmt.Sprint(page.Frame().Versions); framed != got[page.Address] {
				t.Errorf("%s has %s, and its frame %s", page.Address, got[page.Address], framed)
			}
		}
	}
	want := map[address.Page]string{}
	for _, list := range []string{"/authorities/", "/authorities/grades/rules-2018/"} {
		want[address.Page(list+"letter/a/")] = fmt.Sprintf("[{en-GB %sletter/a/} {cy /cy%sletter/a/}]", list, list)
		want[address.Page("/cy"+list+"letter/a/")] = want[address.Page(list+"letter/a/")]
		want[address.Page(list+"letter/c/")] = fmt.Sprintf("[{en-GB %sletter/c/} {cy /cy%s}]", list, list)
		want[address.Page("/cy"+list+"letter/ch/")] = fmt.Sprintf("[{en-GB %s} {cy /cy%sletter/ch/}]", list, list)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the pages in each language are\n%v\nand should be\n%v", got, want)
	}
}

// listsIn is what a list of a kind and the pages of its parts say: how many of their
// councils have something here, what they lead to, and how many they list, by the
// beginnings of their names.
func listsIn(p *planner, kind string) (said string, listed map[string]int) {
	listed = map[string]int{}
	var pages []string
	for _, page := range append(home(p), authorities(p)...) {
		if page.Kind != kind && page.Kind != kind+"-in" && (kind != "country" || page.Address != address.Home) {
			continue
		}
		var held, count int
		var leads *PartList
		var before, after *PartEntry
		var names []string
		add := func(name string) { listed[name], names = listed[name]+1, append(names, name) }
		switch view := page.View().(type) {
		case AuthoritiesView:
			held, count, leads = view.Index.Held, view.Index.Count, view.Index.Pages
			namesOf(view.Index, add)
		case CountryView:
			held, count, leads = view.Index.Held, view.Index.Count, view.Index.Pages
			namesOf(view.Index, add)
		case AuthoritiesInView:
			held, count, before, after = view.Held, view.Count, view.Before, view.After
			namesOf(Index{Parts: []IndexPart{{Authorities: view.Authorities}}}, add)
		case GridView:
			held, count, leads, before, after = view.Held, view.Count, view.Pages, view.Before, view.After
			for _, part := range view.Parts {
				for _, row := range part.Rows {
					add(row.Authority.Words)
				}
			}
		}
		line := ""
		at := func(target string) string {
			i := max(strings.Index(target, link.LetterSegment+"/"), strings.Index(target, link.RegionSegment+"/"))
			return target[i:]
		}
		name := func(entry *PartEntry) string { _, name, _ := strings.Cut(at(entry.Target), "/"); return name }
		if page.Kind == kind+"-in" {
			line = at(string(page.Address))
			switch {
			case before != nil && after != nil:
				line += " between " + name(before) + " and " + name(after)
			case before != nil:
				line += " after " + name(before)
			case after != nil:
				line += " before " + name(after)
			}
			line += ", "
		}
		line += fmt.Sprintf("%d of %d", held, count)
		if leads != nil {
			for _, entry := range leads.Entries {
				if !page.Anchors().Has(entry.Anchor) {
					line += " lost"
				}
				line += fmt.Sprintf(", #%s to %s %d of %d", entry.Anchor, at(entry.Target), entry.Held, entry.Count)
			}
		}
		for len(names) > 0 {
			begins, _, _ := strings.Cut(names[0], " ")
			same := slices.IndexFunc(append(names, ""), func(name string) bool { return !strings.HasPrefix(name, begins) })
			line, names = line+fmt.Sprintf(", %s %d", begins, same), names[same:]
		}
		pages = append(pages, line)
	}
	return strings.Join(pages, " | "), listed
}

func namesOf(index Index, add func(string)) {
	for _, part := range index.Parts {
		for _, entry := range part.Authorities {
			add(entry.Name)
		}
	}
}

// councilsOf is a site without a home, with so many councils by the beginnings of their
// names, and pages that were published. The first of each name with a letter was
// inspected, all but one under rules with grades.
func councilsOf(lang string, councils map[string]int, published ...address.Page) *planner {
	register := &link.Register{Joined: &link.Joined{Settings: &decode.Settings{NoHome: true}, Authorities: map[string]decode.Authority{}, Lang: lang}}
	for _, at := range published {
		register.Ledger = append(register.Ledger, decode.Recorded{Page: ledger.Page{Address: at}})
	}
	areas := []framework.Area{{ID: "care", Name: "Care"}}
	for begins, many := range councils {
		begins, region, _ := strings.Cut(begins, ":")
		if region != "" {
			register.Authorities[region] = decode.Authority{ID: region, Name: region, Area: true}
		}
		for i := range many {
			id := fmt.Sprint(strings.ToLower(strings.Replace(begins, "Ö", "o", 1)), "-", i+1)
			one := decode.Authority{ID: id, Name: fmt.Sprint(begins, " ", i+1), Region: region}
			register.Authorities[id] = one
			if i > 0 || begins == "4" || begins == "Cedar" {
				continue
			}
			held := &link.Inspection{Authority: &one, Rules: &link.Rules{}, Address: register.At(id, "inspections", "2020")}
			held.Inspection = decode.Inspection{Inspection: inspection.Inspection{ID: "2020", Authority: id, Activity: "inspection", Inspected: spansOf(date.Date{})}}
			if begins != "Öland" {
				held.Edition = framework.Edition{ID: "rules-2018", Areas: areas}
			}
			register.Inspections = append(register.Inspections, held)
		}
	}
	slices.SortFunc(register.Inspections, func(a, b *link.Inspection) int { return strings.Compare(a.Authority.ID, b.Authority.ID) })
	return plannerOf(register, restOf(register))
}
