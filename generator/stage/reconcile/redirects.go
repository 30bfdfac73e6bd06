package reconcile

import (
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/markdown"
	"plainsight/generator/stage/plan"
)

// redirects checks that each leads from where nothing else stands to where
// something does.
func (r *reconciler) redirects(all []plan.Redirect) (problems []diag.Problem) {
	whole := map[address.Page]plan.Redirect{}
	for _, one := range all {
		if one.Place != "" {
			problems = append(problems, r.placeMoved(one)...)
			continue
		}
		if _, twice := whole[one.From]; twice {
			problems = append(problems, redirectTaken.At(one.At, "%s leads elsewhere already", one.From).Try("Keep one of the two lines."))
			continue
		}
		whole[one.From] = one
		if found, there := r.at(one.From); there && !found.Moved() {
			problems = append(problems, redirectTaken.At(one.At, "there is a page at %s, so it cannot lead elsewhere", one.From).
				Try("Take this line out, or move %s.", writtenIn(found)))
		}
	}
	for _, one := range all {
		if one.To != "" {
			problems = append(problems, r.leads(one, whole)...)
		}
	}
	return problems
}

// placeMoved checks a redirect of a place alone.
func (r *reconciler) placeMoved(one plan.Redirect) []diag.Problem {
	page, found := r.at(one.From)
	switch {
	case !found && r.ever[string(one.From)]:
		return nil // that it would vanish is told by itself
	case !found:
		return r.dead(one.From, markdown.Link{Place: one.At})
	}
	places := slices.DeleteFunc(page.Anchors().List(), func(id string) bool { return id != one.Place })
	if len(places) > 1 && !page.Moved() {
		return []diag.Problem{redirectTaken.At(one.At, "there is a place “#%s” on %s, so it cannot lead elsewhere", one.Place, one.From).
			Try("Take this line out, or give the place on the page another name.")}
	}
	return nil
}

// leads checks where a redirect ends.
func (r *reconciler) leads(one plan.Redirect, whole map[address.Page]plan.Redirect) []diag.Problem {
	target, place, _ := strings.Cut(one.To, "#")
	for range whole {
		next, moved := whole[address.Clean(target)]
		if page, there := r.at(address.Clean(target)); !moved || there && !page.Moved() {
			break
		}
		if next.To == "" {
			return nil // what was withdrawn later says so
		}
		target, _, _ = strings.Cut(next.To, "#")
	}
	page, found := r.at(address.Clean(target))
	if _, still := whole[address.Clean(target)]; still && (!found || page.Moved()) {
		return []diag.Problem{redirectTaken.At(one.At, "%s leads round in a circle", one.From).Try("Write the address of a page that is there behind “to”.")}
	}
	switch {
	case !found && r.ever[string(address.Clean(target))]:
		return nil // that it would vanish is told by itself
	case !found:
		return r.dead(address.Clean(target), markdown.Link{Place: one.At})
	case place == "" || r.ever[string(page.Address)+"#"+place]:
		return nil
	}
	return r.anchor(page, place, markdown.Link{Place: one.At})
}

var redirectTaken = diag.Code{
	ID: "redirect-in-the-way", Severity: diag.Error, Title: "An address leads elsewhere and has a page of its own",
	Text: "An address that was published shows its page, or leads to where its matter stands now, or says that it was " +
		"withdrawn: one of the three. Redirects stand in data/redirects.yaml and behind “aliases” in texts, and may not lead in a circle.",
	Example: "- {from: /topics/homes/, to: /topics/homes-for-care-leavers/}",
}
