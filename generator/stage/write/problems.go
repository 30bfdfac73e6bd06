package write

import (
	"path"

	"plainsight/generator/kit/diag"
)

// Codes are the problems that this package can find.
var Codes = []diag.Code{fileInTheWay, sameAddress}

var fileInTheWay = diag.Code{
	ID:       "file-in-the-way",
	Severity: diag.Error,
	Title:    "A file of yours stands where a page has to go",
	Text: "The output folder may hold files that the generator did not write, such as CNAME or .gitkeep, " +
		"and they stay as they are. But one of them has the same address as a page or another file of the site. " +
		"Nothing was published, so that your file is not lost. Move it out of the output folder, " +
		"or give the page another name.",
	Example: "mv public/about/index.html ~/about-old.html",
}

var sameAddress = diag.Code{
	ID:       "same-address",
	Severity: diag.Error,
	Title:    "Two files of the site have one address",
	Text: "Every page, picture and download needs an address of its own. Windows and macOS take " +
		"capital and small letters for the same, so Map.png and map.png cannot both be there either. " +
		"Give one of the two another name.",
	Example: "content/pages/map-of-services.md instead of a second content/pages/map.md",
}

// blocked tells that something foreign stands where a file of the site is needed. Where
// nobody knows whose the files are, the first of them stands for all.
func (t *tree) blocked(foreign, needed string) {
	if t.unlisted {
		return
	}
	t.unlisted = !t.present.listed
	t.problems = append(t.problems, t.inTheWay(foreign, needed))
}

// inTheWay is the problem that something foreign stands where a file of the
// site is needed.
func (t *tree) inTheWay(foreign, needed string) diag.Problem {
	place := diag.Place{File: path.Join(t.shown, foreign)}
	if !t.present.listed {
		return fileInTheWay.At(place, "The site needs this place for %s, and %s, which says which files are the generator's, is missing or cannot be read.",
			needed, path.Join(t.shown, manifestName)).
			Try("Keep what is yours elsewhere, empty the folder %s and build again.", t.shown)
	}
	return fileInTheWay.At(place, "The site needs this place for %s, and the generator did not write what stands there.", needed).
		Try("Move %s out of %s and build again.", place.File, t.shown)
}

// twice is the problem that two files of the site claim one path.
func (t *tree) twice(first, second string) diag.Problem {
	place := diag.Place{File: path.Join(t.shown, second)}
	if second == first {
		return sameAddress.At(place, "Two pages or files of the site have the address %s.", second).
			Try("Give one of the two another name.")
	}
	return sameAddress.At(place, "The site cannot have both %s and %s.", first, second).
		Try("Give one of the two another name.")
}
