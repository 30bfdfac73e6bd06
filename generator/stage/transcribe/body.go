package transcribe

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"plainsight/generator/domain/framework"
	"plainsight/generator/stage/layout"
)

var keyJudgement = regexp.MustCompile(`(?i)^key judge?ment$`)

// tidy makes headings of the tables that hold a heading and its grade, and finds
// numbers of paragraphs that the report skips.
func (r *Report) tidy(rules Rules) {
	var blocks []layout.Block
	level, scale := 1, r.scale(rules)
	for _, block := range r.Blocks {
		if block.Kind == layout.Heading && block.Page == r.First && gradeIn(block.Text, scale) != "" {
			block.Kind = layout.Paragraph // a judgement on the front page, in large type
		}
		if r.isSection(block, scale) {
			block.Kind, block.Level = layout.Heading, max(level, 2)
		}
		if block.Kind == layout.Heading {
			block.Level = min(block.Level, level+1)
			level = block.Level
		}
		if block.Kind != layout.Table || len(block.Rows) < 2 || !keyJudgement.MatchString(block.Rows[0][0]) {
			blocks = append(blocks, block)
			continue
		}
		r.Remarks = append(r.Remarks, layout.Remark{Page: block.Page, What: Headed, Text: strings.Join(block.Rows[0], " ")})
		for _, row := range block.Rows[1:] {
			blocks = append(blocks, layout.Block{Kind: layout.Heading, Level: min(level+1, 6), Text: row[0], Beside: row[1], Page: block.Page, Last: block.Page})
		}
	}
	r.Blocks = blocks
	r.sequence()
}

// isSection tells whether a bold sentence is the heading of an area's section:
// its name and its grade.
func (r *Report) isSection(block layout.Block, scale framework.Scale) bool {
	if block.Kind != layout.Paragraph || !block.Bold || len(block.Text) > 200 || headingGrade(block.Text, scale) == "" {
		return false
	}
	for _, area := range r.Edition.Areas {
		if names(r.Edition, area.ID, block.Text) {
			return true
		}
	}
	return false
}

// sequence looks at the numbers of paragraphs; a new 1 begins another run.
func (r *Report) sequence() {
	last, page := 0, 0
	seen := map[int]int{}
	for _, block := range r.Blocks {
		if block.Kind != layout.Numbered {
			continue
		}
		if block.Odd {
			r.Numbers = Field{Value: fmt.Sprint(block.Number), Page: block.Page, Doubt: fmt.Sprintf("no full stop follows number %d, which was read as the number of a paragraph", block.Number)}
		}
		if block.Number == 1 {
			last, seen = 0, map[int]int{}
		}
		for missing := last + 1; missing < block.Number; missing++ {
			r.Gaps = append(r.Gaps, missing)
			r.Faults = append(r.Faults, Fault{fmt.Sprintf("paragraph %d follows after %d: number %d is missing", block.Number, last, missing), page, block.Page})
		}
		if before, twice := seen[block.Number]; twice {
			r.Faults = append(r.Faults, Fault{fmt.Sprintf("paragraph %d is there twice", block.Number), before, block.Page})
		}
		last, page, seen[block.Number] = block.Number, block.Page, block.Page
	}
}

// crossCheck finds the headings of areas, and holds the grades that they repeat
// against the table.
func (r *Report) crossCheck(rules Rules) {
	scale := r.scale(rules)
	r.Sections = map[int]string{}
	if len(scale.Grades) == 0 || !scale.Ordered {
		return
	}
	for i, block := range r.Blocks {
		if block.Kind != layout.Heading || block.Text == "" {
			continue
		}
		grade := asGrade(cmp.Or(block.Beside, headingGrade(block.Text, scale)), scale)
		area := r.areaOf(block.Text)
		if grade == "" || area == "" {
			continue
		}
		r.section(i, area)
		r.compare(area, grade, block.Page, scale)
	}
}

// areaOf is the area that a heading is about, "" for none.
func (r *Report) areaOf(heading string) string {
	for _, area := range r.Edition.Areas {
		if names(r.Edition, area.ID, heading) || area.ID == "lscb" && board.MatchString(heading) {
			return area.ID
		}
	}
	return ""
}

// section notes the first heading of an area.
func (r *Report) section(at int, area string) {
	for _, known := range r.Sections {
		if known == area {
			return
		}
	}
	r.Sections[at] = area
}

func (r *Report) compare(area, grade string, page int, scale framework.Scale) {
	for i := range r.Judgements {
		judgement := &r.Judgements[i]
		if judgement.Area != area || judgement.Value == "" || sameGrade(scale, judgement.Value, grade) {
			continue
		}
		judgement.Doubt = fmt.Sprintf("the heading on page %d says “%s”", page, grade)
		r.Faults = append(r.Faults, Fault{fmt.Sprintf("the judgement on page %d is “%s”, and the heading on page %d says “%s”", judgement.Page, judgement.Value, page, grade), judgement.Page, page})
	}
}

// headingGrade is the grade that a heading repeats at its end, behind a colon, a
// verb, or the last word of the area.
func headingGrade(heading string, scale framework.Scale) string {
	if _, after, found := strings.Cut(heading, ":"); found {
		return asGrade(strings.TrimSuffix(strings.TrimSpace(after), "."), scale)
	}
	for _, verb := range []string{" is ", " are ", " it is ", " it ", " families ", " protection ", " leavers ", " care "} {
		if at := strings.LastIndex(heading, verb); at >= 0 {
			if grade := asGrade(strings.TrimSuffix(strings.TrimSpace(heading[at+len(verb):]), "."), scale); grade != "" {
				return grade
			}
		}
	}
	return ""
}

// names tells whether a heading is about an area.
func names(edition framework.Edition, id, heading string) bool {
	area, _ := edition.Area(id)
	got, want := letters(heading), letters(area.Name)
	if strings.HasPrefix(got, want) && !longerName(edition, area, got) {
		return true
	}
	// "The experiences and progress of" stands before some names.
	rest, found := strings.CutPrefix(got, "theexperiencesandprogressof")
	return found && strings.HasPrefix(rest, want) && !longerName(edition, area, got) ||
		id == "adoption" && strings.Contains(got, "adoptionperformance") ||
		id == "care-leavers" && strings.Contains(got, "experienceandprogressofcareleavers")
}

// longerName tells whether another area's name begins with this one's and fits
// as well.
func longerName(edition framework.Edition, area framework.Area, got string) bool {
	for _, other := range edition.Areas {
		if other.ID != area.ID && len(other.Name) > len(area.Name) && strings.HasPrefix(letters(other.Name), letters(area.Name)) && strings.HasPrefix(got, letters(other.Name)) {
			return true
		}
	}
	return false
}
