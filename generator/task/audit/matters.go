package audit

import (
	"strings"
	"unicode/utf8"

	"plainsight/generator/kit/html"
)

// A matter is what a part of a page can have to do with. Most parts have to do
// with few rules. What they have to do with is asked once, by the names of the
// element and of its attributes, and a rule looks only at those parts that can
// matter to it. It would find the same if it looked at all.
type matter uint32

const (
	ofOrder     matter = 1 << iota // lies, or what lies in it, where not all may
	ofLists                        // is a list or a part of one
	ofHeadings                     // is a heading
	ofTables                       // is a table
	ofFigures                      // is a figure
	ofPictures                     // may be a picture
	ofTitles                       // is a title
	ofThePage                      // is said of the page
	ofLandmarks                    // may be a landmark
	ofControls                     // may be a control
	ofLinks                        // may be a link
	ofTargets                      // leads somewhere
	ofKeys                         // may be where the Tab key stops
	ofTabs                         // says so itself
	ofIDs                          // has an id
	ofPointers                     // may point to another part
	ofRoles                        // says something to screen readers
	ofNames                        // says what it is called
	ofLanguages                    // says in what language it is
	ofHosts                        // may be fetched
	ofCode                         // may be a script or a style
	ofMoving                       // may move

	ofEverything = 1<<iota - 1
)

// What an element is, where this says what may lie in it.
const (
	holdsFew   matter = 1 << (31 - iota) // elements
	inLine                               // it stands among words
	holdsWords                           // alone
)

// byElement is what elements have to do with by their names.
var byElement = func() map[string]matter {
	all := map[string]matter{}
	for what, names := range map[matter]string{
		ofOrder:     "form label main a button select summary textarea input",
		ofLists:     "ul ol menu dl li dt dd",
		ofHeadings:  "h1 h2 h3 h4 h5 h6",
		ofTables:    "table",
		ofFigures:   "figure",
		ofPictures:  "img input svg object",
		ofTitles:    "title",
		ofThePage:   "meta",
		ofLandmarks: "main nav aside search header footer section form",
		ofControls:  "input button dialog iframe meter progress select summary textarea",
		ofLinks:     "a area",
		ofKeys:      "body a area input button iframe select summary textarea",
		ofCode:      "style script",
		ofMoving:    "meta video audio",
	} {
		for name := range setOf(names) {
			all[name] |= what
		}
	}
	for what, names := range map[matter]map[string]bool{ofOrder: blocks, inLine: lines, holdsWords: words, ofMoving: moving} {
		for name := range names {
			all[name] |= what
		}
	}
	for name := range parents {
		all[name] |= ofOrder
	}
	for name := range holds {
		all[name] |= holdsFew
	}
	return all
}()

// matters is what an element has to do with, which lies in one that has to do
// with so much.
func matters(part *html.Part, outer matter) matter {
	found := byElement[part.Name]
	if outer&holdsFew != 0 {
		found |= ofOrder
	}
	for i := range part.Attrs {
		found |= byAttribute(part, &part.Attrs[i])
	}
	return found
}

func byAttribute(part *html.Part, attr *html.Attr) (found matter) {
	switch attr.Name {
	case "class":
	case "id":
		found = ofIDs
	case "href":
		found = ofTargets
		if part.Foreign || part.Name == "link" {
			found |= ofHosts | ofPointers
		}
	case "src":
		found = ofTargets | ofHosts
	case "role":
		found = ofRoles | ofOrder | ofLinks | ofControls | ofLandmarks | ofPictures
	case "aria-hidden":
		found = ofRoles
	case "aria-label":
		found = ofRoles | ofNames
	case "lang", "dir":
		found = ofLanguages
	case "tabindex":
		found = ofTabs | ofKeys
	case "autoplay", "target":
		found = ofMoving
	case "style", "srcdoc":
		found = ofCode
	default:
		switch {
		case strings.HasPrefix(attr.Name, "aria-"):
			found = ofRoles | ofNames | ofPointers
		case strings.HasPrefix(attr.Name, "on"):
			found = ofCode
		case pointers[attr.Name]:
			found = ofPointers
		case fetched[attr.Name]:
			found = ofHosts | ofPointers // a piece of a drawing, or a file
		}
	}
	if mayBeScript(attr.Value) {
		found |= ofCode
	}
	if part.Foreign && strings.HasPrefix(attr.Value, "url(#") {
		found |= ofPointers
	}
	return found
}

// mayBeScript is false of values that surely do not begin with the name of a
// script.
func mayBeScript(value string) bool {
	return value != "" && (value[0]|0x20 == 'j' || value[0] <= ' ' || value[0] >= utf8.RuneSelf)
}

// parts gives those that can have to do with something.
func (p *page) parts(what matter) func(yield func(int, *html.Part) bool) {
	return func(yield func(int, *html.Part) bool) {
		for i, one := range p.matters {
			if one&what != 0 && !yield(i, &p.Parts[i]) {
				return
			}
		}
	}
}
