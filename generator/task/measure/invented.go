package measure

import (
	"fmt"
	"io/fs"
	"iter"
	"path"
	"regexp"
	"strings"
	"time"
)

// A Shape is how large an invented site is. The same shape gives the same
// files, to the byte.
type Shape struct {
	Reports, Authorities, Metrics int
	// Formats are those of the settings.
	Formats []string
}

// ShapeOf is a country with so many reports: four for each council, as many as
// most have had since 2010, and four metrics, so that there are as many reports
// as pages of numbers. Of a hundred thousand there are five for each, since one
// file names no more councils.
func ShapeOf(reports int, formats []string) Shape {
	return Shape{reports, min(max(1, reports/4), mostAuthorities), min(4, reports), formats}
}

const mostAuthorities = 20_000

// What real short reports have: 41 numbered paragraphs of about 600 letters.
const (
	paragraphs = 41
	sentences  = 5 // of about 120 letters
	years      = 24
)

// A file has a path below the folder of the site.
type file struct {
	path string
	text []byte
}

// copied are the files of a real site that an invented one uses as they are.
var copied = []string{"data/frameworks", "data/scales.yaml", lanes, "data/bank-holidays.yaml", "themes"}

// Fill writes the invented site into a folder; real is the folder whose
// frameworks and themes it takes.
func (s Shape) Fill(folder string, real fs.FS) error { return fill(folder, s.files(real)) }

// Named gives the file of a report, and that of its page.
func (s Shape) Named(i int) (report, page string) {
	one := s.report(i)
	return one.file(), path.Join("authorities", one.authority, "inspections", one.id, "index.html")
}

func (r report) file() string { return path.Join("content/inspections", r.authority, r.id+".md") }

// files are all files of the invented site; real is the folder whose
// frameworks and themes it takes.
func (s Shape) files(real fs.FS) iter.Seq2[file, error] {
	return func(yield func(file, error) bool) {
		for one, err := range theirs(real) {
			if !yield(one, err) {
				return
			}
		}
		for one := range s.invented() {
			if !yield(one, nil) {
				return
			}
		}
	}
}

const lanes = "data/lanes.yaml"

var topics = regexp.MustCompile(`(?m)^  topics: .*\n`)

func theirs(real fs.FS) iter.Seq2[file, error] {
	return func(yield func(file, error) bool) {
		for _, root := range copied {
			err := fs.WalkDir(real, root, func(name string, entry fs.DirEntry, err error) error {
				switch {
				case err != nil:
					return err
				case entry.IsDir() && entry.Name() == "node_modules":
					return fs.SkipDir
				case entry.IsDir():
					return nil
				}
				text, err := fs.ReadFile(real, name)
				if name == lanes {
					text = topics.ReplaceAll(text, nil) // there are none here
				}
				if !yield(file{name, text}, err) {
					return fs.SkipAll
				}
				return nil
			})
			if err != nil && !yield(file{}, err) {
				return
			}
		}
	}
}

func (s Shape) invented() iter.Seq[file] {
	return func(yield func(file) bool) {
		give := func(name string, text string) bool { return yield(file{name, []byte(text)}) }
		if !give("data/site.yaml", s.settings()) || !give("data/authorities.yaml", s.authorities()) ||
			!give("data/sources/reports.yaml", source) || !give("content/pages/about.md", about) {
			return
		}
		for i := range s.Metrics {
			name := "data/metrics/" + metricID(i)
			if !give(name+".yaml", metric(i)) || !give(name+".csv", s.numbers(i)) {
				return
			}
		}
		for i := range s.Reports {
			one := s.report(i)
			if !give(one.file(), one.text()) {
				return
			}
		}
	}
}

func (s Shape) settings() string {
	return `title: Inspections of children's services in an invented country
publisher: Plainton Council
publisher_link: https://www.plainton.example/
base_url: https://inspections.plainton.example/
home:
language: en-GB
themes: [clearprint]
formats: [` + strings.Join(s.Formats, ", ") + `]
contact: {name: Communications team, email: communications@plainton.example, phone: 01632 960000, reply_days: 5}
worried:
  words: If you are worried about a child, tell us.
  phones: [{label: Day and night, number: 01632 960001}]
  link: {words: Report a concern, url: "https://www.plainton.example/worried"}
complain:
  words: You can complain about any service.
  link: {words: How to complain, url: "https://www.plainton.example/complain"}
statement: {prepared: 2026-05-01}
`
}

const source = `title: Reports of invented inspections
publisher: Ofsted
kind: inspection-report
date: 2026-01-01
licence: Open Government Licence v3.0
licence_link: https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/
held: full
`

const about = "---\ntitle: About this site\n---\n\nEverything here is invented, to measure how long a site takes.\n"

func (s Shape) authorities() string {
	var b strings.Builder
	for i := range s.Authorities {
		fmt.Fprintf(&b, "- {id: %s, name: %s}\n", authorityID(i), authorityName(i))
	}
	return b.String()
}

func authorityID(i int) string {
	return strings.ToLower(strings.ReplaceAll(authorityName(i), " ", "-"))
}

func authorityName(i int) string {
	return fmt.Sprintf("%s %d", places[i%len(places)], i/len(places)+1)
}

var places = []string{"Plainton", "Farham", "Northbury", "Eastmere", "Westwick", "Southholm", "Kingsford", "Abbotsley", "Millbrook", "Harrowdale"}

const definition = "What is counted is invented."

func metricID(i int) string { return fmt.Sprintf("measure-%d", i+1) }

func metricTitle(i int) string {
	return fmt.Sprintf("%s, measure %d", []string{"Referrals", "Assessments", "Plans of protection", "Children in care"}[i%4], i+1)
}

func metric(i int) string {
	return fmt.Sprintf(`title: "%s"
definition: %s
unit: children
kind: flow
year: financial
source: reports
`, metricTitle(i), definition)
}

// numbers are those of one metric, of all authorities.
func (s Shape) numbers(i int) string {
	var b strings.Builder
	b.WriteString("period,place,value,status,note\n")
	for a := range s.Authorities {
		by := dice(i, a)
		for year := range years {
			fmt.Fprintf(&b, "%d/%02d,%s,%d,actual,\n", 2001+year, (2002+year)%100, authorityID(a), 400+by.roll(600))
		}
	}
	return b.String()
}

// A report is what one invented inspection found.
type report struct {
	authority, name, id string
	day                 time.Time
	grades              [4]string
	metric              int
	by                  *chance
}

var grades = []string{"Outstanding", "Good", "Requires improvement to be good", "Inadequate"}

// The editions that judge these areas are in force between these days.
var (
	earliest = time.Date(2018, 1, 8, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(2022, 12, 5, 0, 0, 0, 0, time.UTC)
)

// report invents the report of a number; those of an authority lie equally far
// apart.
func (s Shape) report(i int) report {
	by := dice(i, 41)
	of, turn := i%s.Authorities, i/s.Authorities
	each := (s.Reports + s.Authorities - 1) / s.Authorities
	days := int(latest.Sub(earliest).Hours()/24) * turn / max(1, each)
	r := report{authority: authorityID(of), name: authorityName(of), day: earliest.AddDate(0, 0, days), by: by}
	r.id, r.metric = r.day.Format("2006-01-02")+"-ilacs", i%max(1, s.Metrics)+1
	for area := range r.grades {
		r.grades[area] = grades[by.roll(len(grades))]
	}
	return r
}

// text is the report as an author would have it.
func (r report) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Inspection of %s children's services\nauthority: %s\nframework: ilacs\nactivity: inspection\n", r.name, r.authority)
	fmt.Fprintf(&b, "inspected: %s/%s\npublished: %s\n", r.day.Format(time.DateOnly), r.day.AddDate(0, 0, 4).Format(time.DateOnly), r.day.AddDate(0, 0, 60).Format(time.DateOnly))
	fmt.Fprintf(&b, "judgements:\n  leadership: %s\n  help-and-protection: %s\n  care: %s\n  overall: %s\n", r.grades[0], r.grades[1], r.grades[2], r.grades[3])
	fmt.Fprintf(&b, "sources: [reports]\nsummary: %s\n---\n\n", r.sentence())
	b.WriteString(r.body())
	return b.String()
}

// body is the words of the report, which every generator reads alike.
func (r report) body() string {
	var b strings.Builder
	b.WriteString(r.paragraph() + "\n\n## What needs to improve\n\n")
	for i := range 3 { // no report lists one finding twice
		fmt.Fprintf(&b, "- %s and %s: %s\n", who[i], strings.ToLower(who[i+3]), r.sentence())
	}
	headings := []string{"The experiences and progress of children who need help and protection", "The experiences and progress of children in care and care leavers", "The impact of leaders on social work practice with children and families"}
	for n := range paragraphs {
		if n%14 == 0 {
			fmt.Fprintf(&b, "\n## %s\n", headings[n/14])
		}
		fmt.Fprintf(&b, "\n%d. %s\n", n+1, r.paragraph())
	}
	return b.String()
}

func (r report) paragraph() string {
	all := make([]string, sentences)
	for i := range all {
		all[i] = r.sentence()
	}
	return strings.Join(all, " ")
}

// sentence joins phrases. Some have a mark that Markdown reads, as real ones do.
func (r report) sentence() string {
	of := func(list []string) string { return list[r.by.roll(len(list))] }
	sentence := of(who) + " " + of(does) + " " + of(what) + ", " + of(so) + "."
	if r.by.roll(12) == 0 {
		sentence = strings.Replace(sentence, " children", " *some* children", 1)
	}
	return sentence
}

var (
	who  = []string{"Social workers", "Senior leaders", "Most foster carers", "Personal advisers", "Team managers", "Partner agencies", "Independent reviewing officers", "Early help practitioners"}
	does = []string{"know the children well and visit them regularly with", "have not yet written down clearly enough", "make timely and thoughtful decisions about", "do not consistently understand", "review at suitable intervals", "took too long to put in place"}
	what = []string{"the plans that children and their families need", "the work with young people who leave care", "the help for children at the edge of care", "the records of children’s histories and wishes", "the arrangements for contact with brothers and sisters"}
	so   = []string{"which means that children are safer than they were", "and for a small number of children progress is too slow", "so that managers see early where help is missing", "although the quality is not the same in all teams", "and this has been so since the last inspection"}
)

// chance is the same in every run: a row of numbers that look like none, by the
// rule of Knuth's MMIX.
type chance uint64

func dice(first, second int) *chance {
	c := chance(first)<<32 + chance(second)
	c.roll(1)
	return &c
}

// roll gives a number from 0 to below n.
func (c *chance) roll(n int) int {
	*c = *c*6364136223846793005 + 1442695040888963407
	return int(uint64(*c>>33) % uint64(n))
}
