package audit

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"plainsight/generator/kit/html"
)

// name is what a part is called: by another part, by an attribute, by its
// label, or by its own words.
func (p *page) name(part int) string {
	one := &p.Parts[part]
	if name := p.given(part); name != "" {
		return name
	}
	if name := p.native(part); name != "" {
		return name
	}
	return strings.TrimSpace(value(one, "title"))
}

// given is the name that aria-labelledby or aria-label gives, or "".
func (p *page) given(part int) string {
	one := &p.Parts[part]
	if name := p.pointed(value(one, "aria-labelledby")); name != "" {
		return name
	}
	return strings.TrimSpace(value(one, "aria-label"))
}

// pointed are the words of the parts with these ids, also of hidden ones. From what is
// pointed to nobody is led on, neither by us nor by what reads aloud: many parts that
// point at each other would be asked in every order.
func (p *page) pointed(ids string) string {
	if p.pointing {
		return ""
	}
	p.pointing = true
	var names []string
	for id := range strings.FieldsSeq(ids) {
		if at, there := p.ids[id]; there && p.hidden[at] {
			names = append(names, p.raw(at))
		} else if there {
			names = append(names, p.words(at))
		}
	}
	p.pointing = false
	return strings.TrimSpace(strings.Join(names, " "))
}

// native is the name that an element has in its own way.
func (p *page) native(part int) string {
	one := &p.Parts[part]
	switch one.Name {
	case "img", "area":
		return strings.TrimSpace(value(one, "alt"))
	case "input":
		return p.inputName(part)
	case "select", "textarea", "meter", "progress", "output":
		return p.labelled(part)
	case "svg":
		return p.childWords(part, "title")
	case "table":
		return p.childWords(part, "caption")
	case "fieldset":
		return p.childWords(part, "legend")
	case "figure":
		return p.childWords(part, "figcaption")
	case "iframe":
		return ""
	}
	return p.words(part)
}

func (p *page) inputName(part int) string {
	one := &p.Parts[part]
	switch value(one, "type") {
	case "hidden":
		return ""
	case "submit", "reset":
		if _, own := one.Attr("value"); !own {
			return value(one, "type") // browsers have a word for it
		}
		fallthrough
	case "button":
		return strings.TrimSpace(value(one, "value"))
	case "image":
		return strings.TrimSpace(value(one, "alt"))
	}
	return p.labelled(part)
}

// labelled are the words of the label that belongs to an input.
func (p *page) labelled(part int) string {
	if id := value(&p.Parts[part], "id"); id != "" {
		if label, has := p.labels[id]; has {
			return p.words(label)
		}
	}
	if label, in := p.inside(part, func(outer *html.Part) bool { return outer.Name == "label" }); in {
		return p.words(label)
	}
	return ""
}

// childWords are the words of the first child of a name.
func (p *page) childWords(part int, name string) string {
	for i, child := range p.children(part) {
		if child.Name == name {
			return p.words(i)
		}
	}
	return ""
}

// words are the words of a part as they are read aloud: without what is
// hidden, with the names of pictures.
func (p *page) words(part int) string {
	if words, alone := p.alone(part); alone {
		return words
	}
	before := len(p.said) // what is gathered for others, in the midst of whom this is asked
	p.say(part)
	words := p.room.keep(inOneLine(p.said[before:]))
	p.said = p.said[:before]
	return words
}

// alone gives the words of an element that holds a text in one line and nothing
// else, as most do.
func (p *page) alone(part int) (words string, alone bool) {
	one := &p.Parts[part]
	if one.End != part+2 || p.Parts[part+1].Name != "" || p.hidden[part] || one.Name == "img" || one.Name == "svg" || role(one) == "img" {
		return "", false
	}
	words = p.Parts[part+1].Text
	gap := true
	for i := range len(words) {
		if c := words[i]; c < ' ' || c >= utf8.RuneSelf || c == ' ' && gap {
			return "", false
		}
		gap = words[i] == ' '
	}
	return words, !gap
}

// inOneLine makes one space of all space between words, in the place where they
// stand.
func inOneLine(words []byte) []byte {
	line, gap := words[:0], false
	for i := 0; i < len(words); {
		letter, length := rune(words[i]), 1
		if letter >= utf8.RuneSelf {
			letter, length = utf8.DecodeRune(words[i:])
		}
		if unicode.IsSpace(letter) {
			gap = true
		} else {
			if gap && len(line) > 0 {
				line = append(line, ' ')
			}
			gap = false
			line = append(line, words[i:i+length]...)
		}
		i += length
	}
	return line
}

func (p *page) say(part int) {
	one := &p.Parts[part]
	switch {
	case p.hidden[part]:
		return
	case one.Name == "":
		p.said = append(p.said, one.Text...)
		return
	case one.Name == "img":
		p.said = append(p.said, value(one, "alt")...)
		return
	case one.Name == "svg" || role(one) == "img":
		name := p.given(part)
		if name == "" {
			name = p.childWords(part, "title")
		}
		p.said = append(p.said, name...)
		return
	}
	apart := !html.InLine(one.Name)
	if apart {
		p.said = append(p.said, ' ')
	}
	for i := range p.children(part) {
		p.say(i)
	}
	if apart {
		p.said = append(p.said, ' ')
	}
}

// shown are the words of a part as they are seen, without regard to names.
func (p *page) shown(part int) string {
	var text strings.Builder
	for i := part + 1; i < p.Parts[part].End; i++ {
		if !p.hidden[i] && !p.Parts[i].Foreign {
			text.WriteString(p.Parts[i].Text)
			if name := p.Parts[i].Name; name != "" && !html.InLine(name) {
				text.WriteByte(' ')
			}
		}
	}
	return strings.Join(strings.Fields(text.String()), " ")
}

// raw is the text of an element that may be hidden, such as a title.
func (p *page) raw(part int) string {
	var text strings.Builder
	for i := part + 1; i < p.Parts[part].End; i++ {
		text.WriteString(p.Parts[i].Text)
	}
	return strings.TrimSpace(text.String())
}

// short is the beginning of a long text.
func short(words string) string {
	const enough = 60
	letters := []rune(words)
	if len(letters) <= enough {
		return words
	}
	return strings.TrimSpace(string(letters[:enough])) + "…"
}
