package plan

import (
	"fmt"
	"slices"
	"testing"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/domain/ledger"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// TestManyInspectionsAreListedByTheirYears: a list that no phone could show leads to a
// page a year, and a year of too many to one a month. The places that the list had
// stay, and each inspection stands in one list, also where no month is known.
func TestManyInspectionsAreListedByTheirYears(t *testing.T) {
	for _, c := range []struct {
		began      map[string]int
		pages, say string
	}{
		{map[string]int{"2023-02-01": 200, "2024-02-01": 200}, "[/inspections/ y2024 y2023]", "[/inspections/: y2024:, and 200 y2023:, and 200]"},
		{map[string]int{"2021-03-02": 1, "2024": 2, "2024-05-14": 200, "2024-06-04": 200},
			"[/inspections/ y2024 y2021 /inspections/2024/ /inspections/2024-06/ /inspections/2024-05/ /inspections/2021/]",
			"[/inspections/: 2024 402, 2021 1 /inspections/2024/ before 2021: 2024-06 200, 2024-05 200, and 2" +
				" /inspections/2024-06/ before 2024-05:, and 200 /inspections/2024-05/ after 2024-06:, and 200 /inspections/2021/ after 2024:, and 1]"},
	} {
		pages := inspections(countryOf(t, c.began))
		got, said, listed := []string{}, []string{}, map[address.Page]int{}
		for _, page := range pages {
			got = append(got, string(page.Address))
			got = slices.AppendSeq(got, page.Anchors().All())
			said = append(said, saidOf(page, listed)...)
		}
		if fmt.Sprint(got) != c.pages || fmt.Sprint(said) != c.say {
			t.Errorf("%v has the pages\n%v\nand says\n%v", c.began, got, said)
		}
		for at, n := range listed {
			if n != 1 {
				t.Errorf("%s is listed %d times", at, n)
			}
		}
		if all := len(countryOf(t, c.began).Inspections); len(listed) != all {
			t.Errorf("%d of %d are listed", len(listed), all)
		}
	}
}

// TestPublishedListsStay: what was published keeps its address, though the list would
// have room for all.
func TestPublishedListsStay(t *testing.T) {
	began := map[string]int{"2020-02-01": 2, "2020-03": 1, "2020": 1, "2021-05-02": 1}
	for _, c := range []struct {
		published []address.Page
		want      string
	}{
		{[]address.Page{"/inspections/", "/inspections/2019/"}, "[/inspections/]"},
		{[]address.Page{"/inspections/2020/"}, "[/inspections/ /inspections/2021/ /inspections/2020/]"},
		{[]address.Page{"/inspections/2020/", "/inspections/2020-02/"},
			"[/inspections/ /inspections/2021/ /inspections/2020/ /inspections/2020-03/ /inspections/2020-02/]"},
	} {
		got, listed := []address.Page{}, map[address.Page]int{}
		for _, page := range inspections(countryOf(t, began, c.published...)) {
			got = append(got, page.Address)
			saidOf(page, listed)
		}
		if fmt.Sprint(got) != c.want || len(listed) != 5 {
			t.Errorf("where %v were published there are %v, which list %d", c.published, got, len(listed))
		}
	}
}

// saidOf is what a list leads to, and counts what it lists.
func saidOf(page Page, listed map[address.Page]int) (said []string) {
	add := func(line string, entries []PeriodEntry, records []Record) {
		for i, one := range entries {
			line += fmt.Sprintf("%s %s %d", map[bool]string{true: ":", false: ","}[i == 0], one.In.First(), one.Count)
		}
		for _, one := range records {
			listed[one.Address]++
		}
		if len(entries) == 0 {
			line += ":"
		}
		if len(records) > 0 {
			line += fmt.Sprint(", and ", len(records))
		}
		said = append(said, line)
	}
	switch view := page.View().(type) {
	case InspectionsView:
		add(string(page.Address), view.Periods, nil)
		for _, year := range view.Years {
			add(year.Anchor, nil, year.Inspections)
		}
	case PeriodView:
		line := string(page.Address)
		if view.Before != nil {
			line += " before " + view.Before.In.First().String()
		}
		if view.After != nil {
			line += " after " + view.After.In.First().String()
		}
		add(line, view.Months, view.Inspections)
	}
	return said
}

// countryOf is a site without a home, with so many inspections that began on a day, and
// pages that were published.
func countryOf(t *testing.T, began map[string]int, published ...address.Page) *planner {
	register := &link.Register{Joined: &link.Joined{Settings: &decode.Settings{NoHome: true}, Authorities: map[string]decode.Authority{"farham": {ID: "farham", Name: "Farham"}}}}
	for _, at := range published {
		register.Ledger = append(register.Ledger, decode.Recorded{Page: ledger.Page{Address: at}})
	}
	farham, rules := register.Authorities["farham"], &link.Rules{}
	for day, many := range began {
		first, err := date.Parse(day)
		if err != nil {
			t.Fatal(err)
		}
		for i := range many {
			one := &link.Inspection{Authority: &farham, Rules: rules, Address: address.Of("authorities", "farham", "inspections", fmt.Sprint(day, "-", i))}
			one.Inspection = decode.Inspection{Inspection: inspection.Inspection{ID: fmt.Sprint(day, "-", i), Authority: "farham", Inspected: spansOf(first)}}
			register.Inspections = append(register.Inspections, one)
		}
	}
	slices.SortStableFunc(register.Inspections, func(a, b *link.Inspection) int { return a.Inspected.First().Compare(b.Inspected.First()) })
	return plannerOf(register, restOf(register))
}
