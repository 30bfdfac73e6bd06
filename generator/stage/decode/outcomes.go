package decode

import (
	"slices"
	"strings"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/framework"
	"plainsight/generator/domain/inspection"
	"plainsight/generator/kit/diag"
)

// An Outcome is one row of an inspectorate's yearly file of outcomes: what the
// most recent inspection of a council decided.
type Outcome struct {
	// Authority is the ID of the council, "" where the site does not know it;
	// Name is its name as printed.
	Authority, Name      string
	Inspected, Published date.Date
	// Judgements in the order in which the frameworks list their areas, with
	// Area and Printed alone; an area without a grade is left out.
	Judgements []inspection.Judgement
	// Place is the row.
	Place diag.Place
}

// The columns that are needed, apart from at least one area of a framework.
// All others are passed over.
const (
	nameColumn      = "Local authority name"
	inspectedColumn = "Inspection date"
	publishedColumn = "Publication date"
)

var outcomeColumns = []string{nameColumn, inspectedColumn, publishedColumn, "Overall effectiveness"}

func readOutcomes(file source, docs *Documents) []diag.Problem {
	s, problems := openSheet(file, strings.Join(outcomeColumns, ","))
	if s == nil {
		return problems
	}
	o := outcomes{sheet: s, scales: docs.Scales, byName: map[string]int{}, councils: map[string]string{}, seen: map[councilDay]int{}}
	for i, name := range s.header {
		o.byName[folded(name)] = i
	}
	for _, authority := range docs.Authorities {
		for _, name := range slices.Concat(authority.Aliases, []string{authority.Name}) {
			o.councils[folded(name)] = authority.ID
		}
	}
	for _, scale := range docs.Scales {
		for _, word := range scale.Words() {
			if !slices.Contains(o.grades, word) {
				o.grades = append(o.grades, word)
			}
		}
	}
	if o.takeColumns(docs.Frameworks) {
		for s.next() {
			if outcome, read := o.takeRow(); read {
				docs.Outcomes = append(docs.Outcomes, outcome)
			}
		}
	}
	return s.close()
}

// outcomes is a file of outcomes while it is read.
type outcomes struct {
	*sheet
	// byName are the columns by their folded names.
	byName map[string]int
	// areas are the columns of grades, in the order of the frameworks.
	areas []areaColumn
	// councils are the IDs of authorities by their folded names.
	councils map[string]string
	scales   []framework.Scale
	grades   []string
	seen     map[councilDay]int
}

type areaColumn struct {
	area   string
	column int
}

type councilDay struct {
	name string
	day  date.Date
}

// folded writes a name as it is compared: without case, “&” for “and” and the
// two spellings of judgement.
func folded(name string) string {
	name = strings.NewReplacer("&", " and ", "judgment", "judgement").Replace(strings.ToLower(name))
	return strings.Join(strings.Fields(name), " ")
}

func (o *outcomes) takeColumns(frameworks []Framework) bool {
	for _, needed := range outcomeColumns[:3] {
		if _, there := o.byName[folded(needed)]; !there {
			o.missing(needed, outcomeColumns)
			return false
		}
	}
	var names []string
	for _, f := range frameworks {
		for _, edition := range f.Editions {
			for _, area := range edition.Areas {
				names = append(names, area.Name)
				o.takeArea(area)
			}
		}
	}
	if len(o.areas) == 0 {
		o.report(badTable.At(diag.Place{File: o.file, Line: 1, Column: 1}, "no column is an area that inspectors judge").
			Try("The columns of grades have the names of areas, as data/frameworks has them: %s.", few(slices.Compact(names))))
	}
	return len(o.areas) > 0
}

func (o *outcomes) takeArea(area framework.Area) {
	column, there := o.byName[folded(area.Name)]
	known := slices.ContainsFunc(o.areas, func(a areaColumn) bool { return a.column == column })
	if there && !known {
		o.areas = append(o.areas, areaColumn{area.ID, column})
	}
}

func (o *outcomes) takeRow() (outcome Outcome, read bool) {
	name, named := o.byName[folded(nameColumn)], false
	outcome.Name = strings.Clone(o.cell(name))
	outcome.Place = diag.Place{File: o.file, Line: o.line()}
	outcome.Authority, named = o.councils[folded(outcome.Name)]
	if outcome.Name == "" {
		o.report(badTable.At(o.place(name), "the row does not say which council it is about").Try("Write the name of the council."))
	}
	inspected, known := o.day(inspectedColumn)
	if known && !inspected.Known() {
		o.report(badDate.At(o.place(o.byName[folded(inspectedColumn)]), "the row does not say when the inspection was").Try("Write the day, as in 28/02/2022."))
		known = false
	}
	published, alsoKnown := o.day(publishedColumn)
	outcome.Inspected, outcome.Published = inspected, published
	graded := o.judgements(&outcome)
	if !known || !alsoKnown || !graded || outcome.Name == "" {
		return outcome, false
	}
	who := outcome.Name
	if named {
		who = outcome.Authority
	}
	return outcome, o.once(who, outcome)
}

// day reads a day in British order, or year first; an empty cell is not known.
func (o *outcomes) day(name string) (date.Date, bool) {
	column := o.byName[folded(name)]
	written := o.cell(column)
	if written == "" {
		return date.Date{}, true
	}
	day, err := date.Parse(britishDay(written))
	if err != nil || !day.Exact() {
		o.report(badDate.At(o.place(column), "“%s” is not a day", written).Try("Write day, month and year, as in 28/02/2022."))
		return day, false
	}
	return day, true
}

// britishDay turns 28/02/2022 into 2022-02-28, and leaves all else as it is.
func britishDay(written string) string {
	parts := strings.Split(written, "/")
	if len(parts) != 3 || len(parts[2]) != 4 || len(parts[0]) > 2 || len(parts[1]) > 2 {
		return written
	}
	two := func(digits string) string { return strings.Repeat("0", 2-len(digits)) + digits }
	return parts[2] + "-" + two(parts[1]) + "-" + two(parts[0])
}

// judgements reads the grades, and refuses words that are on no scale.
func (o *outcomes) judgements(outcome *Outcome) bool {
	fits := true
	for _, area := range o.areas {
		printed := o.cell(area.column)
		if printed == "" {
			continue
		}
		if !o.isGrade(printed) {
			o.report(NotAllowed(o.place(area.column), o.header[area.column], printed, append(slices.Clone(o.grades), framework.NotJudged)))
			fits = false
			continue
		}
		if slices.ContainsFunc(outcome.Judgements, func(j inspection.Judgement) bool { return j.Area == area.area }) {
			o.report(badTable.At(o.place(area.column), "the row has a second grade for “%s”", area.area).Try("Two columns stand for the same area; take one of the two grades out."))
			fits = false
			continue
		}
		outcome.Judgements = append(outcome.Judgements, inspection.Judgement{Area: area.area, Printed: strings.Clone(printed)})
	}
	return fits
}

func (o *outcomes) isGrade(printed string) bool {
	return strings.EqualFold(printed, framework.NotJudged) || slices.ContainsFunc(o.scales, func(s framework.Scale) bool {
		_, _, found := s.Grade(printed)
		return found
	})
}

// once refuses a second row for the same council and day.
func (o *outcomes) once(who string, outcome Outcome) bool {
	key := councilDay{folded(who), outcome.Inspected}
	if line, twice := o.seen[key]; twice {
		o.report(badTable.At(outcome.Place, "this council was inspected on the same day in line %d already", line).Try("Take one of the two rows out."))
		return false
	}
	o.seen[key] = outcome.Place.Line
	return true
}
