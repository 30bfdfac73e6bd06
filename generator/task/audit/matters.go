package audit

import (
	"math/bits"
	"strings"
	"unicode/utf8"

	"plainsight/generator/kit/html"
)

// A matter is what a part of a page can have to do with. Most parts have to do
// with few rules. What they have to do with is asked once, by the names of the
// element and of its attributes, and a rule looks only at those parts that can
// matter to it. It would find the same if it looked at all.
type matter uint64

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

	kinds        = iota
	ofEverything = 1<<kinds - 1
)

// What an element is, where other parts are asked what they lie in.
const (
	holdsFew   matter = 1 << (63 - iota) // elements may lie in it
	liesInFew                            // elements
	isBlock                              // it does not stand among words
	inLine                               // it stands among words
	holdsWords                           // alone
	hides                                // itself and what is in it
	isPressed                            // it is there to be used
	isSilent                             // what is in it is not read aloud
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
	for what, names := range map[matter]map[string]bool{ofOrder | isBlock: blocks, inLine: lines, holdsWords: words, ofMoving: moving} {
		for name := range names {
			all[name] |= what
		}
	}
	for name := range parents {
		all[name] |= ofOrder | liesInFew
	}
	for name := range holds {
		all[name] |= holdsFew
	}
	return all
}()

// judge is what the elements of a tag have to do with, in HTML or in a drawing,
// whatever they lie in.
func judge(tag *html.Tag, foreign bool) uint64 {
	found := byElement[tag.Name]
	for i := range tag.Attrs {
		found |= byAttribute(tag, foreign, &tag.Attrs[i])
	}
	if isHidden(tag) {
		found |= hides
	}
	if pressed(tag) {
		found |= isPressed
	}
	if silent(tag) {
		found |= isSilent
	}
	return uint64(found)
}

func byAttribute(tag *html.Tag, foreign bool, attr *html.Attr) (found matter) {
	switch attr.Name {
	case "class":
	case "id":
		found = ofIDs
	case "href":
		found = ofTargets
		if foreign || tag.Name == "link" {
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
	if foreign && strings.HasPrefix(attr.Value, "url(#") {
		found |= ofPointers
	}
	return found
}

// mayBeScript is false of values that surely do not begin with the name of a
// script.
func mayBeScript(value string) bool {
	return value != "" && (value[0]|0x20 == 'j' || value[0] <= ' ' || value[0] >= utf8.RuneSelf)
}

// list lists the parts of the page by what they have to do with.
func (p *page) list() {
	for kind := range p.having {
		p.having[kind] = p.having[kind][:0]
	}
	for i, one := range p.matters {
		for left := one & ofEverything; left != 0; left &= left - 1 {
			kind := bits.TrailingZeros64(uint64(left))
			p.having[kind] = append(p.having[kind], i)
		}
	}
}

// kind is the place of a matter among those that parts are listed by.
func (m matter) kind() int { return bits.TrailingZeros64(uint64(m)) }

// parts gives those that can have to do with one thing.
func (p *page) parts(what matter) func(yield func(int, *html.Part) bool) {
	return func(yield func(int, *html.Part) bool) {
		for _, i := range p.having[what.kind()] {
			if !yield(i, &p.Parts[i]) {
				return
			}
		}
	}
}
