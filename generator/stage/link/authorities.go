package link

import (
	"path"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
)

// At is the address of a page that every authority has. Those of the home
// authority are short.
func (r *Register) At(authority string, segments ...string) address.Page {
	if authority == r.Home.ID {
		return address.Of(segments...)
	}
	return address.Of(append([]string{authoritiesSegment, authority}, segments...)...)
}

// The segments of addresses under which authorities and their grades stand, and the
// parts of these lists: letters, or regions and those whose region is not known.
const (
	authoritiesSegment = "authorities"
	GradesSegment      = "grades"
	LetterSegment      = "letter"
	RegionSegment      = "region"
	Elsewhere          = "elsewhere"
)

// taken are the words of addresses that no authority can have as its id, each
// with what has it.
var taken = map[string]string{
	GradesSegment: "The address of the grades of all authorities has this word.",
	LetterSegment: "The addresses of lists of authorities by letter have this word.",
	RegionSegment: "The addresses of lists of authorities by region have this word.",
	Elsewhere:     "The list of authorities whose region is not known has this word.",
	"data":        "The addresses of files of numbers have this word.",
}

// ListAround finds the list of all authorities, or of their grades, where an address is
// that of a part of it.
func ListAround(part address.Page) (list address.Page, is bool) {
	below, is := strings.CutPrefix(string(part), "/"+authoritiesSegment+"/")
	grades, graded := strings.CutPrefix(below, GradesSegment+"/")
	if graded {
		_, below, _ = strings.Cut(grades, "/")
	}
	segment, name, _ := strings.Cut(below, "/")
	if !is || segment != LetterSegment && segment != RegionSegment || strings.Index(name, "/") != len(name)-1 {
		return "", false
	}
	return part[:len(part)-len(below)], true
}

// authorities takes councils and wider areas, and checks what they say of each
// other. What is the region of something is an area, whether it says so or not.
func (l *linker) authorities(all []decode.Authority) {
	l.register.Authorities = named(l, all, func(a decode.Authority) (string, diag.Place) { return a.ID, a.From.At("id") })
	for _, one := range all {
		if region, found := l.register.Authorities[one.Region]; found {
			region.Area = true
			l.register.Authorities[one.Region] = region
		}
	}
	known := names(l.register.Authorities)
	for _, one := range all {
		l.setBeside(one, known)
	}
}

// IsArea tells whether an authority is a wider area, such as a region.
func (r *Register) IsArea(authority string) bool { return r.Authorities[authority].Area }

// setBeside checks the region and the neighbours of an authority, whose names
// are known.
func (l *linker) setBeside(one decode.Authority, known []string) {
	const file = "data/authorities.yaml"
	if why, is := taken[one.ID]; is {
		l.report(wrongAuthority.At(one.From.At("id"), "no authority can have the id “%s”", one.ID).Try("%s Write another.", why))
	}
	if _, found := l.register.Authorities[one.Region]; !found && one.Region != "" {
		l.unknown(one.From.At("region"), "authority", one.Region, file, known)
	}
	for i, id := range one.Neighbours {
		place := one.From.At(listed(one.From, "neighbours", i))
		neighbour, found := l.register.Authorities[id]
		switch {
		case !found:
			l.unknown(place, "authority", id, file, known)
		case id == one.ID:
			l.report(wrongAuthority.At(place, "“%s” is named as a neighbour of itself", id).Try("Take it out."))
		case neighbour.Area:
			l.report(wrongAuthority.At(place, "“%s” is a wider area, and no neighbour of a council", id).Try("Take it out, or write the id of a council."))
		}
	}
}

// settings takes the home authority. Where it is not known, which is reported,
// it is the one whose inspections lie where those of the home do, so that their
// addresses are right and no link to them is called dead.
func (l *linker) settings(s decode.Settings, inspections []*decode.Inspection) {
	home, found := l.register.Authorities[s.Home]
	switch {
	case !found && s.Home != "":
		l.unknown(s.From.At("home"), "authority", s.Home, "data/authorities.yaml", names(l.register.Authorities))
	case home.Area:
		l.report(wrongAuthority.At(s.From.At("home"), "“%s” is a wider area, which nobody inspects", s.Home).
			Try("Write the id of a council, or leave “home” out: the site is then about all councils."))
	}
	for _, one := range inspections {
		if !found && !s.NoHome && home.ID == "" && path.Dir(one.From.File) == decode.InspectionsFolder {
			home = l.register.Authorities[one.Inspection.Authority]
		}
	}
	l.register.Home = home
}

// authority finds the authority of an inspection. Where it is not known, which
// is reported, it is the one in whose folder the file lies.
func (l *linker) authority(one *decode.Inspection) decode.Authority {
	id := one.Inspection.Authority
	authority, found := l.register.Authorities[id]
	switch {
	case !found:
		if id != "" {
			l.unknown(one.From.At("authority"), "authority", id, "data/authorities.yaml", names(l.register.Authorities))
		}
		return l.inFolder(one)
	case authority.Area:
		l.report(wrongAuthority.At(one.From.At("authority"), "“%s” is a wider area, which nobody inspects", id).
			Try("Write the id of a council. An authority is an area where it says “area: true” or is the region of another."))
	}
	return authority
}

// inFolder is the authority in whose folder an inspection lies. Where that is
// none either, nothing can be said of the page that it would have.
func (l *linker) inFolder(one *decode.Inspection) decode.Authority {
	folder := path.Dir(one.From.File)
	if folder == decode.InspectionsFolder && l.register.Home.ID != "" {
		return l.register.Home
	}
	authority, found := l.register.Authorities[path.Base(folder)]
	if !found {
		l.register.Broken = append(l.register.Broken, one.From.File)
	}
	return authority
}
