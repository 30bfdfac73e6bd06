package link

import (
	"slices"

	"plainsight/generator/domain/framework"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
)

// frameworks takes the frameworks and checks the names inside them. The name
// of an edition stands for one edition of all frameworks, since lanes use it
// alone.
func (l *linker) frameworks(all []decode.Framework) {
	editions := map[string]bool{}
	for _, f := range all {
		l.register.Frameworks[f.ID] = f.Framework
		for i, edition := range f.Editions {
			from := f.EditionsFrom[i]
			l.once(editions, edition.ID, from.At("id"))
			if _, found := l.register.Scales[edition.Scale]; !found && edition.Scale != "" {
				l.unknown(from.At("scale"), "scale", edition.Scale, "data/scales.yaml", names(l.register.Scales))
			}
		}
	}
}

// lanes takes the lanes and checks that each part names an area that there is.
func (l *linker) lanes(all []decode.Lane) {
	seen := map[string]bool{}
	for _, lane := range all {
		l.once(seen, lane.ID, lane.From.At("id"))
		for i, part := range lane.Parts {
			l.part(part, lane.PartsFrom[i])
		}
		if lane.ID != "" { // one without a name has no page, and was reported
			l.register.Lanes = append(l.register.Lanes, lane.Lane)
		}
	}
}

func (l *linker) part(part framework.Part, from decode.From) {
	areas, known := l.areasOf(part.Edition)
	switch {
	case part.Edition == "" || part.Area == "":
	case !known:
		l.unknown(from.At("edition"), "edition", part.Edition, "data/frameworks/*", l.editionNames())
	case !slices.Contains(areas, part.Area):
		l.report(unknownArea.At(from.At("area"), "“%s” is not an area of %s", part.Area, part.Edition).
			Try("The areas are %s.", diag.Or(areas)))
	}
}

// areasOf lists the areas of an edition, or of all editions of a framework.
func (l *linker) areasOf(name string) (areas []string, known bool) {
	for _, id := range names(l.register.Frameworks) {
		for _, edition := range l.register.Frameworks[id].Editions {
			if edition.ID != name && id != name {
				continue
			}
			known = true
			for _, area := range edition.AreaIDs() {
				if !slices.Contains(areas, area) {
					areas = append(areas, area)
				}
			}
		}
	}
	return areas, known
}

func (l *linker) editionNames() (all []string) {
	for _, id := range names(l.register.Frameworks) {
		for _, edition := range l.register.Frameworks[id].Editions {
			all = append(all, edition.ID)
		}
	}
	return all
}
