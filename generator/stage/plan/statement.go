package plan

import (
	"path"
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/stage/decode"
)

// statementKinds are the pages that every site owes its readers. They are
// made from the settings and the words of the theme; what people write in
// content/pages under the same name is added to them.
var statementKinds = []string{accessibility, formats, "privacy", "reading"}

const (
	accessibility = "accessibility"
	formats       = "formats"
)

// A StatementView is the accessibility statement, as the regulations of 2018
// for public bodies ask for it.
type StatementView struct {
	Frame
	// Prepared and Reviewed are days, which may be unknown.
	Prepared, Reviewed date.Date
	// Compliance is how far the site meets the standard, one of Compliances.
	// Where nobody has Decided, a site that people have not tried claims a part
	// and no more.
	Compliance string
	Decided    bool
	// Tested, TestedBy and TestedHow tell of people who tried the site; they are
	// empty until people did.
	Tested              date.Date
	TestedBy, TestedHow string
	// Failing does not meet the standard, Burden would be too dear to mend, and
	// Outside is what the regulations leave out, beside what other sites hold.
	Failing, Burden, Outside []Barrier
	// Checks is what a program measured on this version of the site.
	Checks Checks
	// Simple tells that some reports have a version in Easy Read or in British
	// Sign Language.
	Simple bool
}

// Compliances are how far a site may meet the standard.
var Compliances = append([]string{undecided}, decode.Compliances...)

const undecided = "undecided"

// A Barrier is something on the site that is not accessible. Criterion and Plan
// may be "".
type Barrier struct{ What, Criterion, Plan string }

// Checks is what a program looked for on the pages of a site.
type Checks struct {
	Pages, Rules int
	// Criteria are the success criteria of WCAG 2.2 that the rules bear on.
	Criteria []string
}

// A FormatsView is the page on other formats.
type FormatsView struct {
	Frame
	// Simple are the inspections whose report has a version in Easy Read or in
	// British Sign Language, the newest first.
	Simple []Record
}

func statements(p *planner) (pages []Page) {
	for _, kind := range statementKinds {
		page, fill := Page{Kind: kind, Address: address.Of(kind)}, func(*Frame) {}
		for i := range p.Register.Pages {
			if own := &p.Register.Pages[i]; own.ID == kind {
				page, fill = p.writtenHere(page, own)
			}
		}
		page.view = func(Page) any {
			frame := p.frame(kind, address.Of(kind))
			fill(&frame)
			return p.statement(kind, frame)
		}
		pages = append(pages, page)
	}
	return pages
}

func (p *planner) statement(kind string, frame Frame) any {
	switch kind {
	case accessibility:
		view := statementOf(frame, p.Settings.Statement)
		view.Simple = len(p.simple()) > 0
		return view
	case formats:
		return FormatsView{frame, p.simple()}
	}
	return PageView{frame}
}

// simple are the inspections of all authorities with a version of the report
// for those who do not read it as it is.
func (p *planner) simple() (records []Record) {
	for _, one := range slices.Backward(p.Inspections) {
		if one.EasyRead != "" || one.Signed != "" {
			entry := *brief(one)
			if !p.several {
				entry.Whose = ""
			}
			records = append(records, entry)
		}
	}
	return records
}

func statementOf(frame Frame, s decode.Statement) StatementView {
	view := StatementView{
		Frame: frame, Prepared: s.Prepared, Reviewed: s.Reviewed, Compliance: s.Compliance, Decided: s.Compliance != "",
		Tested: s.Tested, TestedBy: s.TestedBy, TestedHow: s.TestedHow,
	}
	switch {
	case view.Decided:
	case view.TestedBy == "":
		view.Compliance = "part"
	default:
		view.Compliance = undecided
	}
	into := map[string]*[]Barrier{
		decode.NonCompliance: &view.Failing, decode.Burden: &view.Burden, decode.OutsideScope: &view.Outside,
	}
	for _, b := range s.Barriers {
		if list := into[b.Why]; list != nil {
			*list = append(*list, Barrier{b.What, b.Criterion, b.Plan})
		}
	}
	return view
}

// Checked has the accessibility statement say what a program measured on so
// many pages, in each language of the site.
func Checked(pages []Page, measured func(pages int) Checks) []Page {
	read := 0
	for i := range pages {
		if isRead(&pages[i]) {
			read++
		}
	}
	checkedBy(pages, measured(read))
	return pages
}

// isRead tells whether a page is one that people read in a browser.
func isRead(page *Page) bool {
	file := page.Address.File()
	return path.Ext(file) == ".html" && !AsLetter(file)
}

func checkedBy(pages []Page, checks Checks) {
	for i := range pages {
		if pages[i].Kind == accessibility {
			unchecked := pages[i].view
			pages[i].view = func(page Page) any {
				view := unchecked(page).(StatementView)
				view.Checks = checks
				return view
			}
		}
	}
}
