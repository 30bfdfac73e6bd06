package render

import (
	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/stage/plan"
)

// authorityPages are the kinds of pages that a site of several authorities has
// beside the others, and one of each other kind that says whose it is.
func authorityPages() []plan.Page {
	return []plan.Page{authorityPage(), authoritiesPage(), countryPage(), gridsPage(), gridPage(), manyCouncilsPage(), manyCountryPage(), lettersPage(), elsewherePage(), manyGradesPage(), letterOfGradesPage(), yearsPage(), manyYearsPage(), yearPage(), farhamsInspections(), farhamsVisit()}
}

func placesBelow(root string) plan.Places {
	return plan.Places{Inspections: root + "inspections/", Timeline: root + "timeline/", Threads: root + "threads/", Metrics: root + "metrics/"}
}

const farham = "/authorities/farham/"

func allCouncils() plan.Link { return plan.Link{Target: "/authorities/", Word: "authorities.title"} }

func frameOfFarham(kind, at string) plan.Frame {
	of := frame(kind, "/", allCouncils(), plan.Link{Target: farham, Words: "Farham & Vale"})
	of.Address = address.Page(at)
	of.Authority = "Farham & Vale"
	of.Own = []plan.Link{{Target: farham, Word: "authority.first"}, {Target: farham + "timeline/", Word: "timeline.title"}}
	return of
}

func farhamsRecord() plan.Record {
	visit := visitRecord()
	visit.ID, visit.Address, visit.Title, visit.Authority = "2023-10-visit", address.Page(farham+"inspections/2023-10-visit/"), "Focused visit", "Farham & Vale"
	visit.Whose = visit.Authority
	return visit
}

func authorityPage() plan.Page {
	newest, earlier := farhamsRecord(), record()
	view := plan.AuthorityView{HomeView: plan.HomeView{
		Frame: frameOfFarham("authority", farham), At: placesBelow(farham),
		Outcome: &newest, Report: &earlier, Asks: asks(), Record: []plan.Record{newest, earlier}, Threads: threadEntries(),
	}}
	view.Region = &plan.Link{Target: "/authorities/#northshire", Words: "Northshire"}
	view.Neighbours = []plan.Link{{Target: "/", Words: "Anytown"}, {Words: "Newmarsh"}}
	view.Trail = view.Trail[:2]
	view.Title = "Farham & Vale"
	return page(view.Frame, view)
}

func index() plan.Index {
	newest, graded := farhamsRecord(), record()
	withoutOverall := farhamsRecord()
	withoutOverall.Grades = []plan.Grade{{Name: "Children in care", Printed: "Good"}, {Name: "Care leavers", Printed: "Not judged"}}
	return plan.Index{Count: 4, Held: 2, Parts: []plan.IndexPart{
		{Anchor: "northshire", Heading: "Northshire", Authorities: []plan.AuthorityEntry{
			{Target: "/", Name: "Anytown", Held: 1, Newest: &withoutOverall},
			{Target: farham, Name: "Farham & Vale", Held: 2, Newest: &newest, Graded: &graded},
			{Target: "/authorities/oldport/", Name: "Oldport"},
		}},
		{Anchor: "elsewhere", Elsewhere: true, Authorities: []plan.AuthorityEntry{{Name: "Newmarsh", Reported: &plan.Reported{
			Inspected: day("2024-03-04"), Grades: []plan.Grade{{Name: "Overall effectiveness", Printed: "Good", Overall: true}},
		}}}},
	}}
}

func gridEntries() []plan.GridEntry {
	return []plan.GridEntry{
		{Target: "/authorities/grades/ilacs-2018/", Held: 2, Rules: plan.Rules{Framework: "Children's services", Force: date.Span{First: day("2018-01-01"), Last: day("2022-12-31")}}},
		{Target: "/authorities/grades/sif-2013/", Held: 1, Rules: plan.Rules{Framework: "Single inspection framework", Force: date.Span{First: day("2013-11")}}},
	}
}

func authoritiesPage() plan.Page {
	view := plan.AuthoritiesView{Frame: frame("authorities", "/authorities/"), Index: index(), Grids: gridEntries()}
	return page(view.Frame, view)
}

func countryPage() plan.Page {
	view := plan.CountryView{
		AuthoritiesView: plan.AuthoritiesView{Frame: frame("country", "/country/"), Index: index(), Grids: gridEntries()},
		Recent:          []plan.Record{farhamsRecord(), record()},
		Metrics:         2, Papers: 1, Topics: 1, NotHeld: true,
	}
	view.Title = "Inspections in Northshire"
	return page(view.Frame, view)
}

func gridsPage() plan.Page {
	view := plan.GridsView{Frame: frame("grids", "/authorities/grades/", allCouncils()), Grids: gridEntries()}
	return page(view.Frame, view)
}

func gridAreas() []plan.GridArea {
	return []plan.GridArea{{Name: "The experiences of children in care", Short: "Children in care"}, {Name: "The board", Body: "Safeguarding board"}}
}

func gridPage() plan.Page {
	view := plan.GridView{
		Frame: frame("grid", "/authorities/grades/ilacs-2018/", allCouncils(), plan.Link{Target: "/authorities/grades/", Word: "grids.title"}),
		Rules: gridEntries()[0].Rules, Held: 2, Count: 4, Explained: true, Others: gridEntries()[1:],
		Areas: gridAreas(),
		Parts: []plan.GridPart{
			{Anchor: "northshire", Heading: "Northshire", Rows: []plan.GridRow{
				{Authority: plan.Link{Target: "/", Words: "Anytown"}, Inspection: &plan.Link{Target: reportAddress, When: days("2022-02-28/2022-03-04")}, Cells: []string{"Good", ""}, Earlier: 1},
				{Authority: plan.Link{Target: farham, Words: "Farham & Vale"}, Inspection: &plan.Link{Target: farham + "inspections/2019/", When: days("2019")}, Outcome: "All services judged good"},
			}},
			{Anchor: "elsewhere", Elsewhere: true, Rows: []plan.GridRow{
				{Authority: plan.Link{Words: "Newmarsh"}},
				{Authority: plan.Link{Words: "Oldport"}, Inspection: &plan.Link{Target: "/authorities/oldport/inspections/2019/", When: days("2019")}},
			}},
		},
	}
	view.About = "Children's services (2018–2022)"
	return page(view.Frame, view)
}

// partList leads to the parts of a list of too many councils for one page.
func partList(of string, graded bool) *plan.PartList {
	return &plan.PartList{Graded: graded, Entries: []plan.PartEntry{
		{Anchor: "northshire", Target: of + "region/northshire/", Heading: "Northshire", Count: 412, Held: 2},
		{Anchor: "elsewhere", Target: of + "region/elsewhere/", Elsewhere: true, Count: 1},
	}}
}

// manyCouncilsPage is the index where there are too many for one page, and
// manyCountryPage the first page of their site.
func manyCouncilsPage() plan.Page {
	view := plan.AuthoritiesView{Frame: frame("authorities", "/many-councils/"), Grids: gridEntries()}
	view.Index = plan.Index{Count: 413, Held: 2, Pages: partList("/authorities/", false)}
	return page(view.Frame, view)
}

func manyCountryPage() plan.Page {
	view := plan.CountryView{Recent: []plan.Record{farhamsRecord()}, NotHeld: true}
	view.AuthoritiesView = plan.AuthoritiesView{Frame: frame("country", "/many-country/"), Index: plan.Index{Count: 413, Held: 2, Pages: partList("/authorities/", false)}}
	view.Title = "Inspections in Northshire"
	return page(view.Frame, view)
}

// lettersPage has the councils of a letter, and elsewherePage those of which no
// region is known.
func lettersPage() plan.Page {
	view := plan.AuthoritiesInView{
		Frame: frame("authorities-in", "/authorities/letter/b/", allCouncils()), Count: 3, Held: 2, Authorities: index().Parts[0].Authorities,
		Before: &plan.PartEntry{Target: "/authorities/letter/a/", Heading: "A"}, After: &plan.PartEntry{Target: "/authorities/letter/ch/", Heading: "Ch"},
	}
	view.About = "B"
	return page(view.Frame, view)
}

func elsewherePage() plan.Page {
	view := plan.AuthoritiesInView{
		Frame: frame("authorities-in", "/authorities/region/elsewhere/", allCouncils()), Count: 1, Authorities: index().Parts[1].Authorities,
		Before: &plan.PartEntry{Target: "/authorities/region/northshire/", Heading: "Northshire"},
	}
	view.Elsewhere = true
	return page(view.Frame, view)
}

// manyGradesPage leads to the grades of the councils of each part, letterOfGradesPage
// has those of one.
func manyGradesPage() plan.Page {
	view := plan.GridView{
		Frame: frame("grid", "/authorities/grades/many/", allCouncils(), plan.Link{Target: "/authorities/grades/", Word: "grids.title"}),
		Rules: gridEntries()[0].Rules, Held: 2, Count: 413, Others: gridEntries()[1:], Areas: gridAreas(), Explained: true,
		Pages: partList("/authorities/grades/many/", true),
	}
	view.About = "Children's services (2018–2022)"
	return page(view.Frame, view)
}

func letterOfGradesPage() plan.Page {
	view := plan.GridView{
		Frame: frame("grid-in", "/authorities/grades/many/region/elsewhere/", allCouncils(), plan.Link{Target: "/authorities/grades/", Word: "grids.title"},
			plan.Link{Target: "/authorities/grades/many/", Words: "Children's services (2018–2022)"}),
		Rules: gridEntries()[0].Rules, Count: 1, Areas: gridAreas(), Parts: []plan.GridPart{{Rows: []plan.GridRow{{Authority: plan.Link{Words: "Newmarsh"}}}}},
		Before: &plan.PartEntry{Target: "/authorities/grades/many/region/northshire/", Heading: "Northshire"},
	}
	view.About, view.Elsewhere = "Children's services (2018–2022)", true
	return page(view.Frame, view)
}

// yearsPage is the list of all inspections on a site without a home.
func yearsPage() plan.Page {
	view := plan.InspectionsView{Frame: frame("inspections", "/all/"), Years: []plan.YearPart{
		{Anchor: "y2023", Year: 2023, Inspections: []plan.Record{farhamsRecord()}},
		{Anchor: "y2022", Year: 2022, Inspections: []plan.Record{record()}},
	}}
	return page(view.Frame, view)
}

// manyYearsPage is the list where there are too many for one page, and yearPage the
// page of a year.
func manyYearsPage() plan.Page {
	view := plan.InspectionsView{Frame: frame("inspections", "/many/"), Periods: []plan.PeriodEntry{
		{Anchor: "y2023", Target: "/inspections/2023/", In: days("2023"), Count: 1},
		{Anchor: "y2022", Target: "/inspections/2022/", In: days("2022"), Count: 625},
	}}
	return page(view.Frame, view)
}

func yearPage() plan.Page {
	view := plan.PeriodView{
		Frame: frame("inspections-in", "/inspections/2022/", plan.Link{Target: "/inspections/", Word: "inspections.title"}),
		Count: 2, Months: []plan.PeriodEntry{{Target: "/inspections/2022-02/", In: days("2022-02"), Count: 1}},
		Inspections: []plan.Record{farhamsRecord()},
		Before:      &plan.PeriodEntry{Target: "/inspections/2021/", In: days("2021")}, After: &plan.PeriodEntry{Target: "/inspections/2023/", In: days("2023")},
	}
	view.Subject = days("2022")
	return page(view.Frame, view)
}

// farhamsInspections is the list of a home authority beside which there are
// others.
func farhamsInspections() plan.Page {
	view := plan.InspectionsView{Frame: frame("inspections", "/farham/"), Inspections: []plan.Record{farhamsRecord()}}
	view.Authority = "Farham & Vale"
	return page(view.Frame, view)
}

func farhamsVisit() plan.Page {
	view := plan.InspectionView{Frame: frameOfFarham("inspection", farham+"inspections/2023-10-visit/"), Record: farhamsRecord(), Newest: true}
	view.Title = "Focused visit"
	return page(view.Frame, view)
}
