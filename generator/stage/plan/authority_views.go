package plan

import "plainsight/generator/domain/date"

// An AuthorityView is the first page of an authority that is not the home.
type AuthorityView struct {
	HomeView
	// Region is the area that it lies in; it may be nil.
	Region *Link
	// Neighbours are its statistical neighbours, those with pages here as links.
	Neighbours []Link
}

// An AuthoritiesView is the index of all authorities.
type AuthoritiesView struct {
	Frame
	Index Index
	// Grids are the pages of their grades, one a framework edition.
	Grids []GridEntry
}

// An Index is authorities in the order of their names, parted by regions, or by
// letters where no region is known. Where they are too many for one page there are
// no parts, and Pages lead to those of each.
type Index struct {
	Parts []IndexPart
	Pages *PartList
	// Count is how many authorities there are, and Held how many of them have an
	// inspection on this site.
	Count, Held int
}

// An IndexPart is the authorities of a region or a letter; where neither parts
// them Heading is "".
type IndexPart struct {
	// Anchor is its place on the page, Heading its name. Elsewhere marks the part
	// of those whose region is not known.
	Anchor, Heading string
	Elsewhere       bool
	Authorities     []AuthorityEntry
}

// A PartList leads to the pages of the parts of a list of authorities. Lettered tells
// that they are letters, and Graded that the list is of grades.
type PartList struct {
	Lettered, Graded bool
	Entries          []PartEntry
}

// A PartEntry is a part with a page of its own.
type PartEntry struct {
	// Anchor is the place that it has in the list, Heading its name; Elsewhere is as
	// in the index.
	Anchor, Target, Heading string
	Elsewhere               bool
	// Held is how many of its authorities have something in the list, of Count.
	Held, Count int
}

// An AuthoritiesInView is a part of the index on a page of its own.
type AuthoritiesInView struct {
	Frame
	// Held is how many authorities have an inspection on this site, of Count.
	Held, Count int
	Authorities []AuthorityEntry
	// Before and After are the parts beside it; they may be nil.
	Before, After *PartEntry
}

// An AuthorityEntry is an authority in the index.
type AuthorityEntry struct {
	// Target is "" where it has no page.
	Target, Name string
	// Held is how many inspections and visits are on this site.
	Held int
	// Newest is the most recent one, and Graded the most recent with an outcome
	// where that is another; they may be nil.
	Newest, Graded *Record
	// Reported is what a yearly file says where nothing here is as recent.
	Reported *Reported
}

// A Reported outcome stands in a yearly file of an inspectorate. Its grades are
// the one for the services as a whole or, where there is none, all.
type Reported struct {
	Inspected date.Date
	Grades    []Grade
}

// A CountryView is the first page of a site without a home authority.
type CountryView struct {
	AuthoritiesView
	// Recent are the most recent inspections of all authorities.
	Recent []Record
	// Metrics, Papers and Topics are how many there are.
	Metrics, Papers, Topics int
	Front                   []Chart
	NotHeld                 bool
}

// A GridEntry is the grid of an edition in a list; Held is how many authorities
// have grades in it.
type GridEntry struct {
	Target string
	Rules  Rules
	Held   int
}

// Rules are a framework as it was in force for some time.
type Rules struct {
	Framework, Inspectorate string
	Force                   date.Span
}

// A GridsView is the list of grids.
type GridsView struct {
	Frame
	Grids []GridEntry
}

// A GridView has the grades of all authorities under one edition, or of one part of
// them where Pages lead to those of each.
type GridView struct {
	Frame
	Rules Rules
	// Areas are what the edition judges; Explained tells that one has a shorter
	// name here, or is about another body.
	Areas     []GridArea
	Explained bool
	Parts     []GridPart
	Pages     *PartList
	// Held is how many authorities have an inspection in it, of Count.
	Held, Count int
	// Others are the grids of other editions.
	Others []GridEntry
	// Before and After are the parts beside the one that has this page; they may be nil.
	Before, After *PartEntry
}

// A GridArea heads a column. Short is a shorter name of ours, and Body the body
// that was judged where it is another than the council; both may be "".
type GridArea struct{ Name, Short, Body string }

// A GridPart is the rows of a region or a letter, as in the index.
type GridPart struct {
	Anchor, Heading string
	Elsewhere       bool
	Rows            []GridRow
}

// A GridRow is an authority with the grades of its most recent inspection under
// the edition. Inspection is nil where none is held.
type GridRow struct {
	Authority  Link // without a Target where it has no page
	Inspection *Link
	// Cells are the grades as printed, in the order of the areas, "" where an
	// area has none in this inspection. There are none where none is known.
	Cells []string
	// Outcome is what is known in words where no areas are.
	Outcome string
	// Earlier is how many more inspections it has under the same edition.
	Earlier int
}
