package importing

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/personal"
	"plainsight/generator/stage/transcribe"
)

// A Doubt is a field that somebody has to confirm.
type Doubt struct {
	Field, Why string
	Page       int
}

// A draft is the text of an inspection and of its source.
type draft struct {
	report    transcribe.Report
	writer    *writer
	file, sum string
	authority transcribe.Authority
	id        string
	doubts    []Doubt
	text      string
	kept      float64
	lost      []string
	// office tells that a table prints the postcode of a public office.
	office bool
}

// enough is the share of words that a draft must have kept in their order.
const enough = 0.995

func newDraft(report transcribe.Report, w *writer, file, sum string) *draft {
	d := &draft{report: report, writer: w, file: file, sum: sum}
	d.authority = transcribe.Authority{Name: report.Authority.Value, Codes: report.Codes}
	if known, found := transcribe.Lookup(d.authority.Name); found {
		d.authority.Region = known.Region
	}
	if d.authority.Name == "" {
		d.authority.Name = transcribe.ShortName(report.Authority.Printed)
	}
	d.id = d.name()
	d.doubts = doubtsOf(report)
	body := bodyOf(report, w.site)
	d.kept, d.lost = keptWords(report, body, w.site)
	if d.kept < enough {
		d.doubts = append(d.doubts, Doubt{"text", fmt.Sprintf("only %.1f of 100 words of the report stand in the draft in their order; the first that do not: %s", 100*d.kept, strings.Join(d.lost, " ")), report.First})
	}
	d.lookForPersons(body)
	d.text = d.front() + body
	return d
}

// lookForPersons looks for what may tell who somebody is. A postcode in the
// table of who answers for the services is that of an office; anything else is
// for somebody to look at, and is never repeated.
func (d *draft) lookForPersons(body string) {
	var reader personal.Reader
	for line := range strings.Lines(body) {
		for _, find := range reader.Line(line) {
			if find.Kind == personal.Address && strings.HasPrefix(line, "|") {
				d.office = true
				continue
			}
			doubt := Doubt{"personal-data", "something in the text looks like personal data: “plainsight check” shows the place", d.report.First}
			if !slices.Contains(d.doubts, doubt) {
				d.doubts = append(d.doubts, doubt)
			}
		}
	}
}

// doubtsOf lists the doubtful fields in the order of the front matter.
func doubtsOf(r transcribe.Report) (doubts []Doubt) {
	tell := func(field string, f transcribe.Field) {
		if f.Doubt != "" {
			doubts = append(doubts, Doubt{field, f.Doubt, f.Page})
		}
	}
	tell("title", r.Title)
	tell("authority", r.Authority)
	tell("inspected", r.Inspected)
	tell("published", r.Published)
	tell("lead_inspector", r.Lead)
	for _, judgement := range r.Judgements {
		tell("judgements/"+judgement.Area, judgement.Field)
	}
	tell("paragraphs", r.Numbers)
	if len(r.Gaps) > 0 {
		doubts = append(doubts, Doubt{"gaps", fmt.Sprintf("the report skips paragraph %d, or it was not found", r.Gaps[0]), r.First})
	}
	return doubts
}

// name is the year and month of the first day and the framework, or what
// inspectors came for where that is no inspection.
func (d *draft) name() string {
	return d.report.Spans.First().InMonth().String() + "-" + d.what()
}

func (d *draft) what() string {
	if d.report.Kind.Activity != "inspection" {
		return d.report.Kind.Activity
	}
	return d.report.Framework
}

func (d *draft) path() string {
	return path.Join(d.writer.inspectionsOf(d.authority.ID()), d.id+".md")
}

// sourceID names the source of the report; that of another authority than the
// home one has its name.
func (d *draft) sourceID() string {
	if d.authority.ID() == d.writer.site.home {
		return "report-" + d.id
	}
	return "report-" + d.authority.ID() + "-" + d.id
}

func (d *draft) sourcePath() string { return "data/sources/" + d.sourceID() + ".yaml" }

func (d *draft) front() string {
	r := d.report
	var t strings.Builder
	fmt.Fprintf(&t, "---\ntitle: %s\nauthority: %s\nframework: %s\nactivity: %s\n", quoted(r.Title.Value), d.authority.ID(), r.Framework, r.Kind.Activity)
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&t, "%s: %s\n", key, value)
		}
	}
	line("length", r.Length.Value)
	line("inspected", r.Inspected.Value)
	line("published", r.Published.Value)
	if r.Lead.Value != "" {
		line("lead_inspector", quoted(r.Lead.Value))
	}
	d.judgements(&t)
	line("sources", "["+d.sourceID()+"]")
	if len(r.Gaps) > 0 {
		line("gaps", strings.Join(strings.Fields(fmt.Sprint(r.Gaps)), ", "))
	}
	fmt.Fprintf(&t, "# summary: >\n#   Two or three plain sentences of your own.\nimported: {file: %s, sha256: %s}\n", quoted(d.file), d.sum)
	if len(d.doubts) > 0 {
		fmt.Fprint(&t, "# Look each of these up in the report, mend what is wrong, and take it off the list:\n")
		fields := []string{}
		for _, doubt := range d.doubts {
			fmt.Fprintf(&t, "# %s (page %d): %s\n", doubt.Field, doubt.Page, oneLine(doubt.Why))
			if !slices.Contains(fields, doubt.Field) {
				fields = append(fields, doubt.Field)
			}
		}
		fmt.Fprintf(&t, "doubtful: [%s]\n", strings.Join(fields, ", "))
	}
	if !d.writer.certain || len(d.doubts) > 0 {
		fmt.Fprint(&t, "# While this line is here, the public does not see the page:\ndraft: true\n")
	}
	t.WriteString("---\n\n")
	return t.String()
}

func oneLine(words string) string { return strings.Join(strings.Fields(words), " ") }

func (d *draft) judgements(t *strings.Builder) {
	r := d.report
	if !slices.ContainsFunc(r.Judgements, func(j transcribe.Judgement) bool { return j.Value != "" }) {
		return
	}
	t.WriteString("judgements:\n")
	for _, judgement := range r.Judgements {
		if judgement.Value == "" {
			fmt.Fprintf(t, "  # %s: was not found\n", judgement.Area)
			continue
		}
		fmt.Fprintf(t, "  %s: %s\n", judgement.Area, judgement.Value)
	}
}

// source is the file that describes the report. What the report does not print
// is not there.
func (d *draft) source() string {
	r := d.report
	kind, dated, link := "inspection-report", "", ""
	if r.Dated.Value != "" {
		kind, dated = "letter", "date: "+r.Dated.Value+"\n"
	}
	if r.Published.Value != "" {
		dated = "date: " + r.Published.Value + "\n"
	}
	licence := r.Licence.Value
	switch licence {
	case "":
		licence = "not printed in the report"
	case "Open Government Licence":
		link = "licence_link: https://www.nationalarchives.gov.uk/doc/open-government-licence\n"
	}
	return fmt.Sprintf("# The licence is as the report prints it. Add where it is published: link: https://…\ntitle: %s\npublisher: %s\nkind: %s\n%slicence: %s\n%sheld: full\n",
		quoted(r.Title.Value), quoted(d.writer.site.inspector[r.Framework]), kind, dated, quoted(licence), link)
}

// runName is the name of a second run of numbers, from the heading above it.
func runName(heading string) string {
	if strings.Contains(strings.ToLower(heading), "safeguarding") {
		return "board"
	}
	if slug := address.Slug(heading); slug != "" {
		return strings.Trim(slug[:min(len(slug), 20)], "-")
	}
	return "second"
}
