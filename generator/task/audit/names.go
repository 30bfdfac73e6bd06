package audit

import (
	"strings"

	"plainsight/generator/kit/html"
)

// words are the words of a part as they are read aloud: without what is hidden,
// with the names of pictures.
func (p *page) words(part int) string {
	var said strings.Builder
	p.say(&said, part)
	return strings.Join(strings.Fields(said.String()), " ")
}

func (p *page) say(said *strings.Builder, part int) {
	one := &p.Parts[part]
	switch {
	case p.hidden[part]:
		return
	case one.Name == "":
		said.WriteString(one.Text)
		return
	case one.Name == "img":
		said.WriteString(value(one, "alt"))
		return
	case one.Name == "svg":
		said.WriteString(p.pictured(part))
		return
	}
	apart := !html.InLine(one.Name)
	if apart {
		said.WriteByte(' ')
	}
	for i := range p.children(part) {
		p.say(said, i)
	}
	if apart {
		said.WriteByte(' ')
	}
}

// raw is the text of an element that may be hidden, such as a title.
func (p *page) raw(part int) string {
	var text strings.Builder
	for i := part + 1; i < p.Parts[part].End; i++ {
		text.WriteString(p.Parts[i].Text)
	}
	return strings.TrimSpace(text.String())
}

// pictured is the name of a picture that is drawn on the page.
func (p *page) pictured(part int) string {
	if name := p.given(part); name != "" {
		return name
	}
	for i, child := range p.children(part) {
		if child.Name == "title" {
			return p.words(i)
		}
	}
	return ""
}

// given is the name that attributes give to an element, or "".
func (p *page) given(part int) string {
	one := &p.Parts[part]
	if ids, has := one.Attr("aria-labelledby"); has {
		var names []string
		for id := range strings.FieldsSeq(ids) {
			if at, there := p.ids[id]; there {
				names = append(names, p.words(at))
			}
		}
		if name := strings.TrimSpace(strings.Join(names, " ")); name != "" {
			return name
		}
	}
	return strings.TrimSpace(value(one, "aria-label"))
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
