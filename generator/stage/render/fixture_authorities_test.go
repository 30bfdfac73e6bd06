package render

import (
	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/stage/plan"
)

// authorityPages are the kinds of pages that a site of several authorities has
// beside the others, and one of each other kind that says whose it is.
func authorityPages() []plan.Page {
	return []plan.Page{authorityPage(), authoritiesPage(), countryPage(), gridsPage(), gridPage(), yearsPage(), manyYearsPage(), yearPage(), farhamsInspections(), farhamsVisit()}
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

func gridPage() plan.Page {
	view := plan.GridView{
		Frame: frame("grid", "/authorities/grades/ilacs-2018/", allCouncils(), plan.Link{Target: "/authorities/grades/", Word: "grids.title"}),
		Rules: gridEntries()[0].Rules, Held: 2, Count: 4, Explained: true, Others: gridEntries()[1:],
		Areas: []plan.GridArea{{Name: "The experiences of children in care", Short: "Children in care"}, {Name: "The board", Body: "Safeguarding board"}},
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
