package plan

import (
	"slices"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/timeline"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
)

// An Embed is a part of the record in the midst of a text. It shows what the
// pages of the record show; one of its parts is set.
type Embed struct {
	Timeline *TimelineEmbed
	Grades   *GradesEmbed
	Compare  *CompareEmbed
	Thread   *ThreadEmbed
}

// A TimelineEmbed is some lanes of an authority, for some time.
type TimelineEmbed struct {
	ID, Authority string
	// Lanes are the names of those shown, Span the time shown; they are empty
	// where all is shown.
	Lanes    []string
	Span     date.Spans
	Timeline Timeline
	// Target is the whole timeline, or the page of the only lane.
	Target string
}

// A GradesEmbed is the grades of one inspection.
type GradesEmbed struct {
	ID     string
	Record Record
}

// A CompareEmbed is two inspections side by side. Target of Compared is "" where
// the two have no page of their own.
type CompareEmbed struct {
	ID      string
	Subject date.Spans
	// Graded tells that both have grades.
	Graded   bool
	Compared Compared
}

// A ThreadEmbed is one thread. Steps and Council are left out of a short one.
type ThreadEmbed struct {
	ID      string
	Entry   ThreadEntry
	Short   bool
	Steps   []ThreadStep
	Council []Reply
}

// embedsIn gives the parts of the record that a text about an authority asks
// for, by their anchors. What is not there was reported.
func (p *planner) embedsIn(text decode.Text, a *authority) map[string]Embed {
	embeds := map[string]Embed{}
	for id, asked := range text.Embeds {
		switch asked.Kind {
		case decode.EmbedTimeline:
			embeds[id] = Embed{Timeline: p.timelineEmbed(asked, a)}
		case decode.EmbedGrades:
			embeds[id] = Embed{Grades: p.gradesEmbed(asked)}
		case decode.EmbedCompare:
			embeds[id] = Embed{Compare: p.compareEmbed(asked)}
		case decode.EmbedThread:
			embeds[id] = Embed{Thread: p.threadEmbed(asked)}
		}
	}
	return embeds
}

func (p *planner) timelineEmbed(asked decode.Embed, a *authority) *TimelineEmbed {
	if asked.Authority != "" {
		a, _ = p.of(asked.Authority)
	}
	a = a.within(asked.Span)
	if len(a.timeline().Entries) == 0 {
		return nil
	}
	embed := &TimelineEmbed{ID: asked.ID, Authority: a.Name, Target: string(a.at("timeline"))}
	if asked.Span.First.Known() {
		embed.Span = date.Spans{asked.Span}
	}
	lanes := a.timeline().Lanes
	if len(asked.Lanes) > 0 {
		lanes = nil
	}
	for _, lane := range a.timeline().Lanes {
		if slices.Contains(asked.Lanes, lane.ID) {
			lanes = append(lanes, lane)
			embed.Lanes = append(embed.Lanes, lane.Name)
			embed.Target = a.laneLink(lane).Target
		}
	}
	if len(embed.Lanes) > 1 {
		embed.Target = string(a.at("timeline"))
	}
	embed.Timeline = p.timeline(a, lanes)
	embed.Timeline.ID = asked.ID
	embed.Timeline.Moments = moments(a, nil)
	if len(asked.Lanes) > 0 {
		inLanes(a, lanes, embed.Timeline.Moments)
	}
	return embed
}

// within is the authority with the inspections of some time alone.
func (a *authority) within(span date.Span) *authority {
	from := slices.IndexFunc(a.inspections, func(one *link.Inspection) bool { return link.Within(one.Inspected, span) })
	if from < 0 {
		none := *a
		none.laned = nil
		return &none
	}
	to := from
	for i := from; i < len(a.inspections); i++ {
		if link.Within(a.inspections[i].Inspected, span) {
			to = i + 1
		}
	}
	return a.part(from, to)
}

// part is the authority with some of its inspections, that stand together.
func (a *authority) part(from, to int) *authority {
	part, whole, records := *a, a.timeline(), a.records()[from:to]
	own := timeline.Timeline{Entries: whole.Entries[from:to]}
	for _, lane := range whole.Lanes {
		lane.Points = lane.Points[from:to]
		own.Lanes = append(own.Lanes, lane)
	}
	for _, b := range whole.Breaks {
		if b.After >= from && b.After < to-1 {
			b.After -= from
			own.Breaks = append(own.Breaks, b)
		}
	}
	part.inspections = a.inspections[from:to]
	part.recorded, part.laned = func() *[]Record { return &records }, func() *timeline.Timeline { return &own }
	return &part
}

// inLanes leaves of the grades in moments those that stand in some lanes, and
// says of each other lane how it stands there.
func inLanes(a *authority, lanes []timeline.Lane, moments []Moment) {
	i := 0
	for m := range moments {
		if moments[m].Record == nil {
			continue
		}
		record := *moments[m].Record
		record.Grades, moments[m].Others = nil, nil
		for _, lane := range lanes {
			switch point := lane.Points[i]; {
			case point.Judged():
				record.Grades = append(record.Grades, grade(a.inspections[i], point.Judgement))
			case len(a.records()[i].Grades) > 0:
				moments[m].Others = append(moments[m].Others, stand(a, lane, i))
			}
		}
		moments[m].Record = &record
		i++
	}
}

func (p *planner) gradesEmbed(asked decode.Embed) *GradesEmbed {
	one, found := p.Register.Inspection(asked.Inspection)
	if !found {
		return nil
	}
	return &GradesEmbed{asked.ID, *record(one)}
}

func (p *planner) compareEmbed(asked decode.Embed) *CompareEmbed {
	then, foundThen := p.Register.Inspection(asked.Then)
	now, foundNow := p.Register.Inspection(asked.Now)
	if !foundThen || !foundNow {
		return nil
	}
	a, known := p.of(then.Authority.ID)
	i, j := a.indexOf(then.Address), a.indexOf(now.Address)
	if !known || i < 0 || j <= i {
		return nil
	}
	embed := &CompareEmbed{
		ID: asked.ID, Subject: a.subjectOf(i, j), Compared: compared(a, i, j),
		Graded: len(then.Judgements) > 0 && len(now.Judgements) > 0,
	}
	if asked.Area != "" {
		embed.Compared.only(string(a.at("timeline", asked.Area)))
	}
	if !slices.Contains(p.pairsOf(a), [2]int{i, j}) {
		embed.Compared.Target = ""
	}
	return embed
}

// only leaves one lane of a comparison, named by its page.
func (c *Compared) only(lane string) {
	var left []Degree
	for _, degree := range c.Degrees {
		for _, area := range degree.Areas {
			if area.Lane.Target == lane {
				left = append(left, Degree{degree.Closeness, []ComparedArea{area}})
			}
		}
	}
	c.Degrees = left
}

func (p *planner) threadEmbed(asked decode.Embed) *ThreadEmbed {
	one, found := p.Register.Thread(asked.Thread)
	if !found {
		return nil
	}
	embed := &ThreadEmbed{ID: asked.ID, Entry: p.threadEntry(one), Short: asked.Short}
	if !asked.Short {
		embed.Steps, embed.Council = p.steps(one), p.replies(one)
	}
	return embed
}
