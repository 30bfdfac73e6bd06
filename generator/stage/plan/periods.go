package plan

import (
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/stage/link"
)

// mostListed is how many inspections of all authorities one page lists. Where there
// are more, each year has a page, and in a year of more each month. Pages that were
// published stay, however few there are later.
const mostListed = 400

// A period is the inspections that began in a year or a month, the newest first.
type period struct {
	in          date.Date
	inspections []*link.Inspection
}

// byYear parts the inspections of all authorities by the years in which they began.
func (p *planner) byYear() []period {
	newest := slices.Clone(p.Inspections)
	slices.Reverse(newest)
	return periodsOf(newest, date.Date.InYear)
}

// parted tells whether the years have pages of their own.
func (p *planner) parted(years []period) bool {
	return len(p.Inspections) > mostListed || p.published(years)
}

// published tells whether one of some periods had a page before.
func (p *planner) published(all []period) bool {
	return slices.ContainsFunc(all, func(one period) bool { return p.ever[string(one.address())] })
}

// months parts the inspections of a year of too many, and gives the rest, of which no
// month is known.
func (p *planner) months(one period) (months []period, rest []*link.Inspection) {
	months = periodsOf(one.inspections, date.Date.InMonth)
	if i := slices.IndexFunc(months, func(month period) bool { return month.in == one.in }); i >= 0 {
		rest = months[i].inspections
		months = slices.Delete(months, i, i+1)
	}
	if len(one.inspections) <= mostListed && !p.published(months) {
		return nil, one.inspections
	}
	return months, rest
}

// periodsOf parts inspections, the newest first, by what of their beginnings counts.
func periodsOf(newest []*link.Inspection, in func(date.Date) date.Date) (all []period) {
	at := map[date.Date]int{}
	for _, one := range newest {
		began := in(one.Inspected.First())
		i, known := at[began]
		if !known {
			i = len(all)
			at[began], all = i, append(all, period{in: began})
		}
		all[i].inspections = append(all[i].inspections, one)
	}
	return all
}

// periods plans a page for each year, and for each month of a year of too many.
func (p *planner) periods(years []period) (pages []Page) {
	for i, year := range years {
		pages = append(pages, p.periodPage(years, i, inspectionsLink))
		months, _ := p.months(year)
		for j := range months {
			pages = append(pages, p.periodPage(months, j, inspectionsLink, Link{Target: string(year.address()), Words: year.in.String()}))
		}
	}
	return pages
}

// periodPage plans the page of one of several periods.
func (p *planner) periodPage(all []period, i int, trail ...Link) Page {
	one := all[i]
	titled := func() Frame {
		frame := p.frame("inspections-in", one.address(), trail...)
		frame.Subject = spansOf(one.in)
		return frame
	}
	page := Page{Kind: "inspections-in", Address: one.address(), view: func(Page) any {
		view := PeriodView{Frame: titled(), Count: len(one.inspections)}
		if i > 0 {
			after := all[i-1].entry()
			view.After = &after
		}
		if i+1 < len(all) {
			before := all[i+1].entry()
			view.Before = &before
		}
		months, rest := p.months(one)
		for _, month := range months {
			view.Months = append(view.Months, month.entry())
		}
		view.Inspections = briefs(rest)
		return view
	}}
	page.having(func(has *rare) { has.titled = titled })
	return page
}

func (one period) address() address.Page { return address.Of("inspections", one.in.String()) }

// entry is the period as a line of a list.
func (one period) entry() PeriodEntry {
	return PeriodEntry{Target: string(one.address()), In: spansOf(one.in), Count: len(one.inspections)}
}

func spansOf(one date.Date) date.Spans { return date.Spans{{First: one, Last: one}} }
