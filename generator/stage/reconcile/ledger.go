package reconcile

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
	"plainsight/generator/domain/document"
	"plainsight/generator/domain/ledger"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
	"plainsight/generator/stage/link"
	"plainsight/generator/stage/plan"
)

// recorded finds what was published and would vanish. Each problem has the very
// line that keeps it.
func (r *reconciler) recorded() (problems []diag.Problem) {
	for _, one := range r.Ledger {
		switch {
		case one.Since.Known() && one.Since.Compare(r.Today) > 0:
			// What is built is the site as it was before.
		case one.File == ledger.Others:
			problems = append(problems, r.others(one)...)
		default:
			problems = append(problems, r.page(one)...)
		}
	}
	return problems
}

// remember notes every address of the ledger.
func (r *reconciler) remember() {
	for _, one := range r.Ledger {
		for _, also := range one.Also {
			r.ever[string(also)] = true
		}
		if one.File == ledger.Others {
			continue
		}
		r.ever[string(one.Address)] = true
		for _, place := range one.Places {
			r.ever[string(one.Address)+"#"+place.ID] = true
		}
	}
}

// there tells whether something answers at an address.
func (r *reconciler) there(at address.Page) bool {
	_, planned := r.find(at)
	return planned || r.moved[string(at)+"#"]
}

// page finds what would vanish of a page.
func (r *reconciler) page(one decode.Recorded) (problems []diag.Problem) {
	found, there := r.at(one.Address)
	if !there && !r.there(one.Address) {
		var problem diag.Problem
		problem, found, there = r.lostPage(one)
		problems = append(problems, problem)
	}
	for _, also := range one.Also {
		if r.there(one.Address) && !r.there(also) {
			problems = append(problems, r.lostForm(one, also))
		}
	}
	if there && found.Leads() != "" {
		target, _, _ := strings.Cut(found.Leads(), "#")
		found, there = r.at(address.Page(target))
	}
	if !there || found.Moved() || slices.Contains(r.Broken, found.File()) {
		return problems
	}
	return append(problems, r.lostPlaces(one, found)...)
}

// lostPlaces finds the places of a page that lead nowhere now, or to other
// words. found is the page where its matter stands.
func (r *reconciler) lostPlaces(one decode.Recorded, found plan.Page) (problems []diag.Problem) {
	now := r.placesOn(found)
	byID := map[string]int{}
	for i, place := range now {
		byID[place.id] = i
	}
	one.Places = r.underNewNames(one.Places, now)
	kept := map[int]bool{} // the places of now that are recorded ones
	at := make([]int, len(one.Places))
	var lost []int
	for i, place := range one.Places {
		j, there := byID[place.ID]
		at[i] = -1
		switch {
		case found.Address != one.Address && r.ever[string(found.Address)+"#"+place.ID]:
			// It is recorded of the page that this one became.
		case there && now[j].same(place) && !begunElsewhere(now, j, place):
			kept[j], at[i] = true, j
		case r.ledTo(one.Address, found, place) || told(r.seen(found), place):
		default:
			lost = append(lost, i)
		}
	}
	for left := slices.Clone(lost); len(left) > 0; {
		i, j := closest(one.Places, left, now, kept, at)
		left = slices.DeleteFunc(left, func(n int) bool { return n == i })
		if j >= 0 {
			kept[j], at[i] = true, j
		}
	}
	for _, i := range lost {
		k, taken := byID[one.Places[i].ID]
		if !taken {
			k = -1
		}
		problems = append(problems, r.lostPlace(one, one.Places[i], found, now, at[i], k, taken && kept[k]))
	}
	return problems
}

// underNewNames are recorded places, of which parts of the record show what has
// another name now under that name.
func (r *reconciler) underNewNames(recorded []ledger.Place, now []place) []ledger.Place {
	if !slices.ContainsFunc(now, func(p place) bool { return p.subject != "" && !p.own }) {
		return recorded
	}
	recorded = slices.Clone(recorded)
	for i, one := range recorded {
		subject, words, is := strings.Cut(one.Words, shows)
		if !is || familyOf(one.Kind) != one.Kind || slices.ContainsFunc(now, func(p place) bool { return p.showsAlike(one) }) {
			continue
		}
		for _, names := range r.newNames() {
			subject = strings.ReplaceAll(subject, names[0], names[1])
		}
		recorded[i].Words = subject + shows + words
	}
	return recorded
}

// newNames are old and new names of pages: those that are likely by their words,
// and those that redirects tell.
func (r *reconciler) newNames() (names [][2]string) {
	for _, one := range r.Redirects {
		if to, _, _ := strings.Cut(one.To, "#"); to != "" && one.Place == "" && !one.Short {
			names = append(names, [2]string{path.Base(string(one.From)), path.Base(to)})
		}
	}
	return append(names, r.likelyNames()...)
}

// likelyNames are old and new names by the words of pages, found once.
func (r *reconciler) likelyNames() [][2]string {
	if r.renamings == nil {
		r.renamings = append(r.renames(), [2]string{})
	}
	return r.renamings[:len(r.renamings)-1]
}

// begunElsewhere tells whether the words of a place begin at another one now: it
// was parted, and its name stayed with the later part.
func begunElsewhere(now []place, j int, recorded ledger.Place) bool {
	if now[j].begins(recorded) || now[j].subject != "" {
		return false
	}
	return slices.ContainsFunc(now, func(p place) bool { return p.id != now[j].id && p.begins(recorded) })
}

// seen is a page with its view.
func (r *reconciler) seen(page plan.Page) plan.Page {
	if r.viewed != nil && !page.Viewed() {
		return r.viewed(page)
	}
	return page
}

// placesOn are the places of a page, found once.
func (r *reconciler) placesOn(page plan.Page) []place {
	if _, known := r.places[page.Address]; !known {
		r.places[page.Address] = placesOf(r.seen(page))
	}
	return r.places[page.Address]
}

// ledTo tells whether a line says what became of a place: it was withdrawn, or
// leads to its words.
func (r *reconciler) ledTo(from address.Page, found plan.Page, recorded ledger.Place) bool {
	root := found.Root()
	for _, page := range []address.Page{from, found.Address} {
		id := strings.TrimPrefix(string(page), root) + "#" + recorded.ID
		if r.moved[id] {
			r.led = true
			return r.endsAt(id, recorded, len(r.Redirects))
		}
	}
	return false
}

// endsAt tells whether a line leads to the words of a place, or to what says
// where they are, by as many lines at most. Where it leads to a page as a whole, its author meant that.
func (r *reconciler) endsAt(id string, recorded ledger.Place, most int) bool {
	at := slices.IndexFunc(r.Redirects, func(one plan.Redirect) bool { return string(one.From)+"#"+one.Place == id })
	target, anchor, placed := strings.Cut(r.Redirects[at].To, "#")
	page, there := r.at(address.Clean(target))
	if !placed || !there || page.Moved() {
		return true
	}
	if next := string(page.Address) + "#" + anchor; r.moved[next] {
		return most > 0 && r.endsAt(next, recorded, most-1)
	}
	now := r.placesOn(page)
	k := slices.IndexFunc(now, func(p place) bool { return p.id == anchor })
	return k < 0 || now[k].same(recorded) || told(r.seen(page), ledger.Place{ID: anchor, Words: recorded.Words})
}

// told tells whether the page still shows the words that a place had, or says
// that it is gone.
func told(page plan.Page, recorded ledger.Place) bool {
	if slices.ContainsFunc(page.Frame().Former, func(f plan.Former) bool { return f.To == "" && f.ID == recorded.ID }) {
		return true
	}
	for _, words := range page.Earlier()[recorded.ID] {
		if ledger.Begin(recorded.Words, plan.Excerpt(words)) {
			return true
		}
	}
	return false
}

// closest chooses of the lost places the one that is most surely another place
// of now, j, or -1 where none is. What was reworded altogether, such as a
// heading, is known by what stands before and after it.
func closest(recorded []ledger.Place, lost []int, now []place, kept map[int]bool, at []int) (i, j int) {
	best := 0.0
	i, j = lost[0], -1
	for _, one := range lost {
		for k := range now {
			if kept[k] {
				continue
			}
			if sure := now[k].alike(recorded[one]); sure > best {
				best, i, j = sure, one, k
			}
		}
	}
	if j >= 0 {
		return i, j
	}
	for _, one := range lost {
		if k := between(recorded, one, now, kept, at); k >= 0 {
			return one, k
		}
	}
	return i, -1
}

// between finds the heading that stands where a recorded one stood.
func between(recorded []ledger.Place, one int, now []place, kept map[int]bool, at []int) int {
	heading := string(document.Heading)
	if recorded[one].Kind != heading {
		return -1
	}
	var near []int
	if one > 0 && at[one-1] >= 0 {
		near = append(near, at[one-1]+1)
	}
	if one+1 < len(recorded) && at[one+1] > 0 {
		near = append(near, at[one+1]-1)
	}
	for _, k := range near {
		if k < len(now) && !kept[k] && now[k].kind == heading {
			return k
		}
	}
	return -1
}

// lostPlace says what to write so that a place is kept. j is where its words
// are now on the page, and k what has its name; either is -1 where there is
// nothing. known tells that what has the name was recorded under another.
func (r *reconciler) lostPlace(one decode.Recorded, recorded ledger.Place, found plan.Page, now []place, j, k int, known bool) diag.Problem {
	what, taken := "would lead nowhere", k >= 0
	if taken {
		what = "would lead to other words"
	}
	problem := lostAddress.At(diag.Place{File: one.File, Line: recorded.Line}, "%s#%s was published and %s", one.Address, recorded.ID, what)
	from := string(one.Address) + "#" + recorded.ID
	numbered := string(document.Numbered)
	switch {
	case taken && recorded.Kind == numbered:
		return problem.Try("The number has other words now. Say so under “corrections” in %s, with the words that stood there:", found.File()).
			Writing("  - {date: %s, what: …, place: %s, was: %q}", r.Today, recorded.ID, recorded.Words)
	case j >= 0 && now[j].subject != "" && taken && !known:
		return problem.Try("What it showed stands in %s on line %d. Write there “id: %s” in place of “id: %s”, and give what stands on line %d another name.",
			found.File(), now[j].line, recorded.ID, now[j].id, now[k].line)
	case j >= 0 && now[j].subject != "" && now[j].line > 0:
		return problem.Try("What it showed stands in %s on line %d. Write there “id: %s” in place of “id: %s”.", found.File(), now[j].line, recorded.ID, now[j].id)
	case j >= 0 && now[j].kind == string(document.Table) && !now[j].named && now[j].line > 0:
		return problem.Try("Its words stand in %s on line %d. Write at the end of the last heading of that table: {#%s}", found.File(), now[j].line, recorded.ID)
	case j < 0 && taken && now[k].subject != "":
		return problem.Try("Something else is shown in %s on line %d. Give that another “id:”, and add this line to data/redirects.yaml, with the reason for readers, or with “to: …” where they can read on:", found.File(), now[k].line).
			Writing("- {from: %q, withdrawn: %s, why: …}", from, r.Today)
	case j >= 0 && now[j].kind != numbered && !now[j].named && now[j].line > 0:
		return problem.Try("Its words stand in %s on line %d. Write at the end of that line: {#%s}", found.File(), now[j].line, recorded.ID)
	case j >= 0 && taken && now[j].named:
		return problem.Try("Its words stand in %s on line %d. Write there {#%s} in place of {#%s}.", found.File(), now[j].line, recorded.ID, now[j].id)
	case r.moved[from] && j >= 0:
		return problem.Try("Its line in data/redirects.yaml leads to other words now. Write in place of it:").
			Writing("- {from: %q, to: %q}", from, string(found.Address)+"#"+now[j].id)
	case j >= 0:
		return problem.Try("Its words stand at #%s now. Add this line to data/redirects.yaml:", now[j].id).
			Writing("- {from: %q, to: %q}", from, string(found.Address)+"#"+now[j].id)
	}
	if r.moved[from] {
		return problem.Try("Its line in data/redirects.yaml leads to other words now. Write in place of it, with the reason for readers, or with “to: …” where they can read on:").
			Writing("- {from: %q, withdrawn: %s, why: …}", from, r.Today)
	}
	if to, elsewhere := r.elsewhere(recorded, found.Address); elsewhere {
		return problem.Try("Its words stand on another page now. Add this line to data/redirects.yaml:").
			Writing("- {from: %q, to: %q}", from, to)
	}
	return problem.Try("Its words are gone. Add this line to data/redirects.yaml, with the reason for readers, or with “to: …” where they can read on:").
		Writing("- {from: %q, withdrawn: %s, why: …}", from, r.Today)
}

// elsewhere finds the words of a place on another page.
func (r *reconciler) elsewhere(recorded ledger.Place, but address.Page) (to string, found bool) {
	best := 0.0
	for _, at := range r.inOrder {
		if page := *r.pages[at]; at != but && page.Of() == "" && !page.Moved() && page.Root() == "" {
			places := r.placesOn(page)
			for k := range places {
				if sure := places[k].alike(recorded); sure > best {
					best, to, found = sure, string(at)+"#"+places[k].id, true
				}
			}
		}
	}
	return to, found
}

// lostPage says what to write so that the address of a page is kept, and gives
// the page that it became, where one is likely.
func (r *reconciler) lostPage(one decode.Recorded) (problem diag.Problem, became plan.Page, likely bool) {
	problem = lostAddress.At(diag.Place{File: one.File}, "%s was published and would vanish", one.Address)
	if then, now, found := r.pairOf(one.Address); found {
		return problem.Try("Something lies between the two inspections now. To keep their page, add this line to data/comparisons.yaml:").
			Writing("- {then: %s, now: %s}", then, now), became, false
	}
	if list, is := r.listAround(one); is {
		return problem.Try("It listed inspections of a time of which there are none now. Add this line to data/redirects.yaml:").
			Writing("- {from: %s, to: %s}", one.Address, list), became, false
	}
	if list, is := link.ListAround(one.Address); is && r.there(list) {
		return problem.Try("It listed a part of the councils, which is none now. Add this line to data/redirects.yaml:").
			Writing("- {from: %s, to: %s}", one.Address, list), became, false
	}
	if to, follows := r.renamed(one.Address); follows {
		return problem.Try("Add this line to data/redirects.yaml:").
			Writing("- {from: %s, to: %s}", one.Address, to), *r.pages[to], true
	}
	became, likely = r.became(one)
	if likely {
		return problem.Try("Its words stand at %s now. Add this line to data/redirects.yaml:", became.Address).
			Writing("- {from: %s, to: %s}", one.Address, became.Address), became, true
	}
	return problem.Try("Add this line to data/redirects.yaml, with the reason for readers, or with “to: …” where its matter stands now:").
		Writing("- {from: %s, withdrawn: %s, why: …}", one.Address, r.Today), became, false
}

// listAround finds the list in which the inspections of a month or a year would stand
// whose own list was published. Other pages have places.
func (r *reconciler) listAround(one decode.Recorded) (list address.Page, is bool) {
	in, err := date.Parse(path.Base(string(one.Address)))
	list = one.Address.Parent()
	if err != nil || in.Exact() || list != "/inspections/" || len(one.Places) > 0 {
		return "", false
	}
	if year := address.Of("inspections", in.InYear().String()); year != one.Address && r.there(year) {
		list = year
	}
	return list, true
}

// became finds the page with the most of the recorded words, or else the only
// new one beside it.
func (r *reconciler) became(one decode.Recorded) (best plan.Page, likely bool) {
	var beside []plan.Page
	most, worded := 0, 0
	for _, place := range one.Places {
		if place.HasWords() {
			worded++
		}
	}
	for _, at := range r.inOrder {
		page := *r.pages[at]
		if r.ever[string(at)] || page.Of() != "" || page.Moved() || path.Ext(page.Address.File()) != ".html" {
			continue
		}
		if at.Parent() == one.Address.Parent() {
			beside = append(beside, page)
		}
		if shared := sharing(one.Places, r.placesOn(page)); shared > most {
			most, best = shared, page
		}
	}
	switch {
	case most > 0 && 2*most >= worded:
		return best, true
	case len(beside) == 1 && (most == 0 || worded == 0):
		return beside[0], true
	}
	return plan.Page{}, false
}

// sharing counts the recorded places whose words are among those of now.
func sharing(recorded []ledger.Place, now []place) (shared int) {
	for _, one := range recorded {
		if slices.ContainsFunc(now, func(p place) bool { return p.sum != 0 && p.sum == one.Print.Sum }) {
			shared++
		}
	}
	return shared
}

// lostForm says what to write so that an edition of a page, or the page in
// another language, is kept.
func (r *reconciler) lostForm(one decode.Recorded, form address.Page) diag.Problem {
	return lostAddress.At(diag.Place{File: one.File}, "%s was published and would vanish", form).
		Try("It was another form of %s. Ask for it again under “formats” or “languages” in data/site.yaml, or add this line to data/redirects.yaml:", one.Address).
		Writing("- {from: %s, to: %s}", form, one.Address)
}

// others finds the addresses without places that would vanish: files, and
// addresses that led on.
func (r *reconciler) others(one decode.Recorded) (problems []diag.Problem) {
	for _, at := range one.Also {
		if r.there(at) {
			continue
		}
		problem := lostAddress.At(diag.Place{File: one.File}, "%s was published and would vanish", at)
		to, likely := r.renamed(at)
		if !likely {
			to, likely = r.onlyNew(at)
		}
		if likely {
			problem = problem.Try("Add this line to data/redirects.yaml:").
				Writing("- {from: %s, to: %s}", at, to)
		} else {
			problem = problem.Try("Add this line to data/redirects.yaml, with the reason for readers, or with “to: …” where its matter stands now:").
				Writing("- {from: %s, withdrawn: %s, why: …}", at, r.Today)
		}
		problems = append(problems, problem)
	}
	return problems
}

// renames finds the pages that have another name now, by their words: what was
// named after them has another name too.
func (r *reconciler) renames() (names [][2]string) {
	for _, one := range r.Ledger {
		if one.File == ledger.Others || r.there(one.Address) || !slices.ContainsFunc(one.Places, ledger.Place.HasWords) {
			continue
		}
		if now, likely := r.became(one); likely {
			names = append(names, [2]string{path.Base(string(one.Address)), path.Base(string(now.Address))})
		}
	}
	return names
}

// renamed is what an address is called after the pages that have another name
// now, where that is a new address of the site.
func (r *reconciler) renamed(at address.Page) (to address.Page, is bool) {
	for _, names := range r.likelyNames() {
		to = address.Page(strings.ReplaceAll(string(at), names[0], names[1]))
		if _, there := r.at(to); to != at && there && !r.ever[string(to)] {
			return to, true
		}
	}
	return "", false
}

// onlyNew finds the only new file of the same kind beside one that is gone.
func (r *reconciler) onlyNew(at address.Page) (to address.Page, likely bool) {
	var beside []address.Page
	for _, other := range r.inOrder {
		if !r.ever[string(other)] && !r.pages[other].Moved() && other.Parent() == at.Parent() && endOf(other) == endOf(at) {
			beside = append(beside, other)
		}
	}
	if len(beside) != 1 {
		return "", false
	}
	return beside[0], true
}

// endOf is all that follows the first full stop of a file's name.
func endOf(file address.Page) string {
	_, end, _ := strings.Cut(path.Base(string(file)), ".")
	return fmt.Sprint(strings.HasSuffix(string(file), "/"), end)
}

var lostAddress = diag.Code{
	ID: "lost-address", Severity: diag.Error, Title: "Something that was published would vanish",
	Text: "What was published stays at its address: people have printed it. The folder data/ledger holds every address that was " +
		"ever published, and a build stops where one would lead nowhere, or to other words. The problem prints the line that keeps it: an id " +
		"on the page, or a redirect, or a note that it was withdrawn, with the day and the reason.",
	Example: "- {from: \"/topics/homes/#s3\", withdrawn: 2026-05-09, why: It was about another council.}    in data/redirects.yaml",
}
