package link

import (
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/timeline"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
)

// embeds checks what the fences of a text ask for. The text is about an
// authority.
func (l *linker) embeds(text decode.Text, authority string) {
	if len(text.Embeds) == 0 {
		return
	}
	for _, anchor := range text.Outline.Embeds {
		embed, known := text.Embeds[anchor]
		if !known {
			continue
		}
		switch embed.Kind {
		case decode.EmbedTimeline:
			if embed.Authority == "" {
				embed.Authority = authority
			}
			l.timelineAsked(embed)
		case decode.EmbedGrades:
			l.inspectionAsked(embed.From.At("inspection"), embed.Inspection)
		case decode.EmbedCompare:
			l.compareAsked(embed)
		case decode.EmbedThread:
			l.threadAsked(embed.From.At("thread"), embed.Thread)
		}
	}
}

func (l *linker) timelineAsked(embed decode.Embed) {
	place := embed.From.At("id")
	if embed.From.Has("authority") {
		place = embed.From.At("authority")
	}
	t := l.register.timelineOf(embed.Authority)
	switch _, known := l.register.Authorities[embed.Authority]; {
	case !known && embed.Authority == "" && l.register.Settings.NoHome:
		l.report(nothingToShow.At(place, "nothing says whose timeline this is").
			Try("The site has no home authority. Write “authority: sutton” with the authority that you mean."))
		return
	case !known:
		if embed.Authority != "" {
			l.unknown(place, "authority", embed.Authority, "data/authorities.yaml", names(l.register.Authorities))
		}
		return
	case len(t.Entries) == 0:
		l.report(nothingToShow.At(place, "no inspection of “%s” is on this site", embed.Authority).
			Try("Name an authority whose inspections are here, or take the timeline out."))
		return
	case !slices.ContainsFunc(t.Entries, func(e timeline.Entry) bool { return Within(e.Inspected, embed.Span) }):
		l.report(nothingToShow.At(embed.From.At("span"), "no inspection of “%s” lies in this time", embed.Authority).
			Try("Its first is of %s, its last of %s.", t.Entries[0].Inspected.First(), t.Entries[len(t.Entries)-1].Inspected.First()))
	}
	for i, id := range embed.Lanes {
		l.laneAsked(embed.From.At(listed(embed.From, "lanes", i)), id, t)
	}
}

// Within tells whether days overlap a time, which may be unknown and is then
// all time.
func Within(days date.Spans, span date.Span) bool {
	if !span.First.Known() {
		return true
	}
	return days.Last().Last().Compare(span.First.First()) >= 0 && days.First().First().Compare(span.Last.Last()) <= 0
}

// laneAsked checks that a lane has a grade in a timeline.
func (l *linker) laneAsked(place diag.Place, id string, t timeline.Timeline) (lane timeline.Lane, found bool) {
	var ids []string
	for _, lane := range t.Lanes {
		if lane.ID == id {
			return lane, true
		}
		ids = append(ids, lane.ID)
	}
	if !slices.Contains(l.register.Broken, "data/lanes.yaml") {
		problem := unknownName.At(place, "there is no lane “%s” with a grade", id)
		if near := diag.Near(id, ids); near != "" {
			problem = problem.Try("Did you mean “%s”? The lanes with grades are %s.", near, diag.Or(ids))
		} else {
			problem = problem.Try("The lanes with grades are %s.", diag.Or(ids))
		}
		l.report(problem)
	}
	return timeline.Lane{}, false
}

// timelineOf sets the inspections of an authority in lanes.
func (r *Register) timelineOf(authority string) timeline.Timeline {
	var entries []timeline.Entry
	for _, one := range r.Inspections {
		if one.Inspection.Authority == authority {
			entries = append(entries, timeline.Entry{Inspection: one.Inspection.Inspection, Framework: one.Framework, Edition: one.Edition})
		}
	}
	return timeline.Of(entries, r.Lanes)
}

func (l *linker) inspectionAsked(place diag.Place, id string) (*Inspection, bool) {
	one, found := l.register.Inspection(id)
	if !found && id != "" {
		l.missing(place, "inspection", id, l.inspectionIDs())
	}
	return one, found
}

func (l *linker) compareAsked(embed decode.Embed) {
	then, now, found := l.pair(embed.From, embed.Then, embed.Now)
	if !found {
		return
	}
	t := l.register.timelineOf(then.Inspection.Authority)
	at := func(one *Inspection) int {
		return slices.IndexFunc(t.Entries, func(e timeline.Entry) bool { return e.ID == one.ID })
	}
	judges := func(lane timeline.Lane) bool {
		return lane.Points[at(then)].Judged() || lane.Points[at(now)].Judged()
	}
	if embed.Area == "" {
		if !slices.ContainsFunc(t.Lanes, judges) {
			l.report(nothingToShow.At(embed.From.At("now"), "neither %s nor %s has grades", then.ID, now.ID).
				Try("Name two inspections of which one has grades at least."))
		}
		return
	}
	place := embed.From.At("area")
	if lane, known := l.laneAsked(place, embed.Area, t); known && !judges(lane) {
		l.report(nothingToShow.At(place, "neither %s nor %s has a grade in “%s”", then.ID, now.ID, embed.Area).
			Try("Name another area, or take the line out to show all."))
	}
}

func (l *linker) threadAsked(place diag.Place, id string) {
	_, found := l.register.Thread(id)
	switch {
	case found, id == "":
	case l.held.Has(l.register.threadAt(id)):
		l.early(place)
	case !l.isBroken(id):
		l.unknown(place, "thread", id, "data/threads/*", l.register.threadIDs())
	}
}

// Thread finds a thread of the home authority, or one of another authority as
// "farham/plans".
func (r *Register) Thread(id string) (Thread, bool) {
	for _, one := range r.Threads {
		if one.Address == r.threadAt(id) {
			return one, true
		}
	}
	return Thread{}, false
}

func (r *Register) threadAt(id string) address.Page {
	if authority, name, named := strings.Cut(id, "/"); named {
		return r.At(authority, "threads", name)
	}
	return address.Of("threads", id)
}

func (r *Register) threadIDs() (ids []string) {
	for _, one := range r.Threads {
		id := one.ID
		if one.Authority.ID != r.Home.ID {
			id = one.Authority.ID + "/" + id
		}
		ids = append(ids, id)
	}
	return ids
}
