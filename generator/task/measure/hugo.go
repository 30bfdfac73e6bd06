package measure

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"
)

// A peer is a site for Hugo with the same reports and numbers.
type peer struct {
	name   string
	folder string // of its templates
	// files are what is written of the reports and numbers beside these.
	files func(Shape) iter.Seq[file]
}

// The first is a site as most would have it: a page for each report, with its
// grades, words, chart and table; a list for each authority; the first page, a
// feed and a map of the site.
//
// The second has the same pages as ours, with the same words: reports with what
// changed since the one before, comparisons of any two of an authority,
// timelines and lanes with their picture, numbers with chart, sentence and
// tables, files of numbers and timelines, feeds and lists. Where it is not the
// same, it does less: no code for the telephone and no list of addresses for
// print, no address for a paragraph or a finding, no list of files with their
// sums, pictures that never have to make room, a small style, no scripts. And
// nothing reads its pages before they are published.
//
// Both are written as Hugo's own guides advise: pages from data by content
// adapters, files as output formats, no taxonomies, and what is the same on many
// pages is made once, and remembered by its key.
var peers = []peer{
	{"Hugo", "hugo/few", Shape.fewForHugo},
	{"Hugo, same pages", "hugo/same", Shape.sameForHugo},
}

//go:embed all:hugo
var templates embed.FS

// of gives all files of the site.
func (p peer) of(s Shape) iter.Seq2[file, error] {
	return func(yield func(file, error) bool) {
		err := fs.WalkDir(templates, p.folder, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			text, err := templates.ReadFile(name)
			if !yield(file{strings.TrimPrefix(name, p.folder+"/"), text}, err) {
				return fs.SkipAll
			}
			return nil
		})
		if err != nil && !yield(file{}, err) {
			return
		}
		for one := range p.files(s) {
			if !yield(one, nil) {
				return
			}
		}
	}
}

func (s Shape) fewForHugo() iter.Seq[file] {
	return func(yield func(file) bool) {
		for i := range s.Metrics {
			if !yield(file{fmt.Sprintf("data/measures/m%d.json", i+1), asJSON(s.numbersForHugo(i))}) {
				return
			}
		}
		for i := range s.Authorities {
			text := fmt.Sprintf("---\ntitle: %s\n---\n", authorityName(i))
			if !yield(file{path.Join("content", authorityID(i), "_index.md"), []byte(text)}) {
				return
			}
		}
		for i := range s.Reports {
			one := s.report(i)
			if !yield(file{path.Join("content", one.authority, one.id+".md"), []byte(one.fewForHugo())}) {
				return
			}
		}
	}
}

func (r report) fewForHugo() string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Inspection of %s children's services\ndate: %s\nplace: %s\nmeasure: m%d\n", r.name, r.day.AddDate(0, 0, 60).Format("2006-01-02"), r.authority, r.metric)
	fmt.Fprintf(&b, "grades:\n  - {area: Leadership, grade: %s}\n  - {area: Help and protection, grade: %s}\n  - {area: Care, grade: %s}\n  - {area: Overall, grade: %s}\n", r.grades[0], r.grades[1], r.grades[2], r.grades[3])
	fmt.Fprintf(&b, "summary: %s\n---\n\n%s", r.sentence(), r.body())
	return b.String()
}

func (s Shape) sameForHugo() iter.Seq[file] {
	return func(yield func(file) bool) {
		for i := range s.Metrics {
			text := asJSON(map[string]any{"id": metricID(i), "title": metricTitle(i), "definition": definition, "places": s.numbersForHugo(i)})
			if !yield(file{"data/measures/" + metricID(i) + ".json", text}) {
				return
			}
		}
		authorities := make([]authorityForHugo, s.Authorities)
		for i := range s.Reports {
			one, of := s.report(i), &authorities[i%s.Authorities]
			of.ID, of.Name, of.Inspections = one.authority, one.name, append(of.Inspections, one.id)
			if !yield(file{path.Join("content/authorities", one.authority, "inspections", one.id+".md"), []byte(one.sameForHugo())}) {
				return
			}
		}
		for i := range authorities {
			slices.Sort(authorities[i].Inspections)
		}
		slices.SortFunc(authorities, func(a, b authorityForHugo) int { return cmp.Compare(a.Name, b.Name) })
		if !yield(file{"data/authorities.json", asJSON(authorities)}) || !yield(file{"data/letters.json", asJSON(lettersForHugo(authorities))}) {
			return
		}
		yield(file{"data/periods.json", asJSON(s.periodsForHugo())})
	}
}

type authorityForHugo struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Inspections []string `json:"inspections,omitempty"`
}

// letterForHugo is a page of the lists of councils.
type letterForHugo struct {
	Letter   string             `json:"letter"`
	At       string             `json:"at"`
	Councils []authorityForHugo `json:"councils"`
}

// mostCouncils is how many councils one page lists; see stage/plan.
const mostCouncils = 400

// lettersForHugo are those pages, none where one page has room for all. The councils
// are in the order of their names.
func lettersForHugo(councils []authorityForHugo) []letterForHugo {
	letters := []letterForHugo{}
	if len(councils) <= mostCouncils {
		return letters
	}
	for _, one := range councils {
		letter := one.Name[:1]
		if last := len(letters) - 1; last < 0 || letters[last].Letter != letter {
			letters = append(letters, letterForHugo{Letter: letter, At: strings.ToLower(letter)})
		}
		last := &letters[len(letters)-1]
		last.Councils = append(last.Councils, authorityForHugo{ID: one.ID, Name: one.Name})
	}
	return letters
}

// periodForHugo is the page of a year or a month of the list of all inspections.
type periodForHugo struct {
	In      string           `json:"in"`
	Name    string           `json:"name"`
	Year    bool             `json:"year"`
	Count   int              `json:"count"`
	Months  []*periodForHugo `json:"months"`
	Reports []string         `json:"reports"`
	of      []report
}

// mostListed is how many inspections the list of all has on one page; see stage/plan.
const mostListed = 400

// periodsForHugo are those pages, none where one page has room for all.
func (s Shape) periodsForHugo() []*periodForHugo {
	all := []*periodForHugo{}
	if s.Reports <= mostListed {
		return all
	}
	newest := make([]report, s.Reports)
	for i := range newest {
		newest[i] = s.report(i)
	}
	slices.SortStableFunc(newest, func(a, b report) int { return b.day.Compare(a.day) })
	for _, year := range parted(newest, "2006", "2006") {
		year.Year = true
		all = append(all, year)
		if year.Count > mostListed {
			year.Months = parted(year.of, "2006-01", "January 2006")
			year.Reports, all = nil, append(all, year.Months...)
		}
	}
	return all
}

// parted parts reports by their days, as far as a layout of package time has them.
func parted(reports []report, in, name string) (periods []*periodForHugo) {
	at := map[string]*periodForHugo{}
	for _, one := range reports {
		key := one.day.Format(in)
		if at[key] == nil {
			at[key] = &periodForHugo{In: key, Name: one.day.Format(name)}
			periods = append(periods, at[key])
		}
		period := at[key]
		period.Count, period.of = period.Count+1, append(period.of, one)
		period.Reports = append(period.Reports, path.Join("/authorities", one.authority, "inspections", one.id))
	}
	return periods
}

func (r report) sameForHugo() string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Inspection of %s children's services\ntype: report\nauthority: %s\ndate: %s\n", r.name, r.authority, r.day.AddDate(0, 0, 60).Format("2006-01-02"))
	fmt.Fprintf(&b, "inspected: {first: %s, last: %s}\n", r.day.Format("2006-01-02"), r.day.AddDate(0, 0, 4).Format("2006-01-02"))
	fmt.Fprintf(&b, "grades: {leadership: %s, help-and-protection: %s, care: %s, overall: %s}\n", r.grades[0], r.grades[1], r.grades[2], r.grades[3])
	fmt.Fprintf(&b, "summary: %s\n", r.sentence())
	body := r.body()
	b.WriteString("findings:\n")
	for line := range strings.Lines(body) {
		if finding, is := strings.CutPrefix(line, "- "); is {
			fmt.Fprintf(&b, "  - %q\n", strings.ReplaceAll(strings.TrimSpace(finding), "*", ""))
		}
	}
	b.WriteString("---\n\n" + body)
	return b.String()
}

type numberForHugo struct {
	Period string `json:"period"`
	Number int    `json:"number"`
}

// numbersForHugo are those of a metric, by authority.
func (s Shape) numbersForHugo(i int) map[string][]numberForHugo {
	all := map[string][]numberForHugo{}
	for a := range s.Authorities {
		by := dice(i, a)
		for year := range years {
			all[authorityID(a)] = append(all[authorityID(a)], numberForHugo{fmt.Sprintf("%d/%02d", 2001+year, (2002+year)%100), 400 + by.roll(600)})
		}
	}
	return all
}

func asJSON(value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // words and numbers can be written
	}
	return text
}
