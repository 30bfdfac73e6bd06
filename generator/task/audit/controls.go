package audit

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/html"
)

var controlName = diag.Code{
	ID: "control-name", Severity: diag.Error, Title: "A control has no name",
	Text: "A screen reader says the name of a button, an input or a frame, and people who speak to their computer call it " +
		"by that name. A button is named by its words, an input by its label, a frame by its title, a dialog or an area " +
		"that can be moved by aria-label. What stands in an empty input as an example is no name.",
	Example: `<label for="words">Words to look for</label> <input id="words">`,
}

// named are roles whose elements need a name.
var named = map[string]bool{
	"alertdialog": true, "application": true, "button": true, "checkbox": true, "combobox": true, "dialog": true, "form": true,
	"grid": true, "listbox": true, "menuitem": true, "menuitemcheckbox": true, "menuitemradio": true, "meter": true,
	"option": true, "progressbar": true, "radio": true, "radiogroup": true, "region": true, "searchbox": true, "slider": true,
	"spinbutton": true, "switch": true, "tab": true, "textbox": true, "tooltip": true, "tree": true, "treeitem": true,
}

func controlsNamed(p *page, report report) {
	for i, part := range p.parts(ofControls) {
		if p.hidden[i] || !needsName(part) {
			continue
		}
		switch {
		case containers[role(part)] || part.Name == "dialog":
			if p.given(i) == "" {
				report(i, fmt.Sprintf("this %s has no name", called(part)), "Name it with aria-label, or point to its heading with aria-labelledby.")
			}
		case p.name(i) == "":
			report(i, fmt.Sprintf("this %s has no name", called(part)), controlHint(part))
		}
	}
}

// containers are named by attributes alone, whatever stands in them.
var containers = map[string]bool{
	"alertdialog": true, "application": true, "dialog": true, "form": true, "grid": true, "listbox": true, "radiogroup": true,
	"region": true, "tree": true,
}

func needsName(part *html.Part) bool {
	if own := role(part); own != "" {
		return named[own]
	}
	switch part.Name {
	case "input":
		return value(part, "type") != "hidden"
	case "button", "dialog", "iframe", "meter", "progress", "select", "summary", "textarea":
		return true
	}
	return false
}

func controlHint(part *html.Part) string {
	switch part.Name {
	case "input", "select", "textarea", "meter", "progress":
		return "Write a label whose for is the id of this element."
	case "iframe":
		return "Say in its title what it shows."
	}
	return "Write its words."
}

// called is what people call a kind of element.
func called(part *html.Part) string {
	if own := role(part); own != "" {
		return own
	}
	if part.Name == "a" {
		return "link"
	}
	return part.Name
}

var labelInName = diag.Code{
	ID: "label-in-name", Severity: diag.Error, Title: "What is seen on a control is not in its name",
	Text: "Who speaks to a computer says what stands on a link or button. Where aria-label gives it another name, the words " +
		"that are seen have to be part of that name, or the computer does not know what is meant.",
	Example: `<a href="#p33" aria-label="Paragraph 33">33</a>`,
}

func labelsInNames(p *page, report report) {
	for i, part := range p.parts(ofNames) {
		if p.hidden[i] || part.Name != "a" && part.Name != "button" && part.Name != "summary" && role(part) != "button" {
			continue
		}
		name := p.given(i)
		if name == "" {
			continue
		}
		if seen := p.shown(i); strings.ContainsFunc(seen, isLetter) && !strings.Contains(bare(name), bare(seen)) {
			report(i, fmt.Sprintf("“%s” is seen here and “%s” is its name", short(seen), short(name)),
				"Begin the name with the words that are seen.")
		}
	}
}

// bare are words without capitals and signs.
func bare(words string) string { return string(appendBare(make([]byte, 0, len(words)), words)) }

// bare are bare words that stand as long as the page does.
func (p *page) bare(words string) string {
	plain := appendBare(p.said[:0], words)
	p.said = plain[:0]
	return p.room.keep(plain)
}

func appendBare(out []byte, words string) []byte {
	gap := false
	for i := 0; i < len(words); {
		letter, length := rune(words[i]), 1
		if letter >= utf8.RuneSelf {
			letter, length = utf8.DecodeRuneInString(words[i:])
		}
		i += length
		if letter = unicode.ToLower(letter); !isLetter(letter) {
			gap = true
			continue
		}
		if gap && len(out) > 0 {
			out = append(out, ' ')
		}
		gap = false
		out = utf8.AppendRune(out, letter)
	}
	return out
}

// isLetter tells what words are made of from what stands between them.
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}

var hiddenFocus = diag.Code{
	ID: "hidden-focus", Severity: diag.Error, Title: "The keyboard reaches what nobody is told of",
	Text: "What is hidden from screen readers with aria-hidden, or is part of a picture, is not read aloud. If the Tab key stops " +
		"there, a reader who does not see the page hears nothing and does not know where they are.",
	Example: `<svg aria-hidden="true"> … </svg>`,
}

func focusIsRead(p *page, report report) {
	for i, part := range p.parts(ofKeys) {
		if part.Name == "body" && value(part, "aria-hidden") == "true" {
			report(i, "the whole page is hidden from screen readers", "Take aria-hidden out.")
		}
		if !reached(part) {
			continue
		}
		if p.matters[i]&isSilent != 0 {
			report(i, fmt.Sprintf("the keyboard reaches this %s, which is hidden from screen readers", called(part)), "Take aria-hidden out.")
		} else if at, in := p.around(i, isSilent); in && p.Parts[at].Name != "body" {
			report(i, fmt.Sprintf("the keyboard reaches this %s, and what it lies in is not read aloud", called(part)),
				"Move it out of what is hidden or a picture.")
		}
	}
}

// silent tells whether what is in an element is not read aloud, but is there.
func silent(tag *html.Tag) bool {
	switch roleOf(tag) {
	case "img", "math", "meter", "progressbar", "scrollbar", "separator", "slider":
		return true
	}
	hidden, _ := tag.Attr("aria-hidden")
	return hidden == "true"
}

// reached tells whether the Tab key stops at an element.
func reached(part *html.Part) bool {
	if tab, has := part.Attr("tabindex"); has {
		return !strings.HasPrefix(strings.TrimSpace(tab), "-")
	}
	if _, off := part.Attr("disabled"); off {
		return false
	}
	switch part.Name {
	case "a", "area":
		_, leads := part.Attr("href")
		return leads
	case "input":
		return value(part, "type") != "hidden"
	case "button", "iframe", "select", "summary", "textarea":
		return true
	}
	return false
}

var tabOrder = diag.Code{
	ID: "tab-order", Severity: diag.Error, Title: "The Tab key is sent another way than the page goes",
	Text: "The Tab key follows the order in which a page is written. A tabindex above 0 sends it elsewhere first, and who does " +
		"not see the page is lost. 0 lets the key stop at an element, -1 lets a link lead to it.",
	Example: `<div role="region" aria-label="Table 1" tabindex="0">`,
}

func tabsInOrder(p *page, report report) {
	for i, part := range p.parts(ofTabs) {
		tab, has := part.Attr("tabindex")
		if has && tab != "0" && tab != "-1" {
			report(i, fmt.Sprintf("tabindex is “%s”", tab), "Write 0 or -1, or take it out.")
		}
	}
}
